import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { UsageError } from './command.ts';

/** Options of every command that reads a table, for `parseArgs`. */
export const dialectOptions = {
  delimiter: { type: 'string' },
  quote: { type: 'string' },
  escape: { type: 'string' },
  encoding: { type: 'string' },
  'skip-rows': { type: 'string' },
  'header-rows': { type: 'string' },
  decimal: { type: 'string' },
} as const;

export const dialectHelp = `
How the file is to be read, where what was found in it is not right:
  --delimiter C    between cells, such as ";" or "\\t"; "" for a single column
  --quote C        around cells; "" for none
  --escape C       before a quote inside a quoted cell: the quote itself, or a backslash; "" for none
  --encoding NAME  such as utf-8, windows-1252, utf-16le
  --skip-rows N    lines before the table
  --header-rows N  rows that name the columns; 0 for none
  --decimal C      "." or ","
`.trim();

type Given = { [Name in keyof typeof dialectOptions]?: string | undefined };

/** @throws {UsageError} on a number or a mark that is none */
export function readDialectOptions(given: Given): DialectOverrides {
  const { encoding, decimal } = given;
  if (decimal !== undefined && decimal !== '.' && decimal !== ',')
    throw new UsageError(`--decimal takes "." or ",", not “${decimal}”.`);
  const overrides: DialectOverrides = {
    encoding,
    decimal,
    delimiter: given.delimiter?.replaceAll('\\t', '\t'),
    quote: given.quote,
    escape: given.escape,
    skipRows: wholeNumber('skip-rows', given['skip-rows']),
    headerRows: wholeNumber('header-rows', given['header-rows']),
  };
  return Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined));
}

/** @throws {UsageError} on anything but digits, or a number outside [least, most] */
export function wholeNumber(
  option: string,
  given: string | undefined,
  { least = 0, most = 1_000_000 } = {},
): number | undefined {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (/^\d+$/.test(given) && value >= least && value <= most) return value;
  throw new UsageError(`--${option} takes a whole number from ${least} to ${most}, not “${given}”.`);
}

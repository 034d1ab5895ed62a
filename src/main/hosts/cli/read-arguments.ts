import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './command.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true; strict: true }>>;

/**
 * Arguments of a command that works on one file.
 * @throws {UsageError} on an unknown option, a missing value, or any number of files but one
 */
export function readArguments<O extends Options>(
  given: readonly string[],
  options: O,
  what = 'file',
): { file: string; values: Parsed<O>['values'] } {
  const { values, positionals } = parseArguments(given, options);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError(file === undefined ? `Which ${what}?` : `One ${what} at a time, not ${positionals.length}.`);
  return { file, values };
}

/** @throws {UsageError} on an unknown option or a missing value, in one sentence */
export function parseArguments<O extends Options>(given: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...given], options, allowPositionals: true, strict: true });
  } catch (thrown) {
    // Node's words end with advice on other syntax; the first sentence says what is wrong.
    const [message = ''] = thrown instanceof Error ? thrown.message.split(/\.\s/) : [];
    throw new UsageError(message.endsWith('.') ? message : `${message}.`);
  }
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { readCells } from './read-cells.ts';

// What was written is what is read. TABLE_RUNS=10000 runs the full number; the usual one is smaller for time's sake.
const runs = Number(process.env['TABLE_RUNS'] ?? 400);

interface Written {
  delimiter: string;
  quote: string;
  /** Before a quote inside a quoted cell. */
  escape: string;
  lineEnd: '\n' | '\r\n' | '\r';
  lastLineEnds: boolean;
  quoteAll: boolean;
  encoding: 'utf-8' | 'utf-8-mark' | 'utf-16le-mark' | 'utf-16be-mark' | 'windows-1252';
}

interface TextTable {
  header: string[] | undefined;
  rows: string[][];
}

const word = fc.constantFrom(
  ...'alpha beta gamma delta north south Oslo Zürich red green blue café naïve total item unit first second'.split(' '),
);
const phrase = fc.array(word, { minLength: 2, maxLength: 4 }).map((words) => words.join(' '));
const prose = fc
  .tuple(phrase, fc.constantFrom(', ', '; ', ' | ', '\t', ' "so" ', " it's ", '\n', ': '))
  .map(([text, mark]) => `${text}${mark}x`);

const numberWith = (decimal: '.' | ','): fc.Arbitrary<string> =>
  fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 4 }))
    .map(([value, digits]) => (value / 100).toFixed(digits).replace('.', decimal));

/** Cells of one column, of one kind. */
function columnOf(rows: number, decimal: '.' | ','): fc.Arbitrary<string[]> {
  const number = numberWith(decimal);
  const kinds = [
    number,
    fc.integer({ min: 0, max: 99999 }).map(String),
    fc
      .date({ min: new Date('1970-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    word,
    phrase,
    fc.oneof({ weight: 3, arbitrary: phrase }, { weight: 1, arbitrary: prose }),
    fc.oneof({ weight: 9, arbitrary: number }, { weight: 1, arbitrary: fc.constantFrom('', 'NA') }),
  ];
  return fc.oneof(...kinds.map((cell) => fc.array(cell, { minLength: rows, maxLength: rows })));
}

const tables = fc
  .record({
    width: fc.integer({ min: 1, max: 6 }),
    height: fc.integer({ min: 1, max: 40 }),
    decimal: fc.constantFrom<'.' | ','>('.', '.', ','),
    hasHeader: fc.constantFrom(true, true, true, false),
  })
  .chain(({ width, height, decimal, hasHeader }) =>
    fc
      .tuple(
        // A heading above nothing but texts looks like any row: without a heading, the first column holds numbers.
        fc.tuple(
          hasHeader
            ? columnOf(height, decimal)
            : fc.array(numberWith(decimal), { minLength: height, maxLength: height }),
          ...Array.from({ length: width - 1 }, () => columnOf(height, decimal)),
        ),
        fc.uniqueArray(
          fc.tuple(word, fc.nat(99)).map(([name, n]) => `${name}_${n}`),
          { minLength: width, maxLength: width },
        ),
      )
      .map(([columns, names]): TextTable & { decimal: '.' | ',' } => ({
        header: hasHeader ? names : undefined,
        rows: Array.from({ length: height }, (_, r) => columns.map((column) => column[r] ?? '')),
        decimal,
      })),
  );

const dialects: fc.Arbitrary<Written> = fc
  .record({
    delimiter: fc.constantFrom(',', ',', ',', ';', ';', '\t', '\t', '|', ' '),
    quote: fc.constantFrom('"', '"', '"', "'"),
    escape: fc.constantFrom('quote', 'quote', 'quote', '\\'),
    lineEnd: fc.constantFrom<Written['lineEnd']>('\n', '\n', '\r\n', '\r'),
    lastLineEnds: fc.boolean(),
    quoteAll: fc.constantFrom(false, false, true),
    encoding: fc.constantFrom<Written['encoding']>(
      'utf-8',
      'utf-8',
      'utf-8-mark',
      'utf-16le-mark',
      'utf-16be-mark',
      'windows-1252',
    ),
  })
  .map((dialect) => ({ ...dialect, escape: dialect.escape === 'quote' ? dialect.quote : '\\' }));

function write({ header, rows }: TextTable, dialect: Written): Uint8Array {
  const { delimiter, quote, escape, lineEnd } = dialect;
  const cell = (text: string, alone: boolean): string => {
    const special = [delimiter, quote, '\n', '\r', ...(escape === quote ? [] : [escape])].some((mark) =>
      text.includes(mark),
    );
    // An empty cell that is a whole line, or stands between spaces, would not be seen.
    if (!dialect.quoteAll && !special && !(text === '' && (alone || delimiter === ' '))) return text;
    const escaped =
      escape === quote
        ? text.replaceAll(quote, quote + quote)
        : text.replaceAll(escape, escape + escape).replaceAll(quote, escape + quote);
    return quote + escaped + quote;
  };
  const lines = [...(header ? [header] : []), ...rows].map((row) =>
    row.map((text) => cell(text, row.length === 1)).join(delimiter),
  );
  return encode(lines.join(lineEnd) + (dialect.lastLineEnds ? lineEnd : ''), dialect.encoding);
}

function encode(text: string, encoding: Written['encoding']): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text);
  if (encoding === 'utf-8-mark') return Buffer.from(`\ufeff${text}`);
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const little = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le-mark' ? little : little.swap16();
}

async function cellsOf(bytes: Uint8Array, told: DialectOverrides) {
  const table = await readCells({ bytes, name: 'written' }, told);
  const rows: string[][] = [];
  for await (const batch of table.rows) rows.push(...batch);
  return { header: table.hasHeader ? table.names : undefined, rows, dialect: table.reading?.dialect };
}

/** Backslashes and carriage returns are drawn by no column: a lone CR in a cell would end a line of some dialects. */
test('with the dialect told, every cell of every table is as it was written', async () => {
  await fc.assert(
    fc.asyncProperty(tables, dialects, async (table, dialect) => {
      const told: DialectOverrides = {
        delimiter: dialect.delimiter,
        quote: dialect.quote,
        escape: dialect.escape,
        headerRows: table.header ? 1 : 0,
        skipRows: 0,
        ...(dialect.encoding === 'windows-1252' && { encoding: 'windows-1252' }),
      };
      const { header, rows } = await cellsOf(write(table, dialect), told);
      expect({ header, rows }).toEqual({ header: table.header, rows: table.rows });
    }),
    { numRuns: runs, seed: 1 },
  );
}, 3_600_000);

test('with nothing told, the dialect of at least 99 % of the tables of five rows or more is named, and their cells are as written', async () => {
  let seen = 0;
  const misread: string[] = [];
  await fc.assert(
    fc.asyncProperty(tables, dialects, async (table, dialect) => {
      if (table.rows.length < 5) return;
      seen++;
      const bytes = write(table, dialect);
      const { header, rows, dialect: found } = await cellsOf(bytes, {});
      const sameCells = JSON.stringify([header, rows]) === JSON.stringify([table.header, table.rows]);
      const delimiter = table.rows[0]?.length === 1 ? '' : dialect.delimiter;
      if (!sameCells || found?.delimiter !== delimiter) {
        misread.push(
          `${JSON.stringify(found)} for ${JSON.stringify(dialect)}\n${new TextDecoder(dialect.encoding.replace('-mark', '')).decode(bytes).slice(0, 400)}`,
        );
      }
    }),
    { numRuns: runs, seed: 2 },
  );
  expect(misread.length, misread.slice(0, 3).join('\n----\n')).toBeLessThanOrEqual(seen * 0.01);
}, 3_600_000);

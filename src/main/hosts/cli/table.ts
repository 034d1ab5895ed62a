import { resolve } from 'node:path';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { csvLines } from './csv-lines.ts';
import { dialectHelp, dialectOptions, readDialectOptions } from './dialect-options.ts';
import { readArguments } from './read-arguments.ts';
import { writeText } from './write-text.ts';

export const table: Command = {
  summary: 'print a file as the table that was understood',
  help: `
bellwether table FILE [--format csv|json]

Prints every cell as text, after unquoting and decoding: as CSV of RFC 4180 in UTF-8, or as one JSON document
{"columns":[…],"rows":[[…]],"hasHeader":…}. A file without a header gets none in CSV. What was repaired on the way is
said on standard error.

  --format F   csv or json; csv when left out

${dialectHelp}

Example: bellwether table measurements.txt --delimiter ";" --decimal "," > measurements.csv
`,
  run: async (given, { createEngine }) => {
    const { file, values } = readArguments(given, { ...dialectOptions, format: { type: 'string' } });
    const { format = 'csv' } = values;
    if (format !== 'csv' && format !== 'json') throw new UsageError(`--format takes csv or json, not “${format}”.`);
    const overrides = readDialectOptions(values);
    const engine = createEngine();
    try {
      const cells = await engine.tableRows(resolve(file), overrides);
      const pieces = format === 'csv' ? asCsv(cells) : asJson(cells);
      for await (const piece of pieces) await writeText(process.stdout, piece);
      for (const { message } of cells.remarks) process.stderr.write(`${message}\n`);
    } finally {
      await engine.close();
    }
    return 0;
  },
};

interface Cells {
  names: readonly string[];
  hasHeader: boolean;
  rows: AsyncIterable<string[][]>;
}

async function* asCsv({ names, hasHeader, rows }: Cells): AsyncGenerator<string> {
  if (hasHeader) yield csvLines([names]);
  for await (const batch of rows) yield csvLines(batch);
}

/** One document, piece by piece: a table need not fit into memory as text. */
async function* asJson({ names, hasHeader, rows }: Cells): AsyncGenerator<string> {
  yield `{"columns":${JSON.stringify(names)},"rows":[`;
  let first = true;
  for await (const batch of rows) {
    if (batch.length === 0) continue;
    const text = batch.map((row) => JSON.stringify(row)).join(',\n');
    yield first ? `\n${text}` : `,\n${text}`;
    first = false;
  }
  yield `],"hasHeader":${hasHeader}}\n`;
}

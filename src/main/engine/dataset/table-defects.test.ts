import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { readCells } from './read-cells.ts';

// test-data/tables: files with one defect each and the cells a reader should find, made by scripts/write-table-defects.mjs.
const folder = new URL('../../../../test-data/tables/', import.meta.url);

interface Expected {
  file: string;
  told: DialectOverrides;
  header: string[] | null;
  rows: string[][];
}
const tables = JSON.parse(readFileSync(new URL('cells.json', folder), 'utf8')) as Expected[];

async function score({ file, header, rows }: Expected, told: DialectOverrides) {
  const expected = header === null ? rows : [header, ...rows];
  const cells = expected.flat().length;
  try {
    const table = await readCells({ path: new URL(file, folder).pathname }, told);
    const read: string[][] = header === null && !table.hasHeader ? [] : [table.names];
    for await (const batch of table.rows) read.push(...batch);
    const right = expected.reduce((sum, row, r) => sum + row.filter((cell, c) => read[r]?.[c] === cell).length, 0);
    // Cells that should not be there count against the reader as well.
    const surplus = read.flat().length - cells;
    return { cells, right: right - Math.max(0, surplus), shown: JSON.stringify(read.slice(0, 6)) };
  } catch (error) {
    return { cells, right: 0, shown: String(error) };
  }
}

async function scores(told: (table: Expected) => DialectOverrides) {
  let cells = 0;
  let right = 0;
  const imperfect: string[] = [];
  for (const table of tables) {
    const result = await score(table, told(table));
    cells += result.cells;
    right += Math.max(0, result.right);
    if (result.right < result.cells)
      imperfect.push(
        `${table.file}: ${result.right} of ${result.cells} ${process.env['SHOW_MISREAD'] ? result.shown : ''}`,
      );
  }
  return { share: right / cells, imperfect };
}

test('there are at least 100 files', () => {
  expect(tables.length).toBeGreaterThanOrEqual(100);
});

test('at least 99 % of the cells are right with nothing told', async () => {
  const { share, imperfect } = await scores(() => ({}));
  expect(share, imperfect.join('\n')).toBeGreaterThanOrEqual(0.99);
});

test('all of them are right when the dialect is told', async () => {
  const { imperfect } = await scores(({ told }) => told);
  expect(imperfect).toEqual([]);
});

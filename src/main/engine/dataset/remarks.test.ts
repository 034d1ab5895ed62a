import { describe, expect, test, vi } from 'vitest';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { previewTable } from './preview-table.ts';
import { readCells } from './read-cells.ts';
import type { ReadHooks } from './read-hooks.ts';
import { readTable } from './read-table.ts';
import { runShare } from './share-work.ts';

// The machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const sourceOf = (text: string) => ({ bytes: new TextEncoder().encode(text), name: 'test' });
const read = (text: string, told: DialectOverrides = {}, hooks: ReadHooks = {}) =>
  readTable(sourceOf(text), told, hooks);
const remarksOn = async (text: string, told: DialectOverrides = {}) => (await read(text, told)).summary.remarks;

test('a byte-order mark is skipped with a remark, in the table, its text and the preview', async () => {
  for (const text of ['\ufeffx,y\n1,2\n3,4\n', '\ufeff{"x":1}\n'])
    expect(await remarksOn(text)).toMatchObject([{ code: 'byte-order-mark', line: 1, count: 3 }]);
  const source = sourceOf('\ufeffx,y\n1,2\n3,4\n');
  expect((await readCells(source)).remarks).toMatchObject([{ code: 'byte-order-mark' }]);
  expect((await previewTable(source, {}, 5)).remarks).toMatchObject([{ code: 'byte-order-mark' }]);
});

test('a decimal comma that nobody told is a remark naming the first column and how many', async () => {
  const text = 'name;a;b;c\nu;1,5;2,25;7\nv;2,5;3,5;8\n';
  expect(await remarksOn(text)).toEqual([
    {
      code: 'decimal-comma',
      column: 'a',
      count: 2,
      message: 'The comma is read as decimal mark in "a" and 1 other column.',
    },
  ]);
  expect(await remarksOn(text, { decimal: ',' })).toEqual([]);
});

test('an order of day and month that nobody told is a remark, with its doubt', async () => {
  const text = 'd,e,f\n03/04/2020,13/04/2020,2020-01-02\n05/06/2020,25/06/2020,2020-01-03\n';
  expect((await remarksOn(text)).map(({ code, message }) => [code, message])).toEqual([
    [
      'date-order',
      'Dates in "d" are read with the day before the month, though every one of them fits the other order as well.',
    ],
    ['date-order', 'Dates in "e" are read with the day before the month.'],
  ]);
  const columns = { d: { dateOrder: 'mdy' as const }, e: { dateOrder: 'dmy' as const } };
  expect(await remarksOn(text, { columns })).toEqual([]);
});

describe('integers that no double holds', () => {
  test('are counted where a column of amounts has some', async () => {
    const text = 'x,y\n1.5,1\n9007199254740993,2\n9007199254740994,3\n12345678901234567,4\n2.5,5\n';
    expect(await remarksOn(text)).toEqual([
      {
        code: 'lost-precision',
        column: 'x',
        count: 2,
        row: 2,
        line: 3,
        message:
          '2 integers in "x" are beyond 2⁵³ and were rounded (first on line 3); read the column as identifier to keep every digit.',
      },
    ]);
    expect((await read(text, {}, { tokeniserOnly: true })).summary.remarks).toEqual(await remarksOn(text));
  });

  test('in JSON keep their digits as text', async () => {
    const { columns, summary } = await read('{"id":12345678901234567,"x":[12345678901234567]}\n{"id":2,"x":1}\n');
    expect(columns).toMatchObject([
      { kind: 'text', dictionary: ['12345678901234567', '2'] },
      { kind: 'text', dictionary: ['["12345678901234567"]', '1'] },
    ]);
    expect(summary.columns[0]?.type).toBe('identifier');
    expect(await remarksOn('{"id":12345678901234567}\n{"id":2}\n', { columns: { id: { type: 'number' } } })).toEqual([
      expect.objectContaining({ code: 'lost-precision', count: 1, row: 1 }),
    ]);
  });
});

describe('a heading that comes again between the rows', () => {
  const page = (from: number, heading = 'day,x,name\n') =>
    heading + Array.from({ length: 3 }, (_, i) => `2020-01-0${from + i},${from + i}.5,n${i}\n`).join('');
  const joined = page(1) + page(4) + page(7);
  const helper: ReadHooks = { runHelper: (job) => Promise.resolve(structuredClone(runShare(structuredClone(job)))) };

  test('is left out with a remark, and no cell is unreadable', async () => {
    const { summary, columns } = await read(joined);
    expect(summary).toMatchObject({
      rows: 9,
      problems: { total: 0 },
      remarks: [
        {
          code: 'repeated-header',
          count: 2,
          line: 5,
          message: 'The heading comes again 2 times between the rows and is left out there (first on line 5).',
        },
      ],
      columns: [{ type: 'date' }, { type: 'number', invalid: 0, missing: 0 }, { type: 'category', distinct: 3 }],
    });
    expect(columns[1]).toMatchObject({ values: Float64Array.of(1.5, 2.5, 3.5, 4.5, 5.5, 6.5, 7.5, 8.5, 9.5) });
  });

  test('is left out by byte parser and tokeniser, on one thread and two, in the same way', async () => {
    const text = page(1) + Array.from({ length: 200 }, (_, i) => page(1 + (i % 7))).join('');
    const plain = await read(text, {}, { tokeniserOnly: true });
    expect(plain.summary).toMatchObject({ rows: 603, problems: { total: 0 } });
    for (const hooks of [{}, { blockBytes: 500 }, { blockBytes: 500, ...helper }]) {
      const { summary, columns } = await read(text, {}, hooks);
      expect({ columns, summary: { ...summary, hash: '' } }).toEqual({
        columns: plain.columns,
        summary: { ...plain.summary, hash: '' },
      });
    }
  });

  test('is left out far behind the first rows, where the rest of its block is plain', async () => {
    const text = 'x,y\n' + '1,2\n'.repeat(100_000) + 'x,y\n' + '3,oops\n' + '1,2\n'.repeat(100_000);
    const { summary } = await read(text);
    expect(summary.rows).toBe(200_001);
    expect(summary.remarks).toMatchObject([{ code: 'repeated-header', count: 1, line: 100_002 }]);
    expect(summary.problems.first).toMatchObject([{ row: 100_001, line: 100_003, text: 'oops' }]);
  });

  test('is left out of the table as text and of the preview', async () => {
    const cells = await readCells(sourceOf(joined));
    let rows = 0;
    for await (const batch of cells.rows) rows += batch.length;
    expect(rows).toBe(9);
    expect(cells.remarks).toMatchObject([{ code: 'repeated-header', count: 2, line: 5 }]);
    expect((await previewTable(sourceOf(joined), {}, 5)).rows.map(([day]) => day)).toEqual([
      ...['2020-01-01', '2020-01-02', '2020-01-03', '2020-01-04', '2020-01-05'],
    ]);
  });

  test('stays where one of its cells differs, and in a table of texts, where nothing tells it from a row', async () => {
    const { summary } = await read('x,y\n1,2\nx,3\n4,5\n6,7\n8,9\n1,2\n');
    expect(summary).toMatchObject({ rows: 6, problems: { total: 1 }, remarks: [] });
    const texts = await read('a,b\nu,v\na,b\nw,z\n', { headerRows: 1 });
    expect(texts.summary).toMatchObject({ rows: 3, remarks: [] });
  });
});

test('the table as text has the remarks on its rows once they are taken', async () => {
  const cells = await readCells(sourceOf('a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n\n1,2,3\n'));
  expect(cells.remarks).toEqual([]);
  for await (const batch of cells.rows) expect(batch).toHaveLength(5);
  expect(cells.remarks).toMatchObject([
    { code: 'padded-rows', count: 1, line: 3 },
    { code: 'cut-rows', count: 1, line: 4 },
    { code: 'skipped-blank-rows', count: 1, line: 6 },
  ]);
});

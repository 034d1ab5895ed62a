import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { readTable } from './read-table.ts';
import type { Table } from './table.ts';

// Some time for a busy machine.
vi.setConfig({ testTimeout: 60_000 });

// Written by DuckDB; test-data/tables/parquet/README.md has the statement, whose row i these expectations repeat.
const path = new URL('../../../../test-data/tables/parquet/snappy.parquet', import.meta.url).pathname;
const row = Array.from({ length: 40 }, (_, i) => i);

function column(table: Table, name: string) {
  const place = table.summary.columns.findIndex((info) => info.name === name);
  const info = table.summary.columns[place];
  const read = table.columns[place];
  if (info === undefined || read === undefined) throw new Error(`no column ${name}`);
  const cells =
    read.kind === 'text'
      ? Array.from(read.codes, (code) => read.dictionary[code] ?? null)
      : Array.from(read.values, (value) => (Number.isNaN(value) ? null : value));
  return { info, cells };
}

test('numbers, texts, dates, times and gaps of a snappy file are as they were written', async () => {
  const table = await readTable({ path });
  expect(table.summary).toMatchObject({ format: 'parquet', rows: 40, remarks: [], problems: { total: 0 } });
  expect(column(table, 'x').cells).toEqual(row.map((i) => (i % 10 === 3 ? null : i / 8)));
  expect(column(table, 'x').info).toMatchObject({ type: 'number', missing: 4, resolution: 0.125 });
  expect(column(table, 'n').cells).toEqual(row.map((i) => i - 20));
  expect(column(table, 'price').cells).toEqual(row.map((i) => i / 4));
  expect(column(table, 'name').cells).toEqual(row.map((i) => (i % 7 === 0 ? null : `name ${i % 4} é`)));
  expect(column(table, 'name').info).toMatchObject({ type: 'category', missing: 6, distinct: 4 });
  expect(column(table, 'day').cells).toEqual(row.map((i) => Date.UTC(2020, 1, 28 + i)));
  expect(column(table, 'day').info).toMatchObject({ type: 'date', dateFormat: { hasTime: false } });
  expect(column(table, 'at').cells).toEqual(row.map((i) => Date.UTC(2020, 0, 1, 0, 90 * i)));
  expect(column(table, 'at').info).toMatchObject({ type: 'date', dateFormat: { hasTime: true } });
  expect(column(table, 'ok')).toMatchObject({
    info: { type: 'boolean' },
    cells: row.map((i) => String(i % 3 === 0)),
  });
});

test('integers beyond 2⁵³ keep their digits, and infinity is missing with its reason', async () => {
  const table = await readTable({ path });
  expect(column(table, 'id').info.type).toBe('identifier');
  expect(column(table, 'id').cells).toEqual(row.map((i) => String(9007199254740990n + BigInt(i))));
  expect(column(table, 'odd').info).toMatchObject({
    type: 'number',
    missingByToken: [{ token: 'Inf', count: 1, reason: 'not a finite number' }],
  });
});

test('a packed Parquet file is read; a damaged one is refused', async () => {
  const bytes = readFileSync(path);
  const { summary } = await readTable({ bytes: gzipSync(bytes), name: 'packed' });
  expect(summary).toMatchObject({ format: 'parquet', rows: 40, remarks: [{ code: 'compressed' }] });
  bytes.fill(255, bytes.length - 400, bytes.length - 8);
  await expect(readTable({ bytes, name: 'damaged' })).rejects.toMatchObject({ code: 'not-readable' });
});

import { readFileSync } from 'node:fs';

/** Columns of a file in test-data/mixture, for tests. */
export function readColumns(name: string, columns: readonly number[]): Float64Array[] {
  const text = readFileSync(new URL(`../../../../../test-data/mixture/${name}`, import.meta.url), 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  return columns.map((column) => Float64Array.from(rows, (row) => Number(row[column])));
}

import { readFileSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generatedSamples } from './generate-samples.mjs';

const folder = new URL('../resources/samples/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const index = JSON.parse(read('index.json')) as { file: string; rows: number; [about: string]: string | number }[];

test('the generated samples are, byte for byte, what their generator makes', () => {
  for (const [name, text] of Object.entries(generatedSamples())) expect(read(name)).toBe(text);
});

test('the index names every sample once, with its rows, source, licence and what to look at', () => {
  expect(index.map(({ file }) => file).sort()).toEqual(
    readdirSync(folder)
      .filter((name) => name.endsWith('.csv'))
      .sort(),
  );
  for (const sample of index) {
    expect(read(sample.file).trim().split('\n').length - 1).toBe(sample.rows);
    for (const about of ['title', 'description', 'source', 'licence', 'lookAt']) expect(sample[about]).toMatch(/\w/);
  }
});

// R: colSums(faithful) is 948.677 and 19284; colSums(iris[1:4]) is 876.5, 458.6, 563.7, 179.9.
test('Old Faithful and iris are R’s, by their column sums', () => {
  const sums = (name: string, columns: number) =>
    read(name)
      .trim()
      .split('\n')
      .slice(1)
      .reduce(
        (total, row) => total.map((sum, i) => sum + Number(row.split(',')[i])),
        new Array<number>(columns).fill(0),
      )
      .map((sum) => Number(sum.toFixed(3)));
  expect(sums('old-faithful.csv', 2)).toEqual([948.677, 19284]);
  expect(sums('iris.csv', 4)).toEqual([876.5, 458.6, 563.7, 179.9]);
});

import { expect, test } from 'vitest';
import { ColumnTally, keptNamelike } from './column-tally.ts';
import type { UnreadCell } from './column-tally.ts';
import type { ColumnRule } from './infer-column.ts';
import { mergeRanges } from './merge-ranges.ts';
import type { RangeJob, RangeResult } from './range-job.ts';
import { noRepairs } from './repair-counts.ts';

const rule: ColumnRule = { storage: 'text', certainty: 'found', missing: ['', 'na'] };

/** Three segments of a column of text, of which one thread read the first and the last, the other one the middle. */
function jobOf(codes: readonly number[]): RangeJob {
  const column = new Int32Array(new SharedArrayBuffer(codes.length * 4));
  column.set(codes);
  return {
    kind: 'rows',
    source: { path: 'unused' },
    encoding: 'utf-8',
    cells: { delimiter: ',', delimiterRuns: false, quote: '"', escape: '"', recordEnd: 'lf', comment: '' },
    rules: [rule],
    width: 1,
    segments: [],
    headingRows: [],
    tokeniserOnly: false,
    end: 0,
    columns: [column],
    control: new Int32Array(new SharedArrayBuffer(64)),
  };
}

function resultOf(
  segments: [segment: number, firstRow: number, rows: number, known: number][],
  texts: readonly string[],
  counts: readonly number[],
  empty = 0,
): RangeResult {
  let end = 0;
  const ends = Uint32Array.from(texts, (text) => (end += text.length));
  return {
    segments: segments.map(([segment, firstRow, rows, known]) => ({
      ...{ segment, from: 0, firstRow, rows, end: 0, overflow: false },
      known: [known],
    })),
    counts: [undefined],
    dictionaries: [{ joined: texts.join(''), ends, counts: Float64Array.from(counts), empty }],
    repairs: noRepairs(),
    full: false,
  };
}

test('codes follow the order in which texts appear in the file, whichever thread met them first', () => {
  // Rows: b a | c NA a – | d c b, read by one thread, the other one, and the first one again.
  const job = jobOf([0, 1, /**/ 0, 1, 2, -1, /**/ 2, 3, 0]);
  const one = resultOf(
    [
      [0, 0, 2, 2],
      [2, 6, 3, 4],
    ],
    ['b', 'a', 'd', 'c'],
    [2, 1, 1, 1],
  );
  const other = resultOf([[1, 2, 4, 3]], ['c', 'NA', 'a'], [1, 1, 1], 1);
  const { rows, columns } = mergeRanges(job, [other, one]);
  expect(rows).toBe(9);
  expect(columns[0]?.dictionary).toEqual(['b', 'a', 'c', 'd']);
  expect([...(job.columns[0] ?? [])]).toEqual([0, 1, 2, -1, 1, -1, 3, 2, 0]);
  expect(columns[0]?.missing).toEqual(
    new Map([
      ['', 1],
      ['NA', 1],
    ]),
  );
});

test('a text met only in rows that were read again is no text of the column', () => {
  const job = jobOf([1, 1]);
  const { columns } = mergeRanges(job, [resultOf([[0, 0, 2, 2]], ['half a ce', 'half a cell'], [0, 2])]);
  expect(columns[0]?.dictionary).toEqual(['half a cell']);
  expect([...(job.columns[0] ?? [])]).toEqual([0, 0]);
});

test('cells kept for a second look at the rule are the first ones of the file, on any number of threads', () => {
  const cellsOf = (segments: number[]): UnreadCell[] =>
    segments.flatMap((segment) => [0, 1].map((row) => ({ segment, row, line: 0, text: `${segment}:${row}` })));
  const job = {
    ...jobOf([]),
    rules: [{ ...rule, storage: 'number' as const }],
    columns: [new Float64Array(new SharedArrayBuffer(0))],
  };
  const threads = (...taken: number[][]) =>
    mergeRanges(
      job,
      taken.map((segments) => {
        const tally = new ColumnTally(
          { storage: 'number', certainty: 'found', missing: [] },
          { segment: 0, row: 0, line: 0 },
        );
        const counts = { ...tally.counts(), namelike: cellsOf(segments).slice(0, keptNamelike) };
        return { ...resultOf([], [], []), counts: [counts], dictionaries: [undefined] };
      }),
    ).columns[0]?.namelike.map(({ text }) => text);
  const all = Array.from({ length: 30 }, (_, segment) => segment);
  const odd = all.filter((segment) => segment % 2 === 1);
  const even = all.filter((segment) => segment % 2 === 0);
  expect(threads(odd, even)).toEqual(threads(all));
  expect(threads(all)).toHaveLength(keptNamelike);
});

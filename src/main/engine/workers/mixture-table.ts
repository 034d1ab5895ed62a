import { cellText, csvRow } from '../dataset/csv-row.ts';
import { pageOfRows } from '../dataset/page-of-rows.ts';
import { createClassifier } from '../statistics/gaussian-mixture/classify.ts';
import { squaredDistances } from '../statistics/gaussian-mixture/squared-distances.ts';
import type { JobInput, JobOutput } from './jobs.ts';

/** Rows by name and by most probable component. */
export function crossTable({ input, prepared, mixture, codes, names }: JobInput<'cross-table'>): number[][] {
  const classify = createClassifier(input, prepared, mixture);
  const counts = Array.from({ length: names + 1 }, () => new Array<number>(mixture.weights.length + 1).fill(0));
  for (let row = 0; row < codes.length; row++) {
    const verdict = classify(row);
    const code = codes[row]!;
    if (verdict) counts[code < 0 ? names : code]![verdict.component]!++;
  }
  return counts;
}

/** A page of the table with what a mixture says of each row beside its columns, as CSV. */
export function mixtureRows(job: JobInput<'mixture-rows'>): JobOutput<'mixture-rows'> {
  const { table, selected, input, prepared, mixture, names, from, count } = job;
  const page = pageOfRows(table, selected, from, count);
  const classify = createClassifier(input, prepared, mixture);
  const distances = squaredDistances(mixture);
  const { columns } = table.summary;
  const isDate = table.columns.map(({ kind }) => kind === 'date');
  const parts = mixture.noise ? [...names, 'noise'] : names;
  const values = input.columns;

  const lines = page.rows.map(({ row, cells }) => {
    const place = row - 1;
    const verdict = classify(place);
    const found = verdict
      ? [
          parts[verdict.component]!,
          String(verdict.uncertainty),
          ...Array.from(verdict.responsibilities, String),
          // A row with a gap has no distance in all columns.
          ...distances(values.map((column) => column[place]!)).map((square) =>
            Number.isNaN(square) ? '' : String(square),
          ),
          String(verdict.logDensity),
        ]
      : new Array<string>(2 + parts.length + names.length + 1).fill('');
    return csvRow([...cells.map((cell, j) => cellText(cell, isDate[j]!)), ...found]);
  });
  if (from === 0) {
    const taken = new Set(columns.map(({ name }) => name));
    const free = (name: string): string => {
      let own = name;
      for (let i = 2; taken.has(own); i++) own = `${name} ${i}`;
      taken.add(own);
      return own;
    };
    const added = [
      'component',
      'uncertainty',
      ...parts.map((name) => `responsibility ${name}`),
      ...names.map((name) => `squared distance ${name}`),
      'log density',
    ];
    lines.unshift(csvRow([...columns.map(({ name }) => name), ...added.map(free)]));
  }
  return { total: page.total, text: lines.map((line) => `${line}\r\n`).join('') };
}

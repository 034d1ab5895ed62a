import { createRowDensity } from './responsibilities.ts';
import type { FitRows } from './row-patterns.ts';
import type { RowSample } from './row-sample.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

/** Goes through rows in centred and scaled coordinates: values from `at` on, NaN for a missing one, weight, label or −1. */
export type VisitRows = (visit: (y: Float64Array, at: number, weight: number, label: number) => void) => void;

export const rowsOfSample =
  ({ count, d, y, gaps, weights, labels }: RowSample): VisitRows =>
  (visit) => {
    const seen = gaps ? y.map((value, cell) => (gaps[cell] ? NaN : value)) : y;
    for (let row = 0; row < count; row++) visit(seen, row * d, weights[row]!, labels ? labels[row]! : -1);
  };

/** Those of the rows [from, to) that are used; all of them where no range is given. */
export const allRowsOf =
  (
    { rows: { columns, centre, factor, included, weights, labels, patterns } }: { rows: FitRows },
    from = 0,
    to = columns[0]?.length ?? 0,
  ): VisitRows =>
  (visit) => {
    const d = columns.length;
    const y = new Float64Array(d);
    for (let row = from; row < to; row++) {
      if (included && included[row] === 0) continue;
      if (weights && !(weights[row]! > 0)) continue;
      let values = 0;
      for (let j = 0; j < d; j++) {
        y[j] = (columns[j]![row]! - centre[j]!) * factor[j]!;
        if (Number.isFinite(y[j])) values++;
        else y[j] = NaN;
      }
      if (patterns ? values > 0 : values === d) visit(y, 0, weights ? weights[row]! : 1, labels ? labels[row]! : -1);
    }
  };

/** The rows that belong to a component rather than to any other. */
export interface OwnRows {
  rows: number;
  /** Different ones among them, counted up to `distinctLimit`. */
  distinctRows: number;
  /** The first column in which all are equal, and the scaled value they share. */
  column: number | null;
  value: number | null;
}

/** Different rows are counted up to this number. */
const distinctLimit = 200;

/** What some components own. One pass over the rows. */
export function ownRows(mixture: ScaledMixture, visit: VisitRows, wanted: readonly number[]): Map<number, OwnRows> {
  const { d } = mixture;
  const density = createRowDensity(mixture);
  const found = new Map(
    wanted.map((k) => [
      k,
      { rows: 0, seen: new Set<string>(), first: new Float64Array(d), tied: new Array<boolean>(d).fill(true) },
    ]),
  );
  visit((y, at, weight, label) => {
    const { responsibilities } = density(y, at, label);
    let best = 0;
    for (let k = 1; k < responsibilities.length; k++) if (responsibilities[k]! > responsibilities[best]!) best = k;
    const own = found.get(best);
    if (!own) return;
    own.rows += weight;
    if (own.seen.size === 0) own.first.set(y.subarray(at, at + d));
    for (let j = 0; j < d; j++) if (y[at + j] !== own.first[j]) own.tied[j] = false;
    if (own.seen.size < distinctLimit) own.seen.add(y.subarray(at, at + d).join());
  });
  return new Map(
    [...found].map(([k, { rows, seen, first, tied }]) => {
      const column = seen.size === 0 ? -1 : tied.indexOf(true);
      return [
        k,
        {
          rows: Math.round(rows),
          distinctRows: seen.size,
          column: column < 0 ? null : column,
          value: column < 0 ? null : first[column]!,
        },
      ];
    }),
  );
}

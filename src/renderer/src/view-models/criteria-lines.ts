import { linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import { criterionNames, type LedgerCriterion, type LedgerRow } from './ledger-table.ts';

/** One covariance model's criterion over the number of components. */
export interface CriterionLine {
  model: string;
  points: [components: number, value: number][];
}

/** Criteria over K, a line per covariance model, among fits of the same rows. */
export interface CriteriaLines {
  x: Axis;
  y: Axis;
  lines: CriterionLine[];
  best: [number, number] | null;
  summary: string;
}

/** Fits that somebody set by hand, held or regularised are points off these lines: only plain searches are drawn. */
export function criteriaLines(
  rows: readonly LedgerRow[],
  criterion: LedgerCriterion,
  room: { x: number; y: number },
): CriteriaLines | null {
  const plain = rows.filter(({ fit, byHand }) => !byHand && !fit.degeneracy && fit.regularisation === 0 && !fit.noise);
  const models = [...new Set(plain.map(({ fit }) => fit.covarianceModel))].sort();
  const lines = models.flatMap((model): CriterionLine[] => {
    const least = new Map<number, number>();
    for (const { fit } of plain) {
      const value = fit.criteria[criterion];
      if (fit.covarianceModel !== model || value === null) continue;
      least.set(fit.components, Math.min(value, least.get(fit.components) ?? Infinity));
    }
    const points = [...least].sort(([a], [b]) => a - b);
    return points.length > 0 ? [{ model, points }] : [];
  });
  const all = lines.flatMap(({ points }) => points);
  if (all.length < 2) return null;
  const best = all.reduce((a, b) => (b[1] < a[1] ? b : a));
  const values = all.map(([, value]) => value);
  // A hopeless model would press the others together: the axis ends above most of the values, and lines leave it upwards.
  const low = Math.min(...values);
  const high = [...values].sort((a, b) => a - b)[Math.floor(0.75 * (values.length - 1))]!;
  const margin = Math.max(0.06 * (high - low), 0.5);
  const counts = all.map(([K]) => K);
  const [from, to] = [Math.min(...counts), Math.max(...counts)];
  return {
    x: linearAxis({
      min: from - 0.3,
      max: to + 0.3,
      name: 'components',
      count: Math.max(1, Math.min(room.x, to - from + 1)),
    }),
    y: linearAxis({
      min: low - margin,
      max: high + margin,
      name: criterionNames[criterion],
      count: room.y,
      longest: 999_999,
    }),
    lines,
    best,
    summary: `${criterionNames[criterion]} of ${lines.map(({ model }) => model).join(', ')} over ${from} to ${to} components; least at ${best[0]}.`,
  };
}

/** One row per point. */
export const criteriaTable = ({ lines }: CriteriaLines, criterion: LedgerCriterion): ChartTable => ({
  columns: ['covariance', 'components', criterionNames[criterion]],
  rows: lines.flatMap(({ model, points }) => points.map(([components, value]) => [model, components, value])),
});

import { linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import { criterionNames, type LedgerCriterion, type LedgerRow } from './ledger-table.ts';

/** One covariance model's criterion over the number of components. */
export interface CriterionLine {
  model: string;
  points: [components: number, value: number][];
}

/** One covariance model's deviance of unseen rows over the number of components. */
export interface ValidatedLine {
  model: string;
  /** −2 · n · CV, and its standard error on that scale. */
  points: [components: number, deviance: number, standardError: number][];
}

/** Criteria over K, a line per covariance model, among fits of the same rows. */
export interface CriteriaLines {
  x: Axis;
  y: Axis;
  lines: CriterionLine[];
  /** Of the same fits, as far as they are cross-validated; none where they were not asked for. */
  validated: ValidatedLine[];
  /** Fits of the lines that are not cross-validated, by id. */
  unvalidated: string[];
  best: [number, number] | null;
  summary: string;
}

/**
 * The criterion of the best fit of each covariance model and K; beside it, where asked for, minus twice the
 * log-likelihood of rows that the fit had not seen, which is on the same scale: a deviance.
 * Fits that somebody set by hand, held or regularised are points off these lines: only plain searches are drawn.
 */
export function criteriaLines(
  rows: readonly LedgerRow[],
  criterion: LedgerCriterion,
  room: { x: number; y: number },
  withValidation = false,
): CriteriaLines | null {
  const plain = rows.filter(({ fit, byHand }) => !byHand && !fit.degeneracy && fit.regularisation === 0 && !fit.noise);
  const models = [...new Set(plain.map(({ fit }) => fit.covarianceModel))].sort();
  const drawn = models.flatMap((model) => {
    const least = new Map<number, { row: LedgerRow; value: number }>();
    for (const row of plain) {
      const value = row.fit.criteria[criterion];
      if (row.fit.covarianceModel !== model || value === null) continue;
      const known = least.get(row.fit.components);
      if (!known || value < known.value) least.set(row.fit.components, { row, value });
    }
    const points = [...least.values()].sort((a, b) => a.row.fit.components - b.row.fit.components);
    return points.length > 0 ? [{ model, points }] : [];
  });
  const lines = drawn.map(({ model, points }): CriterionLine => ({
    model,
    points: points.map(({ row, value }) => [row.fit.components, value]),
  }));
  const validated = withValidation ? drawn.map(validatedLine).filter(({ points }) => points.length > 0) : [];
  const all = lines.flatMap(({ points }) => points);
  if (all.length < 2) return null;
  const best = all.reduce((a, b) => (b[1] < a[1] ? b : a));
  const unseen = validated.flatMap(({ points }) => points);
  const values = [...all, ...unseen].map(([, value]) => value);
  // A hopeless model would press the others together: then the axis ends above most of the values, and lines leave it upwards.
  const low = Math.min(...values);
  const most = all.map(([, value]) => value).sort((a, b) => a - b)[Math.floor(0.75 * (all.length - 1))]!;
  const highest = Math.max(...values);
  const high = highest - low > 3 * (most - low) ? most : highest;
  const margin = Math.max(0.06 * (high - low), 0.5);
  const counts = all.map(([K]) => K);
  const [from, to] = [Math.min(...counts), Math.max(...counts)];
  const name = criterionNames[criterion];
  const lowest = unseen.length > 0 ? unseen.reduce((a, b) => (b[1] < a[1] ? b : a)) : null;
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
      name: unseen.length > 0 ? `${name}, −2 · n · CV` : name,
      count: room.y,
      longest: 999_999,
    }),
    lines,
    validated,
    unvalidated: drawn.flatMap(({ points }) =>
      points.flatMap(({ row }) => (row.crossValidation === null ? [row.id] : [])),
    ),
    best,
    summary:
      `${name} of ${lines.map(({ model }) => model).join(', ')} over ${from} to ${to} components; least at ${best[0]}.` +
      (lowest ? ` Deviance of unseen rows, −2 · n · CV, is least at ${lowest[0]}.` : ''),
  };
}

/** CV is a mean over rows and higher is better: −2 · n · CV is the deviance of all rows, each unseen. */
const validatedLine = ({ model, points }: { model: string; points: readonly { row: LedgerRow }[] }): ValidatedLine => ({
  model,
  points: points.flatMap(({ row: { fit, crossValidation } }): ValidatedLine['points'] => {
    if (!crossValidation) return [];
    const { logLikelihoodPerRow, standardError } = crossValidation;
    return [[fit.components, -2 * fit.rows.effective * logLikelihoodPerRow, 2 * fit.rows.effective * standardError]];
  }),
});

/** One row per point. */
export const criteriaTable = ({ lines, validated }: CriteriaLines, criterion: LedgerCriterion): ChartTable => ({
  columns: [
    'covariance',
    'components',
    criterionNames[criterion],
    ...(validated.length > 0 ? ['−2 n CV', 'standard error of −2 n CV'] : []),
  ],
  rows: lines.flatMap(({ model, points }) =>
    points.map(([components, value]) => {
      const unseen = validated.find((line) => line.model === model)?.points.find(([K]) => K === components);
      return [model, components, value, ...(validated.length > 0 ? [unseen?.[1] ?? null, unseen?.[2] ?? null] : [])];
    }),
  ),
});

import {
  canonicalModel,
  covarianceModelsOf,
  type CovarianceModel,
} from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import type { LedgerCriterion } from './ledger-table.ts';
import { formatFixed } from './number-format.ts';

/** A cell as the engine gives it, and whether its fit was only screened. */
export type ScannedCell = { components: number; covarianceModel: CovarianceModel; screened: boolean } & (
  { ok: true; fit: GaussianMixtureFit; elapsedMs: number } | { ok: false; error: { message: string } }
);

type Done = ScannedCell & { ok: true };
export type TableCell = { components: number } & (
  | { state: 'waiting' }
  | { state: 'failed'; text: string }
  | {
      state: 'done';
      cell: Done;
      text: string;
      /** From the best cell. */
      delta: number;
      /** How good: 1 for the best, falling with the rank of Δ. */
      share: number;
      best: boolean;
      /** Fitted well enough to be compared, and no better yet. */
      screened: boolean;
    }
);

/** Numbers of components across, covariance models down. */
export interface ScanTable {
  components: number[];
  lines: { model: CovarianceModel; cells: TableCell[] }[];
  best: { components: number; model: CovarianceModel } | null;
}

/**
 * A scan as a table that fills as it runs. Shades follow the rank of a cell, not its value: one hopeless model would leave
 * all others alike.
 * @param columns  number of columns fitted: of one column only two models differ
 */
export function scanTable(
  found: readonly ScannedCell[],
  wanted: { from: number; to: number; models: readonly CovarianceModel[]; criterion: LedgerCriterion },
  columns: number,
): ScanTable {
  const { criterion } = wanted;
  const from = Math.min(wanted.from, wanted.to);
  const components = Array.from({ length: Math.abs(wanted.to - wanted.from) + 1 }, (_, i) => from + i);
  const models = wanted.models.map((model) => canonicalModel(model, columns));
  const lines = covarianceModelsOf(columns).filter((model) => models.includes(model));
  const byPlace = new Map(found.map((cell) => [`${cell.components} ${cell.covarianceModel}`, cell]));
  const shown = lines.flatMap((model) => components.map((K) => byPlace.get(`${K} ${model}`)));
  const values = shown
    .filter((cell): cell is Done => cell?.ok === true && cell.fit.criteria[criterion] !== null)
    .map((cell) => ({ cell, value: cell.fit.criteria[criterion]! }))
    .sort((a, b) => a.value - b.value);
  const least = values[0];
  const place = (K: number, model: CovarianceModel): TableCell => {
    const cell = byPlace.get(`${K} ${model}`);
    if (!cell) return { components: K, state: 'waiting' };
    if (!cell.ok) return { components: K, state: 'failed', text: cell.error.message };
    const rank = values.findIndex((value) => value.cell === cell);
    if (rank < 0 || !least) return { components: K, state: 'failed', text: 'Too few rows for this criterion.' };
    const { value } = values[rank]!;
    const share = values.length === 1 ? 1 : 1 - rank / (values.length - 1);
    const text = formatFixed(value, Math.abs(value) < 1e5 ? 1 : 0);
    return {
      components: K,
      state: 'done',
      cell,
      text,
      delta: value - least.value,
      share,
      best: rank === 0,
      screened: cell.screened,
    };
  };
  return {
    components,
    lines: lines.map((model) => ({ model, cells: components.map((K) => place(K, model)) })),
    best: least ? { components: least.cell.components, model: least.cell.covarianceModel } : null,
  };
}

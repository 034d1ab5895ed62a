import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import { codeSource, type ReadTable } from './code-source.ts';
import type { CodeLabels } from './code-rows.ts';
import type { CodeRequest } from './model-code.ts';
import type { RowCondition } from './row-conditions-code.ts';

/** A fit and all that decided which rows it used, and how. */
export interface FitForCode {
  data: {
    columns: readonly string[];
    filters: readonly RowCondition[];
    labels: { column: string; share: number } | null;
    weights: { column: string; kind: 'frequency' | 'precision' } | null;
    missing?: 'listwise' | 'em' | undefined;
  };
  fit: GaussianMixtureFit;
  labelNames: readonly string[];
  rowsUsed: number;
}

/** Set by hand, starting from a fit. */
export interface HandMade {
  mixture: CodeRequest['mixture'];
  logLikelihood: number;
}

/** What code is to compute, or why it cannot: one sentence. */
export type CodeOutcome = CodeRequest | { obstacle: string };

/** A fit, or what was made of it by hand, as a request for code that computes its log-likelihood again. */
export function fitCode(
  table: ReadTable,
  { data, fit, labelNames, rowsUsed }: FitForCode,
  hand: HandMade | null,
): CodeOutcome {
  const { columns, filters, labels, weights, missing } = data;
  if (missing === 'em')
    return { obstacle: 'Code cannot be copied for a fit that uses rows with missing cells: fit complete rows first.' };
  if (hand && labels)
    return {
      obstacle:
        'Code cannot be copied for components set by hand beside labels: run EM from here, or ignore the labels.',
    };
  const source = codeSource(table, namesRead(columns, filters, weights?.column ?? null));
  if ('obstacle' in source) return source;
  const { mixture, logLikelihood } = hand ?? { mixture: mixtureOf(fit), logLikelihood: fit.logLikelihood };
  return {
    ...source,
    columns,
    mixture,
    covarianceModel: fit.covarianceModel,
    logLikelihood,
    rowsUsed,
    filters,
    labels: labels && codeLabels(labels, labelNames, fit.labelComponents),
    rowWeights: weights,
    byHand: hand !== null,
  };
}

/** Columns whose values code reads. */
export const namesRead = (
  columns: readonly string[],
  filters: readonly RowCondition[],
  weights: string | null,
): string[] => [
  ...columns,
  ...filters.flatMap((filter) =>
    filter.kind === 'range' ? [filter.column] : filter.kind === 'polygon' ? [...filter.columns] : [],
  ),
  ...(weights === null ? [] : [weights]),
];

function codeLabels(
  { column, share }: { column: string; share: number },
  names: readonly string[],
  components: readonly number[] | null,
): CodeLabels {
  return { column, share, places: names.map((name, place) => [name, components?.[place] ?? place] as const) };
}

const mixtureOf = ({ weights, means, covariances, noise }: GaussianMixtureFit): CodeRequest['mixture'] => ({
  weights,
  means,
  covariances,
  noise,
});

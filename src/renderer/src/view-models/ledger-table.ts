import type { CrossValidation } from '../../../shared/statistics/cross-validation.ts';
import type { GaussianMixtureFit, InformationCriteria } from '../../../shared/statistics/gaussian-mixture.ts';
import type { ChartTable } from './chart-table.ts';
import { formatNumber } from './number-format.ts';

export type LedgerCriterion = 'bic' | 'aic' | 'aicc' | 'icl';

export const criterionNames: Record<LedgerCriterion, string> = { bic: 'BIC', aic: 'AIC', aicc: 'AICc', icl: 'ICL' };

/** One fit of the ledger, before it is compared. */
export interface LedgerFit {
  id: string;
  name: string | null;
  note: string;
  pinned: boolean;
  columns: string[];
  /** Conditions on the rows in words. */
  filters: string[];
  labels: string | null;
  /** Fits whose rows are the same can be compared: equal marks, equal rows. */
  rowsMark: string;
  /** Other rows than those chosen now. */
  stale: boolean;
  /** EM went on from something set by hand, or something was held. */
  byHand: boolean;
  /** Entered because another view shows it, until a person keeps it. */
  automatic: boolean;
  /** Log-likelihood per row of rows not seen by the fit; null until it was asked for. */
  crossValidation: CrossValidation | null;
  fit: GaussianMixtureFit;
}

export interface LedgerRow extends LedgerFit {
  /** Given, or made from the fit. */
  title: string;
  kind: 'normal' | 'Gaussian' | 'mixture';
  /** Difference from the best fit of the same rows and columns; null where the criterion is unknown or no other fit is there. */
  delta: number | null;
  /** Share of evidence among the fits of the same rows and columns, e^(−Δ/2) normalised. */
  evidence: number | null;
  /** Best of the same rows and columns, of those that are not degenerate. */
  best: boolean;
}

/** What a fit is called when nobody named it. */
export function fitTitle(fit: GaussianMixtureFit, columns: number): string {
  if (fit.components === 1) return columns === 1 ? 'Normal' : 'Gaussian';
  const noise = fit.noise ? ' + noise' : '';
  return `${fit.components} × ${fit.covarianceModel}${noise}`;
}

/**
 * Differences and evidence of every fit among those of the same rows. Degenerate fits have no evidence and are no best.
 * @see [BurnhamAnderson2002] section 2.6 for the weights
 */
export function ledgerRows(fits: readonly LedgerFit[], criterion: LedgerCriterion): LedgerRow[] {
  const groups = new Map<string, LedgerFit[]>();
  for (const fit of fits) groups.set(fit.rowsMark, [...(groups.get(fit.rowsMark) ?? []), fit]);
  const compared = new Map<string, { delta: number | null; evidence: number | null; best: boolean }>();
  for (const group of groups.values()) {
    const honest = group.filter(({ fit }) => fit.degeneracy === null && fit.criteria[criterion] !== null);
    const least = Math.min(...honest.map(({ fit }) => fit.criteria[criterion]!));
    const total = honest.reduce((sum, { fit }) => sum + Math.exp(-(fit.criteria[criterion]! - least) / 2), 0);
    for (const entry of group) {
      const value = entry.fit.criteria[criterion];
      // A fit without a rival is best of nothing.
      const delta = value === null || !Number.isFinite(least) || group.length === 1 ? null : value - least;
      const evidence = honest.includes(entry) && delta !== null ? Math.exp(-delta / 2) / total : null;
      compared.set(entry.id, { delta, evidence, best: honest.includes(entry) && delta === 0 });
    }
  }
  return fits.map((entry) => ({
    ...entry,
    ...compared.get(entry.id)!,
    title: entry.name ?? fitTitle(entry.fit, entry.columns.length),
    kind: entry.fit.components > 1 ? 'mixture' : entry.columns.length === 1 ? 'normal' : 'Gaussian',
  }));
}

/** By what a ledger can be sorted. */
export const ledgerKeys = [
  'title',
  'rows',
  'p',
  'logLikelihood',
  'aic',
  'bic',
  'icl',
  'cv',
  'delta',
  'evidence',
] as const;
export type LedgerKey = (typeof ledgerKeys)[number];

/** Pinned ones first, then by the key; what has no value last. */
export function sortLedger(rows: readonly LedgerRow[], key: string, descending: boolean): LedgerRow[] {
  const value = ({ fit, title, delta, crossValidation }: LedgerRow): number | string | null => {
    switch (key as LedgerKey) {
      case 'title':
        return title;
      case 'rows':
        return fit.rows.used;
      case 'p':
        return fit.parameterCount;
      case 'logLikelihood':
        return fit.logLikelihood;
      case 'cv':
        return crossValidation?.logLikelihoodPerRow ?? null;
      case 'delta':
      case 'evidence':
        return delta; // evidence falls as Δ grows
      default:
        return fit.criteria[key as keyof InformationCriteria] ?? null;
    }
  };
  const compare = (a: LedgerRow, b: LedgerRow): number => {
    if (a.pinned !== b.pinned) return a.pinned ? -1 : 1;
    const [x, y] = [value(a), value(b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    const order =
      typeof x === 'string' || typeof y === 'string'
        ? String(x).localeCompare(String(y), 'en', { numeric: true })
        : x - y;
    return descending ? -order : order;
  };
  return [...rows].sort(compare);
}

/** The ledger as numbers, for export. */
export function ledgerTable(rows: readonly LedgerRow[]): ChartTable {
  return {
    columns: [
      'name',
      'columns',
      'filters',
      'rows used',
      'components',
      'covariance',
      'p',
      'log-likelihood',
      'AIC',
      'AICc',
      'BIC',
      'ICL',
      'CV log-likelihood per row',
      'CV standard error',
      'CV folds',
      'delta',
      'evidence',
      'status',
      'seed',
      'iterations',
      'stale',
      'note',
    ],
    rows: rows.map(({ title, columns, filters, fit, delta, evidence, stale, note, crossValidation }) => [
      title,
      columns.join(' '),
      filters.join('; '),
      fit.rows.used,
      fit.components,
      fit.covarianceModel,
      fit.parameterCount,
      fit.logLikelihood,
      fit.criteria.aic,
      fit.criteria.aicc,
      fit.criteria.bic,
      fit.criteria.icl,
      crossValidation?.logLikelihoodPerRow ?? null,
      crossValidation?.standardError ?? null,
      crossValidation?.folds ?? null,
      delta,
      evidence,
      fit.status,
      fit.seed,
      fit.iterations,
      stale ? 'yes' : 'no',
      note,
    ]),
  };
}

/** A fit and what it is called. */
type ComparedFit = Pick<LedgerRow, 'id' | 'title' | 'fit'>;

/** Why the criteria choose as they do, among fits of the same rows, in one sentence. */
export function criteriaSentence(rows: readonly ComparedFit[]): string {
  const honest = rows.filter(({ fit }) => fit.degeneracy === null);
  if (honest.length < 2) return 'Fit a second model of the same rows to compare.';
  const best = (criterion: LedgerCriterion): ComparedFit =>
    honest.reduce((a, b) =>
      (b.fit.criteria[criterion] ?? Infinity) < (a.fit.criteria[criterion] ?? Infinity) ? b : a,
    );
  const [aic, bic, icl] = [best('aic'), best('bic'), best('icl')];
  if (aic.id === bic.id && bic.id === icl.id) return `AIC, BIC and ICL all choose ${bic.title}.`;
  const perParameter = formatNumber(Math.log(bic.fit.rows.effective), 2);
  const parts: string[] = [];
  if (aic.id === bic.id) parts.push(`AIC and BIC choose ${bic.title}`);
  else
    parts.push(
      `AIC chooses ${aic.title} and BIC ${bic.title}, because a parameter costs 2 in AIC and ln n = ${perParameter} in BIC`,
    );
  if (icl.id === bic.id) parts.push(`ICL agrees with BIC`);
  else
    parts.push(
      `ICL chooses ${icl.title}, because it also charges for rows between components: ${formatNumber(overlap(bic), 3)} in ${bic.title}, ${formatNumber(overlap(icl), 3)} in ${icl.title}`,
    );
  return `${parts.join('; ')}.`;
}

/** What ICL adds to BIC: the doubt about which component rows belong to. */
const overlap = ({ fit }: ComparedFit): number => fit.criteria.icl - fit.criteria.bic;

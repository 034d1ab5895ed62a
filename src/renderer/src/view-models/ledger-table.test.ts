import { expect, test } from 'vitest';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import { criteriaSentence, ledgerRows, ledgerTable, sortLedger, type LedgerFit } from './ledger-table.ts';

// Old Faithful, two columns, as mclust and scikit-learn have it: K, model, ℓ, p, BIC, ICL.
const published: [number, 'VVV' | 'EEE', number, number, number, number][] = [
  [1, 'VVV', -1289.79675, 5, 2607.623, 2607.623],
  [2, 'VVV', -1130.26396, 11, 2322.192, 2322.705],
  [3, 'EEE', -1126.31593, 11, 2314.296, 2358.389],
];
const faithful = published.map(([components, covarianceModel, logLikelihood, parameterCount, bic, icl]): LedgerFit => {
  const fit = {
    components,
    covarianceModel,
    logLikelihood,
    parameterCount,
    criteria: { aic: -2 * logLikelihood + 2 * parameterCount, aicc: null, bic, icl, iclEntropy: icl },
    rows: { total: 272, used: 272, missing: 0, excluded: 0, effective: 272, labelled: 0 },
    degeneracy: null,
    noise: null,
    status: 'converged',
    seed: 1,
    iterations: 10,
  } as unknown as GaussianMixtureFit;
  return {
    id: `${components}${covarianceModel}`,
    name: null,
    note: '',
    pinned: false,
    columns: ['eruptions', 'waiting'],
    filters: [],
    labels: null,
    rowsMark: 'all',
    stale: false,
    byHand: false,
    automatic: false,
    crossValidation: null,
    fit,
  };
});

test('Δ counts from the best, and the evidence adds up to 1', () => {
  const rows = ledgerRows(faithful, 'bic');
  expect(rows.map(({ title, best }) => [title, best])).toEqual([
    ['Gaussian', false],
    ['2 × VVV', false],
    ['3 × EEE', true],
  ]);
  expect(rows[1]!.delta).toBeCloseTo(7.896, 9); // 2322.192 − 2314.296
  expect(rows.reduce((sum, { evidence }) => sum + (evidence ?? 0), 0)).toBeCloseTo(1, 12);
  expect(rows[1]!.evidence! / rows[2]!.evidence!).toBeCloseTo(Math.exp(-7.896 / 2), 9);
});

test('fits of other rows are not compared', () => {
  const other = { ...faithful[0]!, id: 'other', rowsMark: 'filtered' };
  expect(ledgerRows([...faithful, other], 'bic')[3]).toMatchObject({ delta: null, best: false, evidence: null });
});

test('a degenerate fit is never the best', () => {
  const false_ = structuredClone(faithful[1]!);
  false_.id = 'false';
  false_.fit.criteria.bic = -100;
  false_.fit.degeneracy = {
    code: 'few-rows',
    component: 0,
    rows: 3,
    distinctRows: 1,
    column: null,
    value: null,
    smallestEigenvalue: 0,
  };
  const rows = ledgerRows([...faithful, false_], 'bic');
  expect(rows[3]).toMatchObject({ best: false, evidence: null });
  expect(rows[2]!.best).toBe(true);
});

test('why BIC and ICL disagree on Old Faithful, in one sentence', () => {
  expect(criteriaSentence(ledgerRows(faithful, 'bic'))).toBe(
    'AIC and BIC choose 3 × EEE; ICL chooses 2 × VVV, because it also charges for rows between components: 44.1 in 3 × EEE, 0.513 in 2 × VVV.',
  );
  expect(criteriaSentence(ledgerRows(faithful.slice(0, 1), 'bic'))).toContain('second model');
});

test('pinned fits stand first, then the order asked for', () => {
  const pinned = faithful.map((fit, i) => ({ ...fit, pinned: i === 1 }));
  const order = (key: string, descending: boolean) =>
    sortLedger(ledgerRows(pinned, 'bic'), key, descending).map(({ fit }) => fit.components);
  expect(order('bic', false)).toEqual([2, 3, 1]);
  expect(order('logLikelihood', false)).toEqual([2, 1, 3]);
});

test('the table for export has a cell for every column', () => {
  const { columns, rows } = ledgerTable(ledgerRows(faithful, 'bic'));
  for (const row of rows) expect(row).toHaveLength(columns.length);
});

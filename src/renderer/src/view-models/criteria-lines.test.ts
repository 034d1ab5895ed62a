import { describe, expect, test } from 'vitest';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import { criteriaLines, criteriaTable } from './criteria-lines.ts';
import { differenceGrid, differencePixels, differenceSummary, differenceTable } from './density-difference.ts';
import type { LedgerRow } from './ledger-table.ts';
import { scanTable, type ScannedCell } from './scan-table.ts';

const fit = (components: number, covarianceModel: CovarianceModel, bic: number): GaussianMixtureFit =>
  ({
    components,
    covarianceModel,
    criteria: { aic: bic, aicc: null, bic, icl: bic, iclEntropy: bic },
    degeneracy: null,
    regularisation: 0,
    noise: null,
  }) as unknown as GaussianMixtureFit;
const row = (components: number, model: CovarianceModel, bic: number, byHand = false): LedgerRow =>
  ({ fit: fit(components, model, bic), byHand }) as unknown as LedgerRow;

test('a line per model, of several fits of one K the best, and none set by hand', () => {
  const found = criteriaLines(
    [row(2, 'VVV', 2322), row(1, 'VVV', 2607), row(2, 'VVV', 2400), row(3, 'EEE', 2314), row(2, 'VVV', 1, true)],
    'bic',
    { x: 5, y: 5 },
  )!;
  expect(found.lines).toEqual([
    { model: 'EEE', points: [[3, 2314]] },
    {
      model: 'VVV',
      points: [
        [1, 2607],
        [2, 2322],
      ],
    },
  ]);
  expect(found.best).toEqual([3, 2314]);
});

test('a model that is far worse than the others leaves the axis to them', () => {
  const others = [2322, 2330, 2340, 2350, 2360, 2370].map((bic, i) => row(i + 2, 'VVV', bic));
  const { y } = criteriaLines([...others, row(1, 'EII', 4000)], 'bic', { x: 5, y: 5 })!;
  expect(y.max).toBeLessThan(2500);
  const near = criteriaLines([...others, row(1, 'EII', 2400)], 'bic', { x: 5, y: 5 })!;
  expect(near.y.max).toBeGreaterThan(2400);
});

test('one value makes no line', () => expect(criteriaLines([row(2, 'VVV', 1)], 'bic', { x: 5, y: 5 })).toBeNull());

test('a scan fills as it runs: cells wait, fail or show their Δ, and the best is marked', () => {
  const cells: ScannedCell[] = [
    { components: 1, covarianceModel: 'VVV', screened: true, ok: true, fit: fit(1, 'VVV', 2607.6), elapsedMs: 1 },
    { components: 2, covarianceModel: 'VVV', screened: false, ok: true, fit: fit(2, 'VVV', 2322.2), elapsedMs: 1 },
    {
      components: 3,
      covarianceModel: 'VVV',
      screened: false,
      ok: false,
      error: { message: 'Component 3 sits on 14 rows.' },
    },
  ];
  const { lines, components, best } = scanTable(cells, { from: 1, to: 4, models: ['VVV'], criterion: 'bic' }, 2);
  expect(components).toEqual([1, 2, 3, 4]);
  expect(lines[0]!.cells.map((cell) => cell.state)).toEqual(['done', 'done', 'failed', 'waiting']);
  expect(lines[0]!.cells[0]).toMatchObject({ best: false, share: 0, screened: true });
  expect(lines[0]!.cells[1]).toMatchObject({ best: true, share: 1, delta: 0, text: '2,322.2', screened: false });
  expect(best).toEqual({ components: 2, model: 'VVV' });
});

test('of one column there are two models, whatever was asked for', () => {
  const { lines } = scanTable([], { from: 1, to: 2, models: ['EII', 'VVI', 'EEE', 'VVV'], criterion: 'bic' }, 1);
  expect(lines.map(({ model }) => model)).toEqual(['EEE', 'VVV']);
});

test('the difference of a density from itself is nothing, and its sign chooses the colour', () => {
  const at = (mean: number[]) => ({
    weights: [1],
    means: [mean],
    covariances: [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    noise: null,
  });
  const frame = { x: [-4, 4], y: [-4, 4] } as const;
  const size = { columns: 2, lines: 1 };
  expect(differenceGrid(at([0, 0]), at([0, 0]), [0, 1], frame, size)!.every((value) => value === 0)).toBe(true);
  const grid = differenceGrid(at([-2, 0]), at([2, 0]), [0, 1], frame, size)!;
  expect([...differencePixels(grid, size, [1, 2, 3], [4, 5, 6])]).toEqual([1, 2, 3, 220, 4, 5, 6, 220]);
});

test('a difference leaves as numbers, cell by cell from the lower left, and the sentence names the denser model', () => {
  const grid = Float64Array.of(0.1, -0.4, 0.2, 0.3);
  const names = { columns: ['x', 'y'], models: ['one', 'two'] } as const;
  expect(differenceTable(grid, { columns: 2, lines: 2 }, { x: [0, 4], y: [10, 20] }, names)).toEqual({
    columns: ['x', 'y', 'density of one minus two'],
    rows: [
      [1, 12.5, 0.1],
      [3, 12.5, -0.4],
      [1, 17.5, 0.2],
      [3, 17.5, 0.3],
    ],
  });
  expect(differenceSummary(grid, ['one', 'two'])).toBe(
    'Density of one minus that of two; they differ most where two is denser by 0.4.',
  );
});

test('the lines leave as numbers, one row per point', () => {
  const lines = criteriaLines([row(2, 'VVV', 2322), row(1, 'VVV', 2607)], 'bic', { x: 5, y: 5 })!;
  expect(criteriaTable(lines, 'bic')).toEqual({
    columns: ['covariance', 'components', 'BIC'],
    rows: [
      ['VVV', 1, 2607],
      ['VVV', 2, 2322],
    ],
  });
});

describe('deviances of unseen rows', () => {
  const scored = (components: number, bic: number, logLikelihoodPerRow: number | null): LedgerRow => ({
    ...row(components, 'VVV', bic),
    id: `${components} ${bic}`,
    fit: { ...fit(components, 'VVV', bic), rows: { used: 272, effective: 272, dropped: 0 } as never },
    crossValidation: logLikelihoodPerRow === null ? null : { logLikelihoodPerRow, standardError: 0.05, folds: 10 },
  });
  const rows = [scored(1, 2607, -4.76), scored(2, 2322, -4.19), scored(2, 2400, -4.3), scored(3, 2342, null)];

  test('stand beside the criterion of the same fits as minus twice the sum over all rows', () => {
    const { validated, y } = criteriaLines(rows, 'bic', { x: 5, y: 5 }, true)!;
    expect(validated).toHaveLength(1);
    // −2 · 272 · CV, and 2 · 272 · 0.05; the worse of two fits of K = 2 is on neither line.
    expect(validated[0]!.points.map(([K]) => K)).toEqual([1, 2]);
    validated[0]!.points.forEach(([, deviance, error], i) => {
      expect(deviance).toBeCloseTo([2589.44, 2279.36][i]!, 9);
      expect(error).toBeCloseTo(27.2, 9);
    });
    expect(y.min).toBeLessThan(2279.36);
    expect(y.name).toBe('BIC, −2 · n · CV');
  });

  test('are asked for the fits on the lines that have none, and shown only when they are wanted', () => {
    const { unvalidated } = criteriaLines(rows, 'bic', { x: 5, y: 5 }, true)!;
    expect(unvalidated).toEqual(['3 2342']);
    expect(criteriaLines(rows, 'bic', { x: 5, y: 5 })!.validated).toEqual([]);
  });

  test('leave as numbers, empty where there are none', () => {
    const { columns, rows: cells } = criteriaTable(criteriaLines(rows, 'bic', { x: 5, y: 5 }, true)!, 'bic');
    expect(columns).toEqual(['covariance', 'components', 'BIC', '−2 n CV', 'standard error of −2 n CV']);
    expect(cells[2]).toEqual(['VVV', 3, 2342, null, null]);
  });
});

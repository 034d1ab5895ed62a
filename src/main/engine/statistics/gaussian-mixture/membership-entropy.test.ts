import { expect, test } from 'vitest';
import { evaluationOf, prepareMixture } from './evaluate.ts';
import { fitGaussianMixture, type MixtureOptions } from './fit.ts';
import { mergeGroups } from './merge-groups.ts';
import { allRowsOf } from './own-rows.ts';
import { prepareRows, type MixtureInput } from './prepare-rows.ts';
import { passOfRange } from './range-pass.ts';
import { createRowDensity } from './responsibilities.ts';
import { readColumns } from './test-columns.suite.ts';
import { toScaled } from './units.ts';

const faithful = readColumns('faithful.csv', [0, 1]);
const options: MixtureOptions = { components: 2, covarianceModel: 'VVV', seed: 1 };

/** −ΣΣ τ ln τ as it is written: row by row, component by component. */
function summed(input: MixtureInput, mixture: Parameters<typeof toScaled>[0]): number {
  const prepared = prepareRows(input, false);
  const density = createRowDensity(toScaled(mixture, prepared.rows));
  let entropy = 0;
  allRowsOf(prepared)((y, at, weight, label) => {
    for (const p of density(y, at, label).responsibilities) if (p > 0) entropy -= weight * p * Math.log(p);
  });
  return entropy;
}

test('Old Faithful: ICL with the whole entropy, 2323.581 for K = 2', () => {
  const { criteria } = fitGaussianMixture({ columns: faithful }, options);
  expect(criteria.iclEntropy).toBeCloseTo(2323.581, 2);
});

// ℓ is a sum of some hundred terms near 4, of which H is the small rest: 9 decimals are what doubles leave.
const rows = faithful[0]!.length;
const labels = Int32Array.from({ length: rows }, (_, i) => (i % 5 === 0 ? (faithful[1]![i]! > 68 ? 0 : 1) : -1));
const weights = Float64Array.from({ length: rows }, (_, i) => 1 + (i % 3));
test.each<[string, MixtureInput, Partial<MixtureOptions>]>([
  ['a shared covariance', { columns: faithful }, { covarianceModel: 'EEE', components: 3 }],
  ['a diagonal one', { columns: faithful }, { covarianceModel: 'VVI', components: 3 }],
  ['a noise component', { columns: faithful }, { noise: true }],
  ['frequencies', { columns: faithful, weights, weightKind: 'frequency' }, {}],
  ['known labels', { columns: faithful, labels }, {}],
])('the entropy from the moments is the sum over the rows: %s', (_, input, other) => {
  const fit = fitGaussianMixture(input, { ...options, ...other });
  const placed = { ...input };
  if (input.labels && fit.labelComponents)
    placed.labels = input.labels.map((label) => (label < 0 ? -1 : fit.labelComponents![label]!));
  expect((fit.criteria.iclEntropy - fit.criteria.bic) / 2).toBeCloseTo(summed(placed, fit), 9);
});

test('also of a mixture that no fit made, and it is the first of the path that merges components', async () => {
  const mixture = {
    weights: [0.5, 0.5],
    means: [
      [3, 65],
      [4, 75],
    ],
    covariances: [0, 1].map(() => [
      [1, 0],
      [0, 100],
    ]),
    noise: null,
  };
  const prepared = prepareRows({ columns: faithful }, false);
  const ready = prepareMixture(prepared, mixture);
  const { parts, parameters } = ready;
  const chunks = passOfRange({ rows: prepared.rows, parts, parameters, from: 0, to: rows });
  const { criteria } = evaluationOf(prepared, ready, 'VVV', chunks);
  const entropy = (criteria.iclEntropy - criteria.bic) / 2;
  expect(entropy).toBeCloseTo(summed({ columns: faithful }, mixture), 9);
  expect(entropy).toBeCloseTo((await mergeGroups(prepared, mixture))[0]!.entropy, 9);
});

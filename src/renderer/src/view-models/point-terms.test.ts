import { expect, test } from 'vitest';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import { spoken } from './formula.ts';
import { pointFormulas, pointTerms } from './point-terms.ts';

const mixture = { weights: [0.25, 0.75], means: [[0], [3]], covariances: [[[1]], [[4]]], noise: null };
const nameOf = (id: number): string => `Component ${id + 1}`;

test('terms are weight times density, and responsibilities their shares of the sum', () => {
  const { terms, sum } = pointTerms({ mixture, ids: [0, 1] }, [1], nameOf)!;
  const [a, b] = [0.25 * normalDensity(1, 0, 1), 0.75 * normalDensity(1, 3, 2)];
  // Two ways to the same doubles: a few roundings apart.
  expect(terms[0]!.product).toBeCloseTo(a, 15);
  expect(terms[1]!.density).toBeCloseTo(normalDensity(1, 3, 2), 15);
  expect(sum).toBeCloseTo(a + b, 15);
  expect(terms[0]!.responsibility).toBeCloseTo(a / (a + b), 15);
});

test('far out, where every density underflows, the shares still are shares', () => {
  const { terms, sum } = pointTerms({ mixture, ids: [0, 1] }, [400], nameOf)!;
  expect(sum).toBe(0);
  expect(terms.map(({ responsibility }) => responsibility)).toEqual([0, 1]);
});

test('formulas carry the numbers', () => {
  const found = pointTerms({ mixture, ids: [0, 1] }, [1], nameOf)!;
  expect(pointFormulas(found, 1).map(spoken)).toEqual([
    'p ( x ) = 0.06049 + 0.09074 = 0.1512',
    'τ_2 = (φ_2 𝒩_2 ( x )) / (p ( x )) = (0.75 · 0.121) / (0.1512) = 0.6',
  ]);
});

test('a component without extent has no terms', () => {
  const flat = { ...mixture, covariances: [[[1]], [[0]]] };
  expect(pointTerms({ mixture: flat, ids: [0, 1] }, [1], nameOf)).toBeNull();
});

import { expect, test } from 'vitest';
import type { Derivation } from './derivation.ts';
import { spoken } from './formula.ts';
import {
  crossValidationDerivation,
  deltaDerivation,
  evidenceDerivation,
  randIndexDerivation,
} from './mixture-comparison-formulas.ts';

const text = ({ substituted }: Derivation): string => substituted.map(spoken).join(' ; ').replaceAll('\u202f', ' ');
const last = (derivation: Derivation): number =>
  Number((text(derivation).split('=').at(-1) ?? '').replaceAll('−', '-').replaceAll(/[^\d.-]/g, ''));

test('Δ and evidence: models 0 and 2 apart share it 73.11 % to 26.89 %', () => {
  expect(last(deltaDerivation('BIC', 2324.192, 2))).toBe(2);
  expect(text(evidenceDerivation([0, 2], 0))).toMatch(/= 73\.11 %$/);
  expect(text(evidenceDerivation([0, 2], 1))).toMatch(/= 26\.89 %$/);
});

// Hubert and Arabie's index of the table 5 1 / 2 4 by hand: T = 17, A = 30, B = 31, n = 12, E = 930/66 = 14.0909.
test('the adjusted Rand index ends in (17 − 14.0909) / (30.5 − 14.0909)', () => {
  expect(
    last(
      randIndexDerivation([
        [5, 1],
        [2, 4],
      ]),
    ),
  ).toBeCloseTo(2.9090909 / 16.4090909, 4);
});

test('CV is the sum over unseen rows by their number, and −2 n CV the same sum as a deviance', () => {
  const derivation = crossValidationDerivation({ logLikelihoodPerRow: -4.25, standardError: 0.067, folds: 10 }, 272);
  expect(text(derivation)).toBe('= (−1,156) / (272) = −4.25 ± 0.067 ; − 2 n CV = 2,312');
  expect(derivation.why).toContain('one of 10');
});

import { expect, test } from 'vitest';
import type { ColumnSummary } from '../../../shared/statistics/column-summary.ts';
import {
  describedMeanDerivation,
  describedSdDerivation,
  extremeDerivation,
  quantileDerivation,
  shapeDerivation,
  shareDerivation,
  valuesDerivation,
} from './description-formulas.ts';
import { spoken } from './formula.ts';
import type { Derivation } from './derivation.ts';

const text = ({ substituted }: Derivation): string => substituted.map(spoken).join(' ; ').replaceAll('\u202f', ' ');

// R on faithful$eruptions: mean, sd * sqrt(271/272), sd. NumPy: ((x - x.mean())**3).mean() / x.std()**3, and of the fourth
// powers − 3; the moments themselves are −0.61490585 and 2.52595665.
const summary: ColumnSummary = {
  n: 272,
  min: 1.6,
  max: 5.1,
  mean: 3.4877830882352936,
  sdMle: 1.1392712101934968,
  sdSample: 1.1413712511052083,
  skewness: -0.4158409529,
  excessKurtosis: -1.5006003588,
  quantiles: [],
  distinct: 126,
};

test('mean and standard deviations end in R’s numbers', () => {
  expect(text(describedMeanDerivation(summary))).toBe('= (948.677) / (272) = 3.4877831');
  expect(text(describedSdDerivation(summary, 'n'))).toBe('= √((353.039378) / (272)) = 1.1392712');
  expect(text(describedSdDerivation(summary, 'n-1'))).toBe('= √((353.039378) / (271)) = 1.1413713');
});

test('a quantile of type 7 stands at (n − 1) p + 1: between ranks 68 and 69 of 272, on rank 138 of 275', () => {
  expect(text(quantileDerivation(272, 0.25, '2.16275'))).toBe(
    'h = ( 272 − 1 ) · 0.25 + 1 = 68.75 ; q_0.25 = x_( 68 ) + 0.75 ( x_( 69 ) − x_( 68 ) ) ; = 2.16275',
  );
  expect(text(quantileDerivation(275, 0.5, '4'))).toContain('q_0.5 = x_( 138 ) = 4');
});

test('skewness and kurtosis divide a moment by a power of σ̂', () => {
  expect(text(shapeDerivation(summary, 3))).toContain('(( −0.6149059 )');
  expect(text(shapeDerivation(summary, 3))).toMatch(/= −0\.41584$/);
  expect(text(shapeDerivation(summary, 4))).toContain('(2.525957)');
  expect(text(shapeDerivation(summary, 4))).toMatch(/− 3 = −1\.5006$/);
});

test('counts and shares', () => {
  expect(text(extremeDerivation('max', 272, '5.1'))).toBe('= x_( 272 ) = 5.1');
  expect(text(shareDerivation(61, 272, 'inside'))).toBe('= (61) / (272) = 22.43 %');
  expect(text(valuesDerivation(1000, 7, 2))).toBe('= 1,000 − 7 − 2 = 991');
});

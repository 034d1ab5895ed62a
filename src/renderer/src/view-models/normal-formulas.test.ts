import { describe, expect, test } from 'vitest';
import type { NormalFit } from '../../../shared/statistics/normal-fit.ts';
import { spoken } from './formula.ts';
import {
  aicDerivation,
  bicDerivation,
  densityDerivation,
  intervalDerivation,
  logLikelihoodDerivation,
  meanDerivation,
  meanErrorDerivation,
  sdErrorDerivation,
  sdMleDerivation,
  sdSampleDerivation,
} from './normal-formulas.ts';

// Old Faithful, eruptions, as R gives them: mean, sd * sqrt(271/272), sd, sum(dnorm(..., log = TRUE)), AIC, BIC.
const fit: NormalFit = {
  model: 'normal',
  n: 272,
  mean: { value: 3.4877830882352936, standardError: 0.06920579541, interval: [3.351533, 3.624033] },
  sdMle: { value: 1.1392712101934968, standardError: 0.04884598, interval: [1.05, 1.25] },
  sdSample: 1.1413712511052083,
  confidence: 0.95,
  logLikelihood: -421.41702612,
  parameters: 2,
  aic: 846.83405224,
  bic: 854.04564,
  status: 'converged',
};
const estimate = { mean: fit.mean.value, sd: fit.sdMle.value };
const plain = (text: string): string => text.replaceAll('\u202f', ' ').replaceAll('( ', '(').replaceAll(' )', ')');

describe('each formula, with the current values in it, ends in the number it explains', () => {
  test.each([
    ['mean', meanDerivation(fit), '(948.677) / (272) = 3.4877831'],
    ['σ̂ divides by n', sdMleDerivation(fit), '√((353.039378) / (272)) = 1.1392712'],
    ['s divides by n − 1', sdSampleDerivation(fit), '√((353.039378) / (271)) = 1.1413713'],
    ['standard error of the mean', meanErrorDerivation(fit), '(1.1413713) / (√(272)) = 0.0692057954'],
    ['standard error of σ̂', sdErrorDerivation(fit), '(1.1392712) / (√(2 · 272)) = 0.04884598'],
    ['AIC', aicDerivation(fit), '− 2 · (−421.4170261) + 2 · 2 = 846.8340522'],
    ['BIC', bicDerivation(fit), '− 2 · (−421.4170261) + 2 ln 272 = 854.04564'],
    ['interval', intervalDerivation([3, 4], estimate), '= 33.92 %'],
    ['density', densityDerivation({ mean: 0, sd: 0.1 }), '= 3.98942'],
  ])('%s', (_, { substituted }, expected) => expect(plain(substituted.map(spoken).join(' '))).toContain(expected));

  test('log-likelihood, at the estimate and beside it', () => {
    expect(plain(logLikelihoodDerivation(fit, estimate).substituted.map(spoken).join(' '))).toContain('= −421.4170261');
    expect(
      plain(
        logLikelihoodDerivation(fit, { ...estimate, sd: 1 })
          .substituted.map(spoken)
          .join(' '),
      ),
    ).toContain('= −426.4709701');
  });
});

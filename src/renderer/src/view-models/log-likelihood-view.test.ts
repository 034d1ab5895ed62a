import { expect, test } from 'vitest';
import { logLikelihoodView } from './log-likelihood-view.ts';

// Old Faithful, eruptions: n, mean and σ̂ as in R: mean(faithful$eruptions), sqrt(mean((x - mean(x))^2)); ℓ by dnorm(log = TRUE).
const eruptions = { n: 272, mean: 3.4877830882352936, sdMle: 1.1392712101934968 };
const room = { x: 4, y: 4 };

test('at the estimate the value is the maximum, and the slices meet it', () => {
  const view = logLikelihoodView(eruptions, { mean: eruptions.mean, sd: eruptions.sdMle }, 'eruptions', room);
  expect(view.maximum).toBeCloseTo(-421.41702612, 6);
  expect(view.value).toBe(view.maximum);
  for (const slice of view.slices) expect(Math.max(...slice.curve.y)).toBeLessThanOrEqual(view.maximum + 1e-9);
});

test('a mean off by one standard deviation costs half a unit per value', () => {
  const { mean, sdMle, n } = eruptions;
  const view = logLikelihoodView(eruptions, { mean: mean + sdMle, sd: sdMle }, 'eruptions', room);
  expect(view.maximum - view.value).toBeCloseTo(n / 2, 9);
});

test('axes keep still while parameters move', () => {
  const at = (mean: number, sd: number) => logLikelihoodView(eruptions, { mean, sd }, 'eruptions', room);
  expect(at(2, 0.4).y).toEqual(at(4, 3).y);
  expect(at(2, 0.4).slices[0].x).toEqual(at(4, 3).slices[0].x);
});

import { describe, expect, test } from 'vitest';
import reference from '../../../test-data/normal/likelihood.json' with { type: 'json' };
import { jointConfidence, normalLikelihoodContour } from './normal-likelihood-contour.ts';
import { profileOfMean, profileOfSd, normalWaldIntervals, relativeLogLikelihood } from './normal-profile.ts';
import { normalLogLikelihood, normalProfileIntervals } from './normal.ts';

const small = { n: 5, mean: 5.44, sdMle: 1.7 };
const fall = (data: typeof small, mean: number, sd: number): number =>
  normalLogLikelihood(data, mean, sd) - normalLogLikelihood(data, data.mean, data.sdMle);

describe('intervals of Old Faithful’s eruptions and of five numbers, as R finds them numerically', () => {
  test.each(reference.intervals)('n = $n', ({ n, mean, sdMle, confidence, ...known }) => {
    const data = { n, mean, sdMle };
    const profile = normalProfileIntervals(data, confidence);
    const wald = normalWaldIntervals(data, confidence);
    for (const [ours, theirs, digits] of [
      // R maximises over σ numerically: the profile of μ is flat in what that search leaves over.
      [profile.mean, known.profileMean, 7],
      [profile.sd, known.profileSd, 9],
      [wald.mean, known.waldMean, 12],
      [wald.sd, known.waldSd, 12],
    ] as const)
      ours.forEach((end, i) => expect(end).toBeCloseTo(theirs[i]!, digits));
  });
});

test('the relative log-likelihood is the difference of two log-likelihoods, and keeps its digits where that has none', () => {
  for (const [mu, sd] of [
    [5, 1],
    [9, 4],
    [5.44, 1.71],
  ] as const)
    expect(relativeLogLikelihood(small, mu, sd)).toBeCloseTo(fall(small, mu, sd), 12);
  // −n (δ² + ½ (ε/σ̂)²) to second order; the difference itself would be 0 or a rounding of 10⁶.
  const large = { n: 1e6, mean: 0, sdMle: 1 };
  expect(relativeLogLikelihood(large, 1e-8, 1) / -0.5e-10).toBeCloseTo(1, 8);
  expect(relativeLogLikelihood(large, 0, 1 + 1e-6) / -1e-6).toBeCloseTo(1, 5);
});

test('a profile is nowhere below the log-likelihood it is the maximum of, and reaches it', () => {
  for (const mu of [3, 5, 5.44, 7]) {
    const best = Math.hypot(small.sdMle, mu - small.mean);
    expect(profileOfMean(small, mu)).toBeCloseTo(relativeLogLikelihood(small, mu, best), 12);
    for (const sd of [best * 0.9, best * 1.1])
      expect(relativeLogLikelihood(small, mu, sd)).toBeLessThan(profileOfMean(small, mu));
  }
  for (const sd of [1, 1.7, 4])
    for (const mu of [5.3, 5.6]) expect(relativeLogLikelihood(small, mu, sd)).toBeLessThan(profileOfSd(small, sd));
});

describe('contours', () => {
  test.each([2, 5, 272, 1e7])('n = %d: every point lies exactly the stated drop below the maximum', (n) => {
    for (const drop of [0.5, 2, 4.605170185988092, 50]) {
      const line = normalLikelihoodContour({ n, mean: -3, sdMle: 0.2 }, drop, 15);
      expect(line).toHaveLength(29);
      expect(line.at(-1)).toEqual(line[0]);
      for (const [mu, sd] of line) {
        // e^(2t) (…) − 1 cancels where the line is short: an error of 1e-16 there is one of n · 1e-16 in ℓ.
        const tolerance = 1e-12 * Math.max(drop, 1) + 1e-15 * n;
        expect(Math.abs(relativeLogLikelihood({ n, mean: -3, sdMle: 0.2 }, mu, sd) + drop)).toBeLessThan(
          tolerance * 100,
        );
      }
    }
  });

  test('a drop of 4.605 holds 99 % jointly, one of 2 holds 86.47 %, one of ½ 39.35 %', () => {
    // R: pchisq(2 * c(0.5, 2, 4.605170185988092), 2)
    expect([0.5, 2, 4.605170185988092].map((drop) => Number(jointConfidence(drop).toFixed(9)))).toEqual([
      0.39346934, 0.864664717, 0.99,
    ]);
  });

  test('no contour of nothing', () => {
    expect(() => normalLikelihoodContour({ n: 5, mean: 1, sdMle: 0 }, 1)).toThrow('zero variance');
    expect(() => normalLikelihoodContour(small, 0)).toThrow('invalid parameter');
  });
});

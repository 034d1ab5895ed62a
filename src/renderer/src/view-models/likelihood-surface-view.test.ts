import { describe, expect, test } from 'vitest';
import { relativeLogLikelihood } from '../../../shared/statistics/normal-profile.ts';
import { likelihoodLevels } from './likelihood-levels.ts';
import { likelihoodFrame, likelihoodSurfaceView, withinPlane } from './likelihood-surface-view.ts';

// Old Faithful's eruptions, as R has them.
const data = { n: 272, mean: 3.487783088235294, sdMle: 1.1392712102257683 };
const view = (kind: 'near' | 'wide', first: typeof data | null = null) =>
  likelihoodSurfaceView({
    data,
    sdSample: 1.1413712511052083,
    current: { mean: 3, sd: 1 },
    first,
    path: [],
    frame: likelihoodFrame(data, kind),
    confidence: 0.95,
    column: 'eruptions',
    kind: 'number',
    room: { x: 6, y: 5 },
  });

describe('the surface', () => {
  test('the near frame holds the three confidence regions whole, the wide one both sides of the histogram', () => {
    for (const kind of ['near', 'wide'] as const) {
      const { x, y, contours } = view(kind);
      for (const { drop, line } of contours.filter(({ drop }) => drop < 5))
        for (const [mu, sd] of line) {
          expect(mu > x.min && mu < x.max && sd > y.min && sd < y.max, `${kind}, ${drop}`).toBe(true);
        }
    }
    expect(view('wide').x.max - view('wide').x.min).toBeCloseTo(5 * data.sdMle, 12);
  });

  test('the threshold is half the χ² quantile below the maximum: both intervals of both profiles end there', () => {
    const { threshold, mean, sd } = view('near');
    expect(threshold).toBeCloseTo(-3.841458820694124 / 2, 12); // R: qchisq(0.95, 1) / 2
    expect(relativeLogLikelihood(data, data.mean, sd.likelihoodRatio[1])).toBeCloseTo(threshold, 12);
    expect((-data.n / 2) * ((mean.wald[0] - data.mean) / data.sdMle) ** 2).toBeCloseTo(threshold, 12);
    expect(-data.n * (sd.wald[1] / data.sdMle - 1) ** 2).toBeCloseTo(threshold, 12);
  });

  test('labels stand apart from one another', () => {
    const { contours, y } = view('wide');
    const tops = contours.filter(({ label }) => label).map(({ line }) => Math.max(...line.map(([, sd]) => sd)));
    tops.slice(1).forEach((top, i) => expect((top - tops[i]!) / (y.max - y.min)).toBeGreaterThan(0.06));
    expect(tops.length).toBeGreaterThan(1);
  });

  test('first rows that are all equal have no contours, and nothing else breaks', () => {
    expect(view('near', { n: 2, mean: 3, sdMle: 0 }).first).toBeNull();
    expect(view('near', { n: 10, mean: 3, sdMle: 1 }).first?.contours.map(({ drop }) => drop)).toEqual([
      0.5,
      2,
      Math.log(100),
    ]);
  });

  test('two rows have a frame of finite size, and a frame moved by hand keeps σ positive', () => {
    const { x, y } = likelihoodFrame({ n: 2, mean: 0, sdMle: 1 }, 'near');
    expect([...x, ...y].every(Number.isFinite)).toBe(true);
    expect(y[0]).toBeGreaterThan(0);
    expect(withinPlane({ x: [0, 1], y: [-3, 2] }).y[0]).toBeGreaterThan(0);
  });
});

test('levels: three regions, then 1, 2, 5 times powers of ten', () => {
  expect(likelihoodLevels(150)).toEqual([0.5, 2, Math.log(100), 10, 20, 50, 100]);
});

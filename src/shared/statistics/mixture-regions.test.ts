import { expect, test } from 'vitest';
import { mixtureRegions } from './mixture-regions.ts';
import { mixtureThresholds } from './mixture-thresholds.ts';

const mixtureOf = (weights: number[], means: number[], variances: number[]) => ({
  weights,
  means: means.map((mean) => [mean]),
  covariances: variances.map((variance) => [[variance]]),
  noise: null,
});

const heights = ({ weights, means, covariances }: ReturnType<typeof mixtureOf>, x: number): number[] =>
  weights.map((weight, k) => {
    const variance = covariances[k]![0]![0]!;
    return (weight / Math.sqrt(2 * Math.PI * variance)) * Math.exp((-0.5 * (x - means[k]![0]!) ** 2) / variance);
  });

test('two components: the crossings and the misclassification of the pair', () => {
  const pair = mixtureThresholds({ weight: 0.4, mean: 1, variance: 0.25 }, { weight: 0.6, mean: 2, variance: 4 });
  const { crossings, winners, misclassified } = mixtureRegions(mixtureOf([0.4, 0.6], [1, 2], [0.25, 4]));
  expect(crossings).toEqual(pair.crossings);
  expect(winners).toEqual(pair.winners);
  expect(misclassified).toBeCloseTo(pair.misclassified, 14);
});

test('five overlapping components: winners and the overall error agree with a fine grid', () => {
  const mixture = mixtureOf([0.3, 0.25, 0.2, 0.15, 0.1], [0, 1.5, 4, -2, 1.6], [1, 0.3, 2, 6, 0.02]);
  const { crossings, winners, misclassified, misclassifiedByComponent } = mixtureRegions(mixture);
  const step = 1e-3;
  let wrong = 0;
  const own = new Array<number>(5).fill(0);
  for (let x = -40; x < 40; x += step) {
    const at = heights(mixture, x);
    const best = at.indexOf(Math.max(...at));
    const region = crossings.filter((crossing) => crossing < x).length;
    if (crossings.every((crossing) => Math.abs(crossing - x) > step)) expect(winners[region]).toBe(best);
    at.forEach(
      (height, k) => k === best || ((wrong += height * step), (own[k]! += (height * step) / mixture.weights[k]!)),
    );
  }
  // The rectangle rule misses up to a step's worth of density (≤ 1.2) at each of the crossings.
  expect(Math.abs(misclassified - wrong)).toBeLessThan(crossings.length * step);
  own.forEach((share, k) => expect(Math.abs(misclassifiedByComponent[k]! - share)).toBeLessThan(12 * step));
  expect(winners.filter((winner) => winner === 1)).toHaveLength(2); // the narrow fifth parts it in two
});

test('a component that is nowhere the most probable is always taken for another', () => {
  const { crossings, winners, misclassifiedByComponent } = mixtureRegions(mixtureOf([0.9, 0.1], [0, 0.2], [1, 0.9]));
  expect([crossings, winners]).toEqual([[], [0]]);
  expect(misclassifiedByComponent[0]).toBeCloseTo(0, 14);
  expect(misclassifiedByComponent[1]).toBeCloseTo(1, 14);
});

test('one component has no threshold; more columns than one are refused', () => {
  expect(mixtureRegions(mixtureOf([1], [3], [2]))).toMatchObject({ crossings: [], winners: [0], misclassified: 0 });
  const plane = {
    weights: [1],
    means: [[0, 0]],
    covariances: [
      [
        [1, 0],
        [0, 1],
      ],
    ],
    noise: null,
  };
  expect(() => mixtureRegions(plane)).toThrow('one column');
});

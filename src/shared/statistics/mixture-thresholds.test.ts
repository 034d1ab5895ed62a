import { expect, test } from 'vitest';
import { mixtureThresholds } from './mixture-thresholds.ts';

const density = ({ weight, mean, variance }: { weight: number; mean: number; variance: number }, x: number): number =>
  (weight / Math.sqrt(2 * Math.PI * variance)) * Math.exp((-0.5 * (x - mean) ** 2) / variance);

test('equal components part at the middle and misclassify Φ(−δ/2)', () => {
  const { crossings, winners, misclassified } = mixtureThresholds(
    { weight: 0.5, mean: 0, variance: 1 },
    { weight: 0.5, mean: 3, variance: 1 },
  );
  expect(crossings).toEqual([1.5]);
  expect(winners).toEqual([0, 1]);
  expect(misclassified).toBeCloseTo(0.0668072012688581, 14); // R: pnorm(-1.5)
});

test('at every crossing the weighted densities are equal; the wide component wins on both far sides', () => {
  const narrow = { weight: 0.4, mean: 1, variance: 0.25 };
  const wide = { weight: 0.6, mean: 2, variance: 4 };
  const { crossings, winners, misclassified } = mixtureThresholds(narrow, wide);
  expect(crossings).toHaveLength(2);
  for (const x of crossings) expect(density(narrow, x)).toBeCloseTo(density(wide, x), 14);
  expect(winners).toEqual([1, 0, 1]);
  // Numerical integral of the smaller of the two weighted densities, by the trapezium rule on a fine grid.
  let sum = 0;
  for (let x = -20; x < 24; x += 1e-3) sum += Math.min(density(narrow, x), density(wide, x)) * 1e-3;
  expect(misclassified).toBeCloseTo(sum, 6);
});

test('a component that is nowhere the more probable leaves no threshold', () => {
  const { crossings, winners, misclassified } = mixtureThresholds(
    { weight: 0.9, mean: 0, variance: 1 },
    { weight: 0.1, mean: 0.2, variance: 0.9 },
  );
  expect(crossings).toEqual([]);
  expect(winners).toEqual([0]);
  expect(misclassified).toBeCloseTo(0.1, 14);
});

test('costs move the threshold away from the costlier mistake', () => {
  const parts = [
    { weight: 0.5, mean: 0, variance: 1 },
    { weight: 0.5, mean: 3, variance: 1 },
  ] as const;
  // ln(10)/3 further up: the log of the cost ratio over the difference of the means.
  expect(mixtureThresholds(...parts, [10, 1]).crossings[0]).toBeCloseTo(1.5 + Math.log(10) / 3, 12);
});

test('Old Faithful’s eruptions, two components with their own variances: densities cross inside the gap', () => {
  const short = { weight: 0.3484, mean: 2.0187, variance: 0.0555 };
  const long = { weight: 0.6516, mean: 4.2735, variance: 0.191 };
  const { crossings } = mixtureThresholds(short, long);
  const inside = crossings.filter((x) => x > short.mean && x < long.mean);
  expect(inside).toHaveLength(1);
  expect(density(short, inside[0]!)).toBeCloseTo(density(long, inside[0]!), 12);
});

test('a variance of 0 is refused', () => {
  expect(() => mixtureThresholds({ weight: 1, mean: 0, variance: 0 }, { weight: 1, mean: 1, variance: 1 })).toThrow(
    'invalid parameter',
  );
});

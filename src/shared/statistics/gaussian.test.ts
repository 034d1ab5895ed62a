import { expect, test } from 'vitest';
import { gaussianDensity2D, squaredDistance2D } from './gaussian.ts';

// R 4.2, Old Faithful with covariance ÷ n: mahalanobis(c(4, 80), m, S), exp(-D2/2)/(2*pi*sqrt(det(S)))
test('Old Faithful at (4, 80): D² and density as R gives them', () => {
  const mean = [3.48778308823529, 70.8970588235294] as const;
  const covariance = [
    [1.2979388904492, 13.9264188473183],
    [13.9264188473183, 184.143814878893],
  ] as const;
  expect(squaredDistance2D([4, 80], mean, covariance)).toBeCloseTo(0.576891272259347, 10);
  expect(gaussianDensity2D([4, 80], mean, covariance)).toBeCloseTo(0.0177681911540191, 12);
});

test('the density integrates to 1 over a grid wide enough', () => {
  const covariance = [
    [1, 0.6],
    [0.6, 2],
  ] as const;
  let sum = 0;
  const step = 0.1;
  for (let x = -8; x <= 8; x += step)
    for (let y = -11; y <= 11; y += step) sum += gaussianDensity2D([x, y], [0, 0], covariance);
  expect(sum * step * step).toBeCloseTo(1, 9); // the trapezium rule is exact to rounding for a Gaussian
});

test('a singular covariance is refused', () => {
  expect(() =>
    gaussianDensity2D(
      [0, 0],
      [0, 0],
      [
        [1, 2],
        [2, 4],
      ],
    ),
  ).toThrow('not positive definite');
});

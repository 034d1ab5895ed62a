import fc from 'fast-check';
import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { describe, expect, test } from 'vitest';
import type { Matrix2 } from './affine-map.ts';
import { confidenceEllipse } from './confidence-ellipse.ts';
import {
  axisEnds,
  correlationOf,
  eigenvalueRatio,
  mostCorrelation,
  withAngle,
  withAxisEnd,
  withCorrelation,
  withEigenvalue,
  withVariance,
} from './covariance-edits.ts';
import { eigen2d, fromEigen2d } from './eigen-2d.ts';

const least = 1e-4;
const tilted: Matrix2 = [
  [2, 1.2],
  [1.2, 1.5],
];
/** Any covariance inside the limits. */
const covariances = fc
  .record({
    log: fc.double({ min: -3, max: 3, noNaN: true }),
    ratio: fc.double({ min: 2e-4, max: 0.99, noNaN: true }),
    angle: fc.double({ min: -1.5, max: 1.5, noNaN: true }),
  })
  .map(({ log, ratio, angle }) => fromEigen2d([10 ** log, 10 ** log * ratio], angle));
const near = (value: number, expected: number, digits = 1e-9): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(digits * Math.max(1e-12, Math.abs(expected)));

describe('eigenvalues and axes', () => {
  test('are ml-matrix’s, and Q Λ Qᵀ gives Σ back', () => {
    fc.assert(
      fc.property(covariances, (covariance) => {
        const { eigenvalues, angleRadians } = eigen2d(covariance);
        const known = new EigenvalueDecomposition(new Matrix(covariance.map((line) => [...line])), {
          assumeSymmetric: true,
        }).realEigenvalues.toSorted((a, b) => b - a);
        near(eigenvalues[0], known[0]!);
        // ml-matrix finds the smaller one as a difference: it has lost the digits of the ratio.
        expect(Math.abs(eigenvalues[1] - known[1]!)).toBeLessThan(1e-12 * known[0]!);
        const again = fromEigen2d(eigenvalues, angleRadians);
        again
          .flat()
          .forEach((entry, i) => expect(Math.abs(entry - covariance.flat()[i]!)).toBeLessThan(1e-12 * known[0]!));
      }),
    );
  });

  test('(5 ± √5)/2 and 31.717° of [[3, 1], [1, 2]], the golden ratio’s matrix', () => {
    const { eigenvalues, angleRadians } = eigen2d([
      [3, 1],
      [1, 2],
    ]);
    expect(eigenvalues[0]).toBeCloseTo((5 + Math.sqrt(5)) / 2, 14);
    expect(eigenvalues[1]).toBeCloseTo((5 - Math.sqrt(5)) / 2, 14);
    expect((angleRadians * 180) / Math.PI).toBeCloseTo(31.71747441146101, 12); // atan(2) / 2
  });

  test('a matrix that is none of a covariance is refused', () => {
    expect(() =>
      eigen2d([
        [1, 2],
        [2, 1],
      ]),
    ).toThrow('not positive definite');
  });
});

describe('every change keeps what it does not change, and stays positive definite', () => {
  const anyNumber = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  const isWithin = (covariance: Matrix2): void =>
    expect(eigenvalueRatio(covariance)).toBeGreaterThanOrEqual(least * (1 - 1e-9));

  test('ρ changes, the variances stay', () => {
    fc.assert(
      fc.property(covariances, anyNumber, (covariance, rho) => {
        const changed = withCorrelation(covariance, rho, least);
        expect([changed[0][0], changed[1][1]]).toEqual([covariance[0][0], covariance[1][1]]);
        isWithin(changed);
        const most = mostCorrelation(covariance[0][0], covariance[1][1], least);
        if (Math.abs(rho) < most) near(correlationOf(changed), rho, 1e-9);
        else expect(Math.abs(correlationOf(changed))).toBeCloseTo(most, 12);
      }),
    );
  });

  test('the limit of ρ is where λ₂ is exactly the least share of λ₁', () => {
    for (const rho of [1, -1]) {
      // 1 − ρ² loses digits near ρ = 1: a relative error of 1e-16 / (4 · leastRatio) in the determinant.
      expect(eigenvalueRatio(withCorrelation(tilted, rho, least)) / least).toBeCloseTo(1, 9);
    }
  });

  test('a variance changes, the other one stays', () => {
    fc.assert(
      fc.property(covariances, fc.double({ min: 0, max: 1e6, noNaN: true }), (covariance, variance) => {
        const changed = withVariance(covariance, 0, variance, least);
        expect(changed[1][1]).toBe(covariance[1][1]);
        isWithin(changed);
      }),
    );
    expect(correlationOf(withVariance(tilted, 1, 6, least))).toBeCloseTo(correlationOf(tilted), 14);
  });

  test('an eigenvalue changes, the other one and the direction stay', () => {
    fc.assert(
      fc.property(covariances, fc.double({ min: 0, max: 1e6, noNaN: true }), (covariance, value) => {
        for (const which of [0, 1] as const) {
          const changed = withEigenvalue(covariance, which, value, least);
          isWithin(changed);
          near(eigen2d(changed).eigenvalues[1 - which]!, eigen2d(covariance).eigenvalues[1 - which]!, 1e-8);
        }
      }),
    );
    const { angleRadians } = eigen2d(withEigenvalue(tilted, 1, 99, least));
    expect(angleRadians).toBeCloseTo(eigen2d(tilted).angleRadians, 8); // nearly a circle, and still it has a direction
  });

  test('a turn keeps the trace and the determinant', () => {
    for (const angle of [-1, 0, 0.3, Math.PI / 2]) {
      const [[xx, xy], [, yy]] = withAngle(tilted, angle);
      expect(xx + yy).toBeCloseTo(3.5, 14);
      expect(xx * yy - xy * xy).toBeCloseTo(2 * 1.5 - 1.44, 14);
      expect(eigen2d(withAngle(tilted, angle)).angleRadians).toBeCloseTo(angle, 14);
    }
  });
});

describe('the ends of the axes', () => {
  const ellipse = { mean: [1, -2] as const, covariance: tilted, radius: 2 };

  test('lie on the ellipse of that radius', () => {
    const { semiAxes, angleRadians } = confidenceEllipse([1, -2], tilted, -Math.expm1(-2)); // D = 2 holds 1 − e^(−2)
    const [first, second] = axisEnds([1, -2], tilted, 2);
    expect(Math.hypot(first[0] - 1, first[1] + 2)).toBeCloseTo(semiAxes[0], 12);
    expect(Math.hypot(second[0] - 1, second[1] + 2)).toBeCloseTo(semiAxes[1], 12);
    expect(Math.atan2(first[1] + 2, first[0] - 1)).toBeCloseTo(angleRadians, 12);
  });

  test('follow the hand, and drag the covariance along', () => {
    const at = [4, 1.5] as const;
    const turned = withAxisEnd(ellipse, 0, at, least);
    axisEnds([1, -2], turned, 2)[0].forEach((place, i) => expect(place).toBeCloseTo(at[i]!, 12));
    expect(eigen2d(turned).eigenvalues[1]).toBeCloseTo(eigen2d(tilted).eigenvalues[1], 12);
    const end = axisEnds([1, -2], tilted, 1)[1];
    const half = withAxisEnd(ellipse, 1, end, least);
    expect(eigen2d(half).eigenvalues[1]).toBeCloseTo(eigen2d(tilted).eigenvalues[1] / 4, 12);
  });

  test('pulled into the mean leave an ellipse', () => {
    expect(eigenvalueRatio(withAxisEnd(ellipse, 1, [1, -2], least))).toBeCloseTo(least, 12);
    expect(eigenvalueRatio(withAxisEnd(ellipse, 0, [1, -2], least))).toBeCloseTo(1, 5);
  });
});

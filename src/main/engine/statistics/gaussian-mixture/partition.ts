import type { CovarianceShape } from '../../kernels/em.ts';
import { createMoments, type Moments } from './moments.ts';
import type { RowSample } from './row-sample.ts';

/** Share of a row that a component holds at the start. */
export type Share = (row: number, component: number) => number;

/**
 * Moments of a first division of the rows. A component with too few rows for a covariance of its own borrows from the
 * average within all components, as if d + 1 more rows had been seen.
 */
export function momentsOfShares(sample: RowSample, components: number, share: Share, shape: CovarianceShape): Moments {
  const { count, d, y, weights } = sample;
  const moments = createMoments(components, d);
  const { rows, means, covariances } = moments;
  for (let row = 0; row < count; row++)
    for (let k = 0; k < components; k++) {
      const g = share(row, k) * weights[row]!;
      if (!(g > 0)) continue;
      rows[k]! += g;
      for (let i = 0; i < d; i++) means[k * d + i]! += g * y[row * d + i]!;
    }
  for (let i = 0; i < components * d; i++) means[i]! /= rows[Math.floor(i / d)]! || 1;
  for (let row = 0; row < count; row++)
    for (let k = 0; k < components; k++) {
      const g = share(row, k) * weights[row]!;
      if (!(g > 0)) continue;
      for (let i = 0; i < d; i++)
        for (let j = shape === 'full' ? 0 : i; j <= i; j++)
          covariances[(k * d + i) * d + j]! +=
            g * (y[row * d + i]! - means[k * d + i]!) * (y[row * d + j]! - means[k * d + j]!);
    }
  borrow(moments);
  return moments;
}

/** Turns sums into covariances, helped out by the average within components. */
function borrow({ components, d, rows, covariances }: Moments): void {
  const total = rows.reduce((a, b) => a + b, 0);
  const size = d * d;
  const within = new Float64Array(size);
  covariances.forEach((sum, i) => (within[i % size]! += sum / total));
  for (let k = 0; k < components; k++) {
    const borrowed = rows[k]! < 3 * (d + 1) ? d + 1 : 0.01;
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++) {
        const cell = i * d + j;
        const value = (covariances[k * size + cell]! + borrowed * within[cell]!) / (rows[k]! + borrowed);
        covariances[k * size + cell] = covariances[k * size + j * d + i] = value;
      }
  }
}

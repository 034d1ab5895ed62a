import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { eigenvalueRatio } from '../../../shared/statistics/covariance-edits.ts';
import { eigen2d } from '../../../shared/statistics/eigen-2d.ts';
import { changeDataset, type Change } from './changes.ts';
import { usualLeastRatio, type CovarianceState } from './covariance-state.ts';

export const changePlayground = (changed: Partial<CovarianceState>): Change =>
  changeDataset(({ covariance }) => ({ covariance: { ...covariance, ...changed } }));

/** Begins anew with a mean and a covariance: the plane shows three standard deviations, the point lies between the axes. */
export const beginWith = (mean: Point, covariance: Matrix2, source: CovarianceState['source']): Change => {
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [long, short] = eigenvalues.map(Math.sqrt) as [number, number];
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  // Nearer than many places inside the ellipse, and farther by Σ: across the ridge.
  const [along, across] = [0.7 * long, -1.7 * short];
  const place = (value: number): number => Number(value.toPrecision(4));
  return changePlayground({
    mean,
    covariance,
    source,
    point: [place(mean[0] + along * cos - across * sin), place(mean[1] + along * sin + across * cos)],
    centre: mean,
    reach: 3.2 * long,
    leastRatio: Math.min(usualLeastRatio, eigenvalueRatio(covariance) / 10),
    turn: 0,
  });
};

import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';

export interface CovarianceExample {
  name: string;
  title: string;
  /** What is to be seen in it. */
  why: string;
  mean: Point;
  covariance: Matrix2;
}

export const covarianceExamples: readonly CovarianceExample[] = [
  {
    name: 'identity',
    title: 'Identity',
    why: 'A circle: every direction is an axis, and the distance is the ruler’s.',
    mean: [0, 0],
    covariance: [
      [1, 0],
      [0, 1],
    ],
  },
  {
    name: 'stretched',
    title: 'Stretched',
    why: 'No correlation: the axes of the ellipse are those of the columns.',
    mean: [0, 0],
    covariance: [
      [4, 0],
      [0, 0.8],
    ],
  },
  {
    name: 'tilted',
    title: 'Tilted',
    why: 'Correlated: the axes turn away from the columns.',
    mean: [1, 1],
    covariance: [
      [2, 1.2],
      [1.2, 1.5],
    ],
  },
  {
    name: 'nearly collinear',
    title: 'Nearly collinear',
    why: 'ρ = 0.99: one small eigenvalue, and a step across the ridge is a long one.',
    mean: [0, 0],
    covariance: [
      [2, 1.98],
      [1.98, 2],
    ],
  },
];

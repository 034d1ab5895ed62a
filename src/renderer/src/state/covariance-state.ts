import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';

/** How the covariance playground of a dataset is arranged: plain data. */
export interface CovarianceState {
  mean: Point;
  covariance: Matrix2;
  /** The point whose distance and density are computed line by line. */
  point: Point;
  /** Share that the drawn ellipse holds. */
  level: number;
  /** How far the plane is turned to the axes of Σ: 0 not at all, 1 wholly. */
  turn: number;
  image: boolean;
  solid: boolean;
  /** From where the surface is seen, in degrees. */
  camera: { turn: number; tilt: number };
  /** Middle of the plane, and half of its height. */
  centre: Point;
  reach: number;
  /** λ₂ ÷ λ₁ at least: below it nothing can be drawn or dragged. */
  leastRatio: number;
  /** Where mean and covariance began. */
  source:
    | { kind: 'example'; name: string }
    | { kind: 'columns'; columns: [x: string, y: string]; standardised: boolean; rows: number };
}

/** λ₂ at least this share of λ₁, unless columns brought less. */
export const usualLeastRatio = 1e-4;

export const defaultCovariance: CovarianceState = {
  mean: [1, 1],
  covariance: [
    [2, 1.2],
    [1.2, 1.5],
  ],
  point: [3, 0.5],
  level: 0.9,
  turn: 0,
  image: true,
  solid: true,
  camera: { turn: -35, tilt: 32 },
  centre: [1, 1],
  reach: 4.5,
  leastRatio: usualLeastRatio,
  source: { kind: 'example', name: 'tilted' },
};

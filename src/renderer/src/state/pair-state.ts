import type { PairWindow } from '../../../shared/contract/pair-requests.ts';
import type { EllipseKind } from '../../../shared/statistics/ellipse-kind.ts';
import type { MahalanobisReference } from '../../../shared/statistics/mahalanobis-cutoff.ts';

/** How the Pair view of a dataset is arranged: plain data. */
export interface PairState {
  /** Null for the first two columns of numbers. */
  columns: [x: string, y: string] | null;
  /** One pair, its density as a surface, or every pair of several columns. */
  arrangement: 'pair' | 'surface' | 'matrix';
  /** Columns of the scatter matrix; null for the first ones of numbers. */
  matrixColumns: string[] | null;
  coordinates: 'original' | 'rotated' | 'whitened';
  /** Which fits are drawn. */
  estimators: 'classical' | 'robust' | 'both';
  kind: EllipseKind;
  /** Ellipses drawn, by the share they hold or in standard deviations. */
  levels: { by: 'share' | 'sigma'; value: number }[];
  colour: 'plain' | 'distance';
  shading: 'log' | 'count';
  /** Rows are drawn one by one while they are few enough, or always counted in cells. */
  density: 'automatic' | 'always';
  marginals: boolean;
  axes: boolean;
  /** The part of the plane shown, in the coordinates shown; null for everything. */
  window: PairWindow | null;
  /** Which distances are far. */
  cutoff: { reference: MahalanobisReference; probability: number };
  /** The group whose numbers the inspector shows, and whose axes are the coordinates. */
  group: string | null;
  /** Region drawn and not yet acted on, in the columns' units. */
  selection: [x: number, y: number][] | null;
  /** What a drag on the chart does. */
  tool: 'move' | 'rectangle' | 'lasso';
  surface: PairSurface;
}

/** How the density of a pair is shown as a surface. */
export interface PairSurface {
  /** The fitted density, the rows counted as bars, or both on one scale. */
  show: 'model' | 'both' | 'rows';
  /** Where the rows are split: the chosen group, or all of them. */
  groups: 'chosen' | 'all';
  /** Bars along each side; null leaves it to the number of rows. */
  cells: number | null;
  /** From where it is seen, in degrees: about the vertical, and above the horizon. */
  camera: { turn: number; tilt: number };
}

export const defaultPair: PairState = {
  columns: null,
  arrangement: 'pair',
  matrixColumns: null,
  coordinates: 'original',
  estimators: 'classical',
  kind: 'coverage',
  levels: [
    { by: 'share', value: 0.5 },
    { by: 'share', value: 0.95 },
  ],
  colour: 'plain',
  shading: 'log',
  density: 'automatic',
  marginals: true,
  axes: true,
  window: null,
  cutoff: { reference: 'known', probability: 0.975 },
  group: null,
  selection: null,
  tool: 'move',
  surface: { show: 'model', groups: 'all', cells: null, camera: { turn: -35, tilt: 32 } },
};

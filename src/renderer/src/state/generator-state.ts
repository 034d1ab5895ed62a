import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import type { MixtureFactor } from '../../../shared/statistics/mixture-factor.ts';

/** What rows are drawn from. */
export interface GeneratorModel extends IdentifiedMixture {
  /** Names of x: one or two. */
  columns: string[];
  /** Where it was taken from, in words; null where it was changed by hand since. */
  origin: string | null;
}

/** How the Generator view of a dataset is arranged: plain data. */
export interface GeneratorState {
  /** Null for the mixture that the Mixture view shows. */
  model: GeneratorModel | null;
  rows: number;
  seed: number;
  /** Drawing; the parameters found again with z and without it; EM step by step. */
  stage: 'draw' | 'known' | 'em';
  /** The distribution looked at. */
  show: MixtureFactor;
  /** Component with handles, and the one of p(x | z); by its number. */
  selected: number | null;
  /** The part of x shown; null for everything. One column has no second range. */
  window: { x: [number, number]; y: [number, number] } | null;
  /** Rows on which EM is watched. */
  watched: 'draw' | 'file';
}

export const defaultGenerator: GeneratorState = {
  model: null,
  rows: 1000,
  seed: 1,
  stage: 'draw',
  show: 'joint',
  selected: null,
  window: null,
  watched: 'draw',
};

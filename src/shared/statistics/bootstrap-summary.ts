import type { GaussianMixture } from './gaussian-mixture.ts';

/** An interval that holds the middle of the replicates, and their standard deviation (÷(n − 1)). */
export interface BootstrapEstimate {
  standardError: number;
  interval: [lower: number, upper: number];
}

/** What resampling says of a mixture's parameters; shapes as in `GaussianMixture`, units the columns'. */
export interface BootstrapSummary {
  weights: BootstrapEstimate[];
  means: BootstrapEstimate[][];
  covariances: BootstrapEstimate[][][];
  /** Of the noise's weight; null without noise. */
  noise: BootstrapEstimate | null;
  /** Refits that the summary rests on, and those without an honest solution. */
  replicates: number;
  failed: number;
  /** Share of the replicates that an interval holds. */
  confidence: number;
  /** The first replicates, for ghost ellipses; component k is the same in all of them. */
  ghosts: GaussianMixture[];
}

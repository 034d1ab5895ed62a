import type { CovarianceModel } from './covariance-models.ts';

/** A uniform share of rows that belong to no component. */
export interface NoiseComponent {
  weight: number;
  /** One value everywhere: 1 / volume of the box. */
  density: number;
  /**
   * Lowest and highest value of each column among the rows fitted, shape (d, 2): where noise is drawn from. Absent in
   * mixtures that were kept before it was; such noise can be evaluated and not drawn.
   */
  box?: [number, number][] | undefined;
}

/** A Gaussian mixture: what can be drawn from, evaluated, kept in a file. Units are the columns'. */
export interface GaussianMixture {
  /** Shares φₖ; they and the noise's share add up to 1. */
  weights: number[];
  /** μₖ, shape (K, d). */
  means: number[][];
  /** Σₖ, shape (K, d, d). */
  covariances: number[][][];
  /** Null without one. */
  noise: NoiseComponent | null;
}

/** How a start divided the rows before the first step. */
export type StartMethod =
  | 'hierarchical'
  | 'k-means'
  | 'random-means'
  | 'random-responsibilities'
  | 'neighbourhoods'
  | 'split'
  | 'split-and-merge'
  | 'labels'
  | 'other-model'
  | 'given';

/** `stalled`: the log-likelihood could rise no further although the stop rule was not met. */
export type FitStatus = 'converged' | 'iteration-limit' | 'stalled' | 'degenerate';

/** Why a solution is no description of the data. Components count from 0. */
export interface Degeneracy {
  code: 'few-rows' | 'tied-values' | 'eigenvalue-floor' | 'empty-component';
  component: number;
  /** Rows that belong to it rather than to any other component, and the different ones among them. */
  rows: number;
  distinctRows: number;
  /** The column in which its rows are tied and the value they share. */
  column: number | null;
  value: number | null;
  /** Smallest eigenvalue of its covariance relative to the whole sample's, 0 where it has collapsed. */
  smallestEigenvalue: number;
}

/** One dot of the restart landscape. */
export interface MixtureStart {
  method: StartMethod;
  logLikelihood: number;
  /** Over the components: smallest eigenvalue of Σₖ in coordinates in which the whole sample has covariance 1. */
  smallestEigenvalue: number;
  /** Effective rows per component, Σ of responsibilities, in the order of that solution's weights. */
  rows: number[];
  /** Starts of one number reached the same solution; 0 is the best that is not degenerate. −1: not carried to the end. */
  solution: number;
  iterations: number;
  status: FitStatus;
  degeneracy: Degeneracy | null;
}

/** Values by which models are compared; lower is better for every one of them. */
export interface InformationCriteria {
  /** −2ℓ + 2p */
  aic: number;
  /** AIC + 2p(p + 1) / (n − p − 1); null where n ≤ p + 1 */
  aicc: number | null;
  /** −2ℓ + p ln n */
  bic: number;
  /** BIC − 2 Σ ln maxₖ τᵢₖ, as mclust has it. */
  icl: number;
  /** BIC − 2 ΣΣ τᵢₖ ln τᵢₖ, with the whole entropy. */
  iclEntropy: number;
}

/** Rows a mixture rests on. */
export interface MixtureRows {
  total: number;
  used: number;
  /** Left out for want of a value: in some column, or where rows with gaps are used, in every column. */
  missing: number;
  /** Left out by a filter, or by a weight that is not above 0. */
  excluded: number;
  /** n of the criteria: the sum of frequencies, or the number of rows used. */
  effective: number;
  labelled: number;
  /** Rows used that lack a value in some column; 0 where such rows are left out. */
  incomplete?: number;
}

/** A sentence's worth of advice: a code, its numbers, and the words. */
export interface MixtureRemark {
  code: string;
  sentence: string;
}

/** A fitted mixture, components in canonical order: descending weight. */
export interface GaussianMixtureFit extends GaussianMixture {
  covarianceModel: CovarianceModel;
  components: number;
  /** Total, natural logarithm. */
  logLikelihood: number;
  /** p */
  parameterCount: number;
  criteria: InformationCriteria;
  rows: MixtureRows;
  status: FitStatus;
  iterations: number;
  seed: number;
  /** Every start, in the order in which they were made. */
  starts: MixtureStart[];
  /** Log-likelihood after each iteration of the winning start's last run. */
  trace: number[];
  smallestEigenvalue: number;
  /** Why even the best solution is not to be trusted; null otherwise. */
  degeneracy: Degeneracy | null;
  /** What was added to variances, relative to the columns' own; 0 by default. */
  regularisation: number;
  remarks: MixtureRemark[];
  /** Place in this order of the component that label k stood for, shape (K,); null where no row was labelled. */
  labelComponents: number[] | null;
}

/** How often one Gaussian, rounded as these columns are, would be called several. */
export interface NullCheck {
  /** Samples in which BIC chose more than one component. */
  called: number;
  /** Samples drawn. */
  samples: number;
  /** Number of components chosen, by sample. */
  chosen: number[];
}

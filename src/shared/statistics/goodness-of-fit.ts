/** A test of normality whose p-value is valid although mean and standard deviation were estimated from the same values. */
export interface NormalityTest {
  test: 'anderson-darling' | 'lilliefors';
  /** A² or D. */
  statistic: number;
  pValue: number;
  /** True where the p-value stands for "at most this": the published approximation ends there. */
  pValueIsBound: boolean;
  /** Where the p-value comes from, to be shown. */
  method: string;
}

/** How far a column is from the normal fitted to it. */
export interface GoodnessOfFit {
  n: number;
  tests: NormalityTest[];
  /** Largest gap between the empirical and the fitted distribution function, and where: an effect size that does not grow with n. */
  largestGap: { gap: number; at: number };
  /** Share of values that repeat another one: tests assume a continuous column, and heavy ties make them reject. */
  tiedShare: number;
  /** In plain words what follows, one sentence. */
  verdict: string;
}

/** Where in the data something happened for the first time. */
export interface ProductPlace {
  /** Values multiplied by then, this one among them. */
  count: number;
  /** 1-based row of the file. */
  row: number;
}

/** The likelihood of a column multiplied out in double precision, row after row, beside the sum of the logarithms. */
export interface LikelihoodProduct {
  /** Values, missing ones left out. */
  n: number;
  /** Sum of the log-densities of all n values. */
  logLikelihood: number;
  /** The product as doubles have it after the last value: often 0, sometimes Infinity. */
  product: number;
  /** First product below 2⁻¹⁰²², where a double begins to lose digits; null where it never is. */
  subnormal: ProductPlace | null;
  /** First product that is 0 although no density is: below 2⁻¹⁰⁷⁵. */
  zero: ProductPlace | null;
  /** First product above the largest double: densities above 1 do that. */
  infinite: ProductPlace | null;
  /** First product that is no number: 0 · ∞. */
  undefined: ProductPlace | null;
  /** Some of the steps, evenly chosen up to twice the first of those places; all of shape (points,). */
  trace: {
    count: Float64Array;
    /** Sum of the log-densities so far. */
    logLikelihood: Float64Array;
    /** The product so far, as doubles have it. */
    product: Float64Array;
  };
}

/** What the log-likelihood needs of the first values of a column, for several numbers of values; all of shape (sizes,). */
export interface FirstRows {
  /** Numbers of values, ascending; no more than there are. */
  n: Float64Array;
  mean: Float64Array;
  /** Standard deviation ÷ n; NaN where no double holds it. */
  sdMle: Float64Array;
}

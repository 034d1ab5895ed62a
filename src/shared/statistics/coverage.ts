import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import chiSquareQuantile from '@stdlib/stats-base-dists-chisquare-quantile';

/**
 * Share of a d-dimensional normal within k standard deviations of its mean in Mahalanobis's sense: P(χ²_d ≤ k²).
 * 1 σ holds 68.27 % in one dimension, 39.35 % in two.
 */
export const coverageOfSigmas = (k: number, d: number): number =>
  d === 2 ? -Math.expm1((-k * k) / 2) : chiSquareCdf(k * k, d);

/** The k for which a region of k standard deviations holds a share p, 0 ≤ p < 1, of a d-dimensional normal. */
export const sigmasOfCoverage = (p: number, d: number): number =>
  Math.sqrt(d === 2 ? -2 * Math.log1p(-p) : chiSquareQuantile(p, d));

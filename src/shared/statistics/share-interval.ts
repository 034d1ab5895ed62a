import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

/**
 * Interval of a share of which `count` of n were seen, exact (Clopper and Pearson): it holds the true share with at
 * least the stated confidence.
 * @param count  0 ≤ count ≤ n, n ≥ 1
 * @see [ClopperPearson1934]
 */
export function shareInterval(count: number, n: number, confidence: number): [lower: number, upper: number] {
  const tail = (1 - confidence) / 2;
  return [
    count === 0 ? 0 : betaQuantile(tail, count, n - count + 1),
    count === n ? 1 : betaQuantile(1 - tail, count + 1, n - count),
  ];
}

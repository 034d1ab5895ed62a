import erfc from '@stdlib/math-base-special-erfc';
import standardLogCumulative from '@stdlib/stats-base-dists-normal-logcdf';
import type { NormalityTest } from '../../../../shared/statistics/goodness-of-fit.ts';

/** Fewest values that the p-value's approximation was made for. */
export const andersonDarlingNeeds = 8;

/**
 * Anderson–Darling test of normality with estimated mean and standard deviation: A² weighs the gaps between data and
 * curve in the tails as heavily as in the middle.
 * @param sorted  values, ascending, shape (n,), n ≥ 8
 * @param mean    their mean, and `sd` their standard deviation ÷ (n − 1), above 0
 * @see [DAgostinoStephens1986] table 4.9, case 3, for the p-value; valid at any n ≥ 8, because the statistic is first
 *   brought to its limit by A² (1 + 0.75/n + 2.25/n²)
 */
export function andersonDarling(sorted: Float64Array, mean: number, sd: number): NormalityTest {
  const n = sorted.length;
  const statistic = andersonDarlingStatistic(sorted, mean, sd);
  const modified = statistic * (1 + 0.75 / n + 2.25 / (n * n));
  return {
    test: 'anderson-darling',
    statistic,
    pValue: modified < largestModified ? pValueOf(modified) : smallestPValue,
    pValueIsBound: modified >= largestModified,
    method: 'Stephens’ approximation for estimated mean and standard deviation',
  };
}

/** Where the published approximation ends, and the p-value there. */
const largestModified = 10;
const smallestPValue = 3.7e-24;

/**
 * A² = −n − (1/n) Σ [(2i − 1) ln Φ(zᵢ) + (2(n − i) + 1) ln(1 − Φ(zᵢ))], from the logarithms of both tails, so that a
 * value a hundred standard deviations out has its finite weight. The sum is compensated: it is near −n², its rest of order n.
 */
export function andersonDarlingStatistic(sorted: Float64Array, mean: number, sd: number): number {
  const n = sorted.length;
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < n; i++) {
    const z = (sorted[i]! - mean) / sd;
    const [near, far] = logTails(Math.abs(z));
    const below = z < 0 ? far : near;
    const above = z < 0 ? near : far;
    const term = ((2 * i + 1) / n) * below + ((2 * (n - i) - 1) / n) * above + 1;
    const total = sum + term;
    lost += Math.abs(sum) > Math.abs(term) ? sum - total + term : term - total + sum;
    sum = total;
  }
  return -(sum + lost);
}

/** ln Φ(z) and ln(1 − Φ(z)) for z ≥ 0. */
function logTails(z: number): [near: number, far: number] {
  const tail = 0.5 * erfc(z * Math.SQRT1_2);
  return [Math.log1p(-tail), z < 30 ? Math.log(tail) : standardLogCumulative(-z, 0, 1)];
}

function pValueOf(a: number): number {
  if (a < 0.2) return 1 - Math.exp(-13.436 + 101.14 * a - 223.73 * a * a);
  if (a < 0.34) return 1 - Math.exp(-8.318 + 42.796 * a - 59.938 * a * a);
  if (a < 0.6) return Math.exp(0.9177 - 4.279 * a - 1.38 * a * a);
  return Math.exp(1.2937 - 5.709 * a + 0.0186 * a * a);
}

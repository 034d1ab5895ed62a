import { cholesky, invertLower, logDeterminant } from '../linear-algebra/cholesky.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

/** What a mixture says of one row. */
export interface RowDensity {
  /** ln p(x), in the coordinates of the mixture. */
  logDensity: number;
  /** τₖ, shape (K,), the noise component last where there is one; overwritten by the next row. */
  responsibilities: Float64Array;
}

/** What is added to the log-density of a row in scaled coordinates to have it in the units of the columns it has. */
export function logUnitsOf(y: ArrayLike<number>, factor: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < factor.length; j++) if (Number.isFinite(y[j])) sum += Math.log(factor[j]!);
  return sum;
}

/**
 * A function from a row to its density and responsibilities, by log-sum-exp. A row with NaN in some columns has those of
 * the others, the marginal mixture's; noise is then not looked at.
 * @param label  the only component a row may belong to, or −1
 * @throws where a covariance is not positive definite
 */
export function createRowDensity(
  mixture: ScaledMixture,
): (y: ArrayLike<number>, at: number, label?: number) => RowDensity {
  const { components: K, d, weights, means, covariances, noise } = mixture;
  const constants = new Float64Array(K);
  const factors = Array.from({ length: K }, (_, k) => {
    const l = cholesky(covariances.subarray(k * d * d, (k + 1) * d * d), d);
    if (!l) throw new RangeError(`covariance ${k} is not positive definite`);
    constants[k] = Math.log(weights[k]!) - (logDeterminant(l, d) + d * Math.log(2 * Math.PI)) / 2;
    return invertLower(l, d);
  });
  const parts = K + (noise ? 1 : 0);
  const responsibilities = new Float64Array(parts);
  const result: RowDensity = { logDensity: 0, responsibilities };
  const marginals = new Map<string, { observed: number[]; density: ReturnType<typeof createRowDensity> }>();
  const marginal = (y: ArrayLike<number>, at: number, label: number): RowDensity => {
    const observed = Array.from({ length: d }, (_, j) => j).filter((j) => !Number.isNaN(y[at + j]));
    const key = observed.join();
    let own = marginals.get(key);
    if (!own) marginals.set(key, (own = { observed, density: createRowDensity(inColumns(mixture, observed)) }));
    const { logDensity, responsibilities: shares } = own.density(
      observed.map((j) => y[at + j]!),
      0,
      label,
    );
    responsibilities.fill(0);
    responsibilities.set(shares);
    result.logDensity = logDensity;
    return result;
  };
  return (y, at, label = -1) => {
    let sumOfValues = 0;
    for (let j = 0; j < d; j++) sumOfValues += y[at + j]!;
    if (Number.isNaN(sumOfValues)) return marginal(y, at, label);
    let most = -Infinity;
    for (let k = 0; k < K; k++) {
      const w = factors[k]!;
      let square = 0;
      for (let i = 0; i < d; i++) {
        let z = 0;
        for (let j = 0; j <= i; j++) z += w[i * d + j]! * (y[at + j]! - means[k * d + j]!);
        square += z * z;
      }
      responsibilities[k] = label < 0 || label === k ? constants[k]! - square / 2 : -Infinity;
    }
    if (noise) responsibilities[K] = label < 0 ? Math.log(noise.weight) + noise.logDensity : -Infinity;
    for (let k = 0; k < parts; k++) if (responsibilities[k]! > most) most = responsibilities[k]!;
    let sum = 0;
    for (let k = 0; k < parts; k++) sum += responsibilities[k] = Math.exp(responsibilities[k]! - most);
    for (let k = 0; k < parts; k++) responsibilities[k]! /= sum;
    result.logDensity = most + Math.log(sum);
    return result;
  };
}

/** The marginal mixture of some columns, without noise. */
function inColumns({ components, d, weights, means, covariances }: ScaledMixture, columns: readonly number[]) {
  const each = Array.from({ length: components }, (_, k) => k);
  return {
    components,
    d: columns.length,
    weights,
    means: Float64Array.from(each.flatMap((k) => columns.map((i) => means[k * d + i]!))),
    covariances: Float64Array.from(
      each.flatMap((k) => columns.flatMap((i) => columns.map((j) => covariances[(k * d + i) * d + j]!))),
    ),
    noise: null,
  };
}

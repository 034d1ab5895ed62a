import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import type { MixtureStandardErrors } from '../../../../shared/statistics/mixture-standard-errors.ts';
import { cholesky, invertLower } from '../linear-algebra/cholesky.ts';
import { allRowsOf } from './own-rows.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { createRowDensity } from './responsibilities.ts';
import type { ScaledMixture } from './scaled-mixture.ts';
import { toScaled } from './units.ts';

/** A component with less of a row than this adds nothing to the information that doubles could keep. */
const negligible = 1e-12;

/**
 * Standard errors of every parameter of a mixture of full covariances at its maximum likelihood: square roots of the
 * diagonal of I⁻¹, where I = Σ s·sᵀ is the observed information as the outer product of the rows' scores s = ∂ ln p(x)/∂θ.
 * One pass over the rows; cost N (K d²)² / 8 at most, less where components are apart.
 * They hold for many rows and where the model is true: rows that are skewed within their component make them wider than
 * the bootstrap's, by a third on Old Faithful's short eruptions.
 * @throws {FitError} `too-few-rows` where the scores leave a direction of the parameters without information;
 *   `not-positive-definite` with the component
 * @see [BoldeaMagnus2009] for the scores; [McLachlanPeel2000] section 2.15 for the estimate
 */
export function standardErrors(prepared: PreparedRows, mixture: GaussianMixture): MixtureStandardErrors {
  if (prepared.rows.patterns)
    throw new FitError('invalid-parameter', {}, 'Standard errors from scores need complete rows: use the bootstrap.');
  const scaled = toScaled(mixture, prepared.rows);
  const { components: K, d, noise } = scaled;
  const size = blockSize(d);
  const last = noise ? K * size : (K - 1) * size;
  const weightPlaces = Array.from({ length: K }, (_, k) => k * size).filter((place) => place !== last);
  const information = withoutLastWeight(
    scoreProducts(prepared, scaled),
    K * size + (noise ? 1 : 0),
    weightPlaces,
    last,
  );

  // Parameters left: all places but that of the last weight, which is 1 minus the others.
  const count = K * size + (noise ? 1 : 0) - 1;
  const factor = relativeFactor(information, count);
  if (!factor)
    throw new FitError(
      'too-few-rows',
      { rows: prepared.counts.used, parameters: count },
      `${prepared.counts.used} rows do not tell ${count} parameters apart: use fewer components or the bootstrap.`,
    );
  const w = invertLower(factor, count);
  const left = (place: number): number => (place > last ? place - 1 : place);
  /** √(cᵀ I⁻¹ c) where c is 1 in the places given, 0 elsewhere. */
  const errorOf = (places: readonly number[]): number => {
    let variance = 0;
    for (let row = 0; row < count; row++) {
      const value = places.reduce((sum, place) => sum + w[row * count + left(place)]!, 0);
      variance += value * value;
    }
    return Math.sqrt(variance);
  };
  const weightError = (place: number): number => errorOf(place === last ? weightPlaces : [place]);
  const scale = prepared.rows.factor;
  const each = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
  return {
    weights: each(K, (k) => weightError(k * size)),
    means: each(K, (k) => each(d, (i) => errorOf([k * size + 1 + i]) / scale[i]!)),
    covariances: each(K, (k) =>
      each(d, (i) => each(d, (j) => errorOf([k * size + 1 + d + cellOf(i, j)]) / (scale[i]! * scale[j]!))),
    ),
    noise: noise && weightError(K * size),
  };
}

/** A component's parameters: its weight, its mean, the lower triangle of its covariance row by row. */
const blockSize = (d: number): number => 1 + d + (d * (d + 1)) / 2;
const cellOf = (i: number, j: number): number => (Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j);

/** Σ s·sᵀ, lower triangle, weights taken for free; shape (P, P). The noise component's weight is the last place. */
function scoreProducts(prepared: PreparedRows, scaled: ScaledMixture): Float64Array {
  const { components: K, d, weights, means, covariances, noise } = scaled;
  const size = blockSize(d);
  const P = K * size + (noise ? 1 : 0);
  const inverses = Array.from({ length: K }, (_, k) => {
    const l = cholesky(covariances.subarray(k * d * d, (k + 1) * d * d), d);
    if (!l) throw new FitError('not-positive-definite', { component: k + 1 });
    return gram(invertLower(l, d), d);
  });
  const density = createRowDensity(scaled);
  const products = new Float64Array(P * P);
  const score = new Float64Array(P);
  const places = new Int32Array(P);
  const b = new Float64Array(d);
  allRowsOf(prepared)((y, at, weight, label) => {
    const { responsibilities } = density(y, at, label);
    let known = 0;
    const put = (place: number, value: number): void => {
      places[known] = place;
      score[known++] = value;
    };
    for (let k = 0; k < K; k++) {
      const share = responsibilities[k]!;
      if (share < negligible) continue;
      const inverse = inverses[k]!;
      // b = Σ⁻¹ (x − μ), the score of the mean.
      for (let i = 0; i < d; i++) {
        b[i] = 0;
        for (let j = 0; j < d; j++) b[i]! += inverse[i * d + j]! * (y[at + j]! - means[k * d + j]!);
      }
      put(k * size, share / weights[k]!);
      for (let i = 0; i < d; i++) put(k * size + 1 + i, share * b[i]!);
      for (let i = 0; i < d; i++)
        for (let j = 0; j <= i; j++) {
          const slope = (b[i]! * b[j]! - inverse[i * d + j]!) / 2;
          put(k * size + 1 + d + cellOf(i, j), share * (i === j ? slope : 2 * slope)); // σᵢⱼ stands in two places
        }
    }
    if (noise && responsibilities[K]! >= negligible) put(K * size, responsibilities[K]! / noise.weight);
    for (let a = 0; a < known; a++) {
      const row = places[a]! * P;
      const value = weight * prepared.weightScale * score[a]!;
      for (let c = 0; c <= a; c++) products[row + places[c]!]! += value * score[c]!;
    }
  });
  return products;
}

/** Information where one weight is 1 minus the others: its scores are taken off theirs, its place goes. */
function withoutLastWeight(
  lower: Float64Array,
  P: number,
  weightPlaces: readonly number[],
  last: number,
): Float64Array {
  const whole = lower.slice();
  for (let i = 0; i < P; i++) for (let j = 0; j < i; j++) whole[j * P + i] = whole[i * P + j]!;
  for (const place of weightPlaces) for (let j = 0; j < P; j++) whole[place * P + j]! -= whole[last * P + j]!;
  for (const place of weightPlaces) for (let i = 0; i < P; i++) whole[i * P + place]! -= whole[i * P + last]!;
  return whole.filter((_, cell) => Math.floor(cell / P) !== last && cell % P !== last);
}

/** WᵀW for a lower triangular W: Σ⁻¹ from the inverse of Σ's factor. */
function gram(w: Float64Array, d: number): Float64Array {
  const product = new Float64Array(d * d);
  for (let r = 0; r < d; r++)
    for (let i = 0; i <= r; i++) for (let j = 0; j <= r; j++) product[i * d + j]! += w[r * d + i]! * w[r * d + j]!;
  return product;
}

/** Cholesky factor; null also where a pivot is but rounding of the information it started from. */
function relativeFactor(information: Float64Array, count: number): Float64Array | null {
  const l = cholesky(information, count);
  for (let i = 0; l && i < count; i++)
    if (!(l[i * (count + 1)]! ** 2 > 1e-12 * information[i * (count + 1)]!)) return null;
  return l;
}

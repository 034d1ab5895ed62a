import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import type {
  MixtureStandardErrors,
  StandardErrorMethod,
} from '../../../../shared/statistics/mixture-standard-errors.ts';
import { canonicalModel } from '../../../../shared/statistics/covariance-models.ts';
import { cholesky, invertLower } from '../linear-algebra/cholesky.ts';
import { blockSize, cellOf, informationOf, informationPart, type InformationPart } from './information.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { toScaled } from './units.ts';

/** A parameter in terms of the model's free ones: [place among them, coefficient]. */
type Terms = readonly (readonly [number, number])[];

/**
 * What the rows [from, to) add to the standard errors of a mixture: see there.
 * @throws {FitError} `not-positive-definite` with the component
 */
export const errorsPart = (
  prepared: PreparedRows,
  mixture: GaussianMixture,
  method: StandardErrorMethod,
  from: number,
  to: number,
): InformationPart => informationPart(prepared, toScaled(mixture, prepared.rows), method !== 'scores', from, to);

/**
 * Standard errors of every parameter of a mixture at its maximum likelihood, from one pass over the rows.
 *
 * - `scores`: the diagonal of (Σ s·sᵀ)⁻¹, s the rows' scores. Holds where the model is true.
 * - `hessian`: the diagonal of H⁻¹, H = −∂²ℓ/∂θ∂θᵀ the observed information. Holds where the model is true; rows that are
 *   skewed within their component move it less than the scores' products.
 * - `sandwich`: the diagonal of H⁻¹ (Σ s·sᵀ) H⁻¹, with the scores' weights squared where weights are precisions. Holds
 *   for the mixture closest to the truth, whether or not the model is true.
 *
 * All three hold for many rows. The covariance model says which covariances are free: full, shared, diagonal or spherical
 * ones are linear in their own parameters; of the other models, whose parameters are not, there are none.
 * @throws {FitError} `invalid-parameter` for another covariance model; `too-few-rows` where the scores leave a direction of
 *   the parameters without information; `not-positive-definite` with the component, or where ℓ is not curved downwards
 * @param parts  made by other threads with `errorsPart`, of all rows in their order; made here where they are left out
 * @see [BoldeaMagnus2009] for the scores; [McLachlanPeel2000] section 2.15; [White1982] for the sandwich
 */
export function standardErrors(
  prepared: PreparedRows,
  mixture: GaussianMixture,
  {
    method = 'scores',
    covarianceModel = 'VVV',
  }: { method?: StandardErrorMethod; covarianceModel?: CovarianceModel } = {},
  parts: readonly InformationPart[] | null = null,
): MixtureStandardErrors {
  const scaled = toScaled(mixture, prepared.rows);
  const { components: K, d, noise } = scaled;
  const scale = prepared.rows.factor;
  const { terms, count } = freeParameters(canonicalModel(covarianceModel, d), K, d, noise !== null, scale);
  const { scores, meat, curvature } = informationOf(
    scaled,
    parts ?? [informationPart(prepared, scaled, method !== 'scores')],
  );
  const variance = varianceOf(
    method,
    (matrix) => reduced(matrix, terms, count),
    { scores, meat, curvature },
    count,
    prepared,
  );
  const errorOf = (place: number): number => {
    let sum = 0;
    for (const [a, x] of terms[place]!) for (const [b, y] of terms[place]!) sum += x * y * variance[a * count + b]!;
    return Math.sqrt(Math.max(0, sum));
  };
  const size = blockSize(d);
  const each = <T>(length: number, make: (i: number) => T): T[] => Array.from({ length }, (_, i) => make(i));
  return {
    weights: each(K, (k) => errorOf(k * size)),
    means: each(K, (k) => each(d, (i) => errorOf(k * size + 1 + i) / scale[i]!)),
    covariances: each(K, (k) =>
      each(d, (i) => each(d, (j) => errorOf(k * size + 1 + d + cellOf(i, j)) / (scale[i]! * scale[j]!))),
    ),
    noise: noise && errorOf(K * size),
  };
}

/** The free parameters' covariance matrix, shape (count, count). */
function varianceOf(
  method: StandardErrorMethod,
  reduce: (matrix: Float64Array) => Float64Array,
  { scores, meat, curvature }: { scores: Float64Array; meat: Float64Array; curvature: Float64Array | null },
  count: number,
  { counts }: PreparedRows,
): Float64Array {
  const information = reduce(method === 'scores' || !curvature ? scores : curvature);
  const inverse = inverseOf(information, count);
  if (!inverse && method === 'scores')
    throw new FitError(
      'too-few-rows',
      { rows: counts.used, parameters: count },
      `${counts.used} rows do not tell ${count} parameters apart: use fewer components or the bootstrap.`,
    );
  if (!inverse)
    throw new FitError(
      'not-positive-definite',
      { parameters: count },
      'The log-likelihood is not curved downwards in every direction: fit the mixture first, or use the bootstrap.',
    );
  return method === 'sandwich' ? multiply(multiply(inverse, reduce(meat), count), inverse, count) : inverse;
}

/**
 * Every place of the information (see `Information`) in terms of the model's free parameters: one weight is 1 minus the
 * others, covariances are shared, cut or tied together. Spherical covariances are so in the columns' units.
 */
function freeParameters(model: CovarianceModel, K: number, d: number, noise: boolean, scale: Float64Array) {
  const size = blockSize(d);
  const terms: Terms[] = new Array<Terms>(K * size + (noise ? 1 : 0)).fill([]);
  let count = 0;
  const last = noise ? K * size : (K - 1) * size;
  const others: [number, number][] = [];
  for (let k = 0; k < K; k++) {
    if (k * size === last) continue;
    others.push([count, -1]);
    terms[k * size] = [[count++, 1]];
  }
  terms[last] = others;
  const shared = new Map<string, number>();
  const free = (name: string): number => {
    if (!shared.has(name)) shared.set(name, count++);
    return shared.get(name)!;
  };
  for (let k = 0; k < K; k++) {
    for (let i = 0; i < d; i++) terms[k * size + 1 + i] = [[count++, 1]];
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++) terms[k * size + 1 + d + cellOf(i, j)] = covarianceTerm(model, k, i, j, scale, free);
  }
  return { terms, count };
}

/** @throws {FitError} `invalid-parameter` for a model whose covariances are not linear in their parameters */
function covarianceTerm(
  model: CovarianceModel,
  k: number,
  i: number,
  j: number,
  scale: Float64Array,
  free: (name: string) => number,
): Terms {
  switch (model) {
    case 'VVV':
      return [[free(`${k} ${i} ${j}`), 1]];
    case 'EEE':
      return [[free(`${i} ${j}`), 1]];
    case 'VVI':
      return i === j ? [[free(`${k} ${i}`), 1]] : [];
    case 'EEI':
      return i === j ? [[free(`${i}`), 1]] : [];
    case 'VII':
      return i === j ? [[free(`${k}`), scale[i]! ** 2]] : [];
    case 'EII':
      return i === j ? [[free('all'), scale[i]! ** 2]] : [];
    default:
      throw new FitError(
        'invalid-parameter',
        { model },
        `Standard errors are found for full, shared, diagonal and spherical covariances, not for ${model}: use the bootstrap.`,
      );
  }
}

/** JᵀMJ, J the terms. */
function reduced(matrix: Float64Array, terms: readonly Terms[], count: number): Float64Array {
  const P = terms.length;
  const product = new Float64Array(count * count);
  for (let p = 0; p < P; p++)
    for (const [a, x] of terms[p]!)
      for (let q = 0; q < P; q++) for (const [b, y] of terms[q]!) product[a * count + b]! += x * y * matrix[p * P + q]!;
  return product;
}

/** Inverse of a positive definite matrix; null also where a pivot is but rounding of the information it started from. */
function inverseOf(information: Float64Array, count: number): Float64Array | null {
  const l = cholesky(information, count);
  if (!l) return null;
  for (let i = 0; i < count; i++) if (!(l[i * (count + 1)]! ** 2 > 1e-12 * information[i * (count + 1)]!)) return null;
  const w = invertLower(l, count);
  const inverse = new Float64Array(count * count);
  for (let r = 0; r < count; r++)
    for (let i = 0; i <= r; i++)
      for (let j = 0; j <= r; j++) inverse[i * count + j]! += w[r * count + i]! * w[r * count + j]!;
  return inverse;
}

function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const product = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let m = 0; m < n; m++) for (let j = 0; j < n; j++) product[i * n + j]! += a[i * n + m]! * b[m * n + j]!;
  return product;
}

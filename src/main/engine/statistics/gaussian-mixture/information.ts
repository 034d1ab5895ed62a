import { FitError } from '../../../../shared/statistics/fit-error.ts';
import { cholesky, invertLower } from '../linear-algebra/cholesky.ts';
import { allRowsOf } from './own-rows.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { createRowDensity } from './responsibilities.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

/** A component with less of a row than this adds nothing to the information that doubles could keep. */
const negligible = 1e-12;

/**
 * What the rows say about the parameters of a mixture of full covariances, weights taken for free; matrices of shape
 * (P, P), symmetric. Places: component by component its weight, its mean, the lower triangle of its covariance row by row;
 * last the noise's weight, where there is noise.
 */
export interface Information {
  places: number;
  /** Σ w s·sᵀ of the rows' scores s = ∂ ln p(x)/∂θ. */
  scores: Float64Array;
  /** The variance of Σ w s: as `scores`, but with w² where weights are precisions. */
  meat: Float64Array;
  /** −∂² ℓ/∂θ∂θᵀ; null where it was not asked for. */
  curvature: Float64Array | null;
}

/** What some of the rows add to an information: plain data, to be summed in the order of the rows. Lower triangles. */
export interface InformationPart {
  scores: Float64Array;
  /** Null where it is the same as `scores`. */
  meat: Float64Array | null;
  /** Σ τ sₖ·sₖᵀ of each component's own parameters; null without curvature. */
  within: Float64Array[] | null;
  patterns: PatternSums[];
}

/** A component's parameters: its weight, its mean, the lower triangle of its covariance row by row. */
export const blockSize = (d: number): number => 1 + d + (d * (d + 1)) / 2;
export const cellOf = (i: number, j: number): number => (Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j);

/** Rows that have values in the same columns, and sums over them by component. */
interface PatternSums {
  observed: number[];
  /** Inverse of Σₖ in those columns, 0 in the others; shape (d, d) each. */
  inverses: Float64Array[];
  /** Σ τ, Σ τ b, Σ τ b·bᵀ with b = Σₖ⁻¹(x − μₖ). */
  rows: Float64Array;
  slopes: Float64Array[];
  squares: Float64Array[];
}

/**
 * Sums of scores and, if asked for, the exact Hessian of the log-likelihood. With complete data split off,
 * −∂²ℓ = Σ τ(−∂² ln φₖ𝒩ₖ) − Σ τ sₖ·sₖᵀ + Σ s·sᵀ, where s = Σ τ sₖ [Louis1982]; the first sum follows from Σ τ b and
 * Σ τ b·bᵀ.
 * @param parts  of all rows, in their order
 */
export function informationOf(scaled: ScaledMixture, parts: readonly InformationPart[]): Information {
  const { components: K, d, noise } = scaled;
  const P = K * blockSize(d) + (noise ? 1 : 0);
  const scores = sumOf(parts.map((part) => part.scores));
  const meat = parts[0]?.meat ? sumOf(parts.map((part) => part.meat!)) : scores;
  const within = parts[0]?.within?.map((_, k) => sumOf(parts.map((part) => part.within![k]!)));
  const patterns = new Map<string, PatternSums[]>();
  for (const pattern of parts.flatMap((part) => part.patterns)) {
    const key = pattern.observed.join();
    patterns.set(key, [...(patterns.get(key) ?? []), pattern]);
  }
  const merged = [...patterns.values()].map((same): PatternSums => ({
    ...same[0]!,
    rows: sumOf(same.map(({ rows }) => rows)),
    slopes: same[0]!.slopes.map((_, k) => sumOf(same.map(({ slopes }) => slopes[k]!))),
    squares: same[0]!.squares.map((_, k) => sumOf(same.map(({ squares }) => squares[k]!))),
  }));
  const curvature = within ? curvatureOf(scaled, merged, within, scores, P) : null;
  for (const matrix of new Set([scores, meat, ...(curvature ? [curvature] : [])])) mirror(matrix, P);
  return { places: P, scores, meat, curvature };
}

function sumOf(arrays: readonly Float64Array[]): Float64Array {
  const sum = arrays[0]!.slice();
  for (const array of arrays.slice(1)) for (let i = 0; i < sum.length; i++) sum[i]! += array[i]!;
  return sum;
}

/**
 * What the rows [from, to), or all of them, add to the information; those with gaps are seen in the columns they have. Cost
 * N (K d²)² / 8 at most, less where components are apart.
 * @throws {FitError} `not-positive-definite` with the component
 */
export function informationPart(
  prepared: PreparedRows,
  scaled: ScaledMixture,
  withCurvature: boolean,
  from?: number,
  to?: number,
): InformationPart {
  const { components: K, d, weights, means, noise } = scaled;
  const size = blockSize(d);
  const P = K * size + (noise ? 1 : 0);
  const density = createRowDensity(scaled);
  const scores = new Float64Array(P * P);
  const squaredWeights = prepared.weightKind === 'precision' && prepared.rows.weights !== null;
  const meat = squaredWeights ? new Float64Array(P * P) : null;
  const within = withCurvature ? Array.from({ length: K }, () => new Float64Array(size * size)) : null;
  const score = new Float64Array(P);
  const own = new Float64Array(size);
  const places = new Int32Array(P);
  const deviation = new Float64Array(d);
  const b = new Float64Array(d);
  const patterns = new Map<string, PatternSums>();
  const complete = sumsFor(
    scaled,
    Array.from({ length: d }, (_, j) => j),
  );
  patterns.set('', complete);
  const patternOf = (y: Float64Array, at: number): PatternSums => {
    let gaps = false;
    for (let j = 0; j < d; j++) if (Number.isNaN(y[at + j])) gaps = true;
    if (!gaps) return complete;
    const observed = Array.from({ length: d }, (_, j) => j).filter((j) => !Number.isNaN(y[at + j]));
    const key = observed.join();
    const known = patterns.get(key) ?? sumsFor(scaled, observed);
    patterns.set(key, known);
    return known;
  };

  allRowsOf(
    prepared,
    from,
    to,
  )((y, at, given, label) => {
    const { responsibilities } = density(y, at, label);
    const weight = given * prepared.weightScale;
    const pattern = patternOf(y, at);
    let known = 0;
    const put = (place: number, value: number): void => {
      places[known] = place;
      score[known++] = value;
    };
    for (let k = 0; k < K; k++) {
      const share = responsibilities[k]!;
      if (share < negligible) continue;
      const inverse = pattern.inverses[k]!;
      for (let i = 0; i < d; i++) {
        const value = y[at + i]! - means[k * d + i]!;
        deviation[i] = Number.isNaN(value) ? 0 : value;
      }
      // The score of the mean.
      for (let i = 0; i < d; i++) {
        b[i] = 0;
        for (let j = 0; j < d; j++) b[i]! += inverse[i * d + j]! * deviation[j]!;
      }
      own[0] = 1 / weights[k]!;
      for (let i = 0; i < d; i++) own[1 + i] = b[i]!;
      for (let i = 0; i < d; i++)
        for (let j = 0; j <= i; j++) {
          const slope = (b[i]! * b[j]! - inverse[i * d + j]!) / 2;
          own[1 + d + cellOf(i, j)] = i === j ? slope : 2 * slope; // σᵢⱼ stands in two places
        }
      for (let place = 0; place < size; place++) put(k * size + place, share * own[place]!);
      if (!within) continue;
      const counted = weight * share;
      for (let a = 0; a < size; a++)
        for (let c = 0; c <= a; c++) within[k]![a * size + c]! += counted * own[a]! * own[c]!;
      pattern.rows[k]! += counted;
      for (let i = 0; i < d; i++) {
        pattern.slopes[k]![i]! += counted * b[i]!;
        for (let j = 0; j < d; j++) pattern.squares[k]![i * d + j]! += counted * b[i]! * b[j]!;
      }
    }
    if (noise && responsibilities[K]! >= negligible) put(K * size, responsibilities[K]! / noise.weight);
    for (let a = 0; a < known; a++) {
      const row = places[a]! * P;
      const value = weight * score[a]!;
      for (let c = 0; c <= a; c++) scores[row + places[c]!]! += value * score[c]!;
      if (meat) for (let c = 0; c <= a; c++) meat[row + places[c]!]! += weight * value * score[c]!;
    }
  });
  return { scores, meat, within, patterns: [...patterns.values()] };
}

/** @throws {FitError} `not-positive-definite` with the component */
function sumsFor({ components: K, d, covariances }: ScaledMixture, observed: readonly number[]): PatternSums {
  const size = observed.length;
  const inverses = Array.from({ length: K }, (_, k) => {
    const inner = observed.flatMap((i) => observed.map((j) => covariances[(k * d + i) * d + j]!));
    const l = cholesky(Float64Array.from(inner), size);
    if (!l) throw new FitError('not-positive-definite', { component: k + 1 });
    const w = invertLower(l, size);
    const inverse = new Float64Array(d * d);
    for (let r = 0; r < size; r++)
      for (let i = 0; i <= r; i++)
        for (let j = 0; j <= r; j++) inverse[observed[i]! * d + observed[j]!]! += w[r * size + i]! * w[r * size + j]!;
    return inverse;
  });
  const each = (length: number) => Array.from({ length: K }, () => new Float64Array(length));
  return { observed: [...observed], inverses, rows: new Float64Array(K), slopes: each(d), squares: each(d * d) };
}

/**
 * Lower triangle of −∂²ℓ/∂θ∂θᵀ. With P = Σ⁻¹ and Eₐ = ∂Σ/∂σₐ, the complete data's blocks are Σ τ P for means,
 * P Eₐ Σ τ b for a mean and σₐ, and tr(Eₐ P E꜀ Σ τ bbᵀ) − ½ Σ τ tr(P Eₐ P E꜀) for σₐ and σ꜀.
 */
function curvatureOf(
  { components: K, d, weights }: ScaledMixture,
  patterns: readonly PatternSums[],
  within: readonly Float64Array[],
  scores: Float64Array,
  P: number,
): Float64Array {
  const size = blockSize(d);
  const cells = Array.from({ length: d }, (_, i) => Array.from({ length: i + 1 }, (_, j) => [i, j] as const)).flat();
  /** The places that σᵢⱼ stands in. */
  const entries = cells.map(([i, j]) => (i === j ? [[i, j]] : [[i, j], [j, i]]) as [number, number][]); // prettier-ignore
  const curvature = scores.slice();
  for (let k = 0; k < K; k++) {
    const add = (row: number, column: number, value: number): void => {
      curvature[(k * size + row) * P + k * size + column]! += value;
    };
    within[k]!.forEach((value, cell) => add(Math.floor(cell / size), cell % size, -value));
    for (const { inverses, rows, slopes, squares } of patterns) {
      const p = inverses[k]!;
      const count = rows[k]!;
      add(0, 0, count / weights[k]! ** 2);
      for (let i = 0; i < d; i++) for (let j = 0; j <= i; j++) add(1 + i, 1 + j, count * p[i * d + j]!);
      entries.forEach((places, a) => {
        for (const [i, j] of places) for (let m = 0; m < d; m++) add(1 + d + a, 1 + m, p[m * d + i]! * slopes[k]![j]!);
        for (let c = 0; c <= a; c++)
          for (const [i, j] of places)
            for (const [r, s] of entries[c]!) {
              const value = p[j * d + r]! * (squares[k]![s * d + i]! - (count * p[s * d + i]!) / 2);
              add(1 + d + a, 1 + d + c, value);
            }
      });
    }
  }
  return curvature;
}

/** Writes the lower triangle above the diagonal. */
function mirror(matrix: Float64Array, size: number): void {
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) matrix[j * size + i] = matrix[i * size + j]!;
}

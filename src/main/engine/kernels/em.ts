/** Which cells of a covariance are kept: the whole lower triangle, or the diagonal alone. */
export type CovarianceShape = 'full' | 'diagonal';

/** The rows an EM pass reads, and how they are centred and scaled on the way. Nothing is copied as a whole. */
export interface EmRows {
  /** d columns of n values in their own units; a row with a value that is not finite is passed over. */
  columns: readonly Float64Array[];
  /** Shape (d,): what is subtracted, in the columns' units. */
  centre: Float64Array;
  /** Shape (d,): what the difference is multiplied by. Powers of two keep the digits as they are. */
  factor: Float64Array;
  /** One byte per row: 0 leaves it out. */
  included: Uint8Array | null;
  /** One per row; a row whose weight is not above 0 is passed over. */
  weights: Float64Array | null;
  /** Per row the component it is known to belong to, or −1. */
  labels: Int32Array | null;
}

/** Cells kept of a d × d covariance. */
export const cellCount = (d: number, shape: CovarianceShape): number => (shape === 'full' ? (d * (d + 1)) / 2 : d);

/**
 * Doubles per component in the parameters (constant, mean, factor) and in the totals (Σg, Σgδ, Σgδδᵀ).
 * Constant: ln weight − ½ ln det Σ − d/2 ln 2π; factor: rows of the inverse Cholesky factor of Σ times √½, so that
 * ln(weight × density) = constant − |factor·(y − mean)|². All in centred and scaled units.
 */
export const componentLength = (d: number, shape: CovarianceShape): number => 1 + d + cellCount(d, shape);

/** Doubles in the totals: log-likelihood, Σ ln(largest responsibility), then the components' moments. */
export const totalsLength = (d: number, components: number, shape: CovarianceShape): number =>
  2 + components * componentLength(d, shape);

/**
 * Reads the rows [first, last), computes the responsibilities g of K components with the parameters given, and writes the
 * moments they make to `totals` from `at` on: deviations δ are from the component's present mean, so that nothing cancels.
 */
export type EmPass = (
  first: number,
  last: number,
  components: number,
  parameters: Float64Array,
  totals: Float64Array,
  at: number,
) => void;

/** A component holding less than e⁻⁶⁰ of a row's best one is left out of that row: below rounding for any sum. */
export const negligible = -60;

/** The EM pass in plain TypeScript, row by row: what `em-wasm.ts` computes two rows at a time. */
export function createEmPass(rows: EmRows, shape: CovarianceShape): EmPass {
  const { columns, centre, factor, included, weights, labels } = rows;
  const d = columns.length;
  const stride = componentLength(d, shape);
  const y = new Float64Array(d);
  const deviation = new Float64Array(d);

  const read = (row: number): boolean => {
    if (included && included[row] === 0) return false;
    if (weights && !(weights[row]! > 0)) return false;
    for (let j = 0; j < d; j++) {
      y[j] = (columns[j]![row]! - centre[j]!) * factor[j]!;
      if (!Number.isFinite(y[j])) return false;
    }
    return true;
  };
  const logTerm = (parameters: Float64Array, from: number): number => {
    let sum = parameters[from]!;
    let w = from + 1 + d;
    for (let i = 0; i < d; i++) {
      deviation[i] = y[i]! - parameters[from + 1 + i]!;
      let z = 0;
      for (let j = shape === 'full' ? 0 : i; j <= i; j++) z += parameters[w++]! * deviation[j]!;
      sum -= z * z;
    }
    return sum;
  };
  const addMoments = (mean: Float64Array, from: number, g: number, totals: Float64Array, to: number): void => {
    totals[to]! += g;
    let cell = to + 1 + d;
    for (let i = 0; i < d; i++) {
      deviation[i] = y[i]! - mean[from + i]!;
      totals[to + 1 + i]! += g * deviation[i]!;
      for (let j = shape === 'full' ? 0 : i; j <= i; j++) totals[cell++]! += g * deviation[i]! * deviation[j]!;
    }
  };

  return (first, last, components, parameters, totals, at) => {
    totals.fill(0, at, at + 2 + components * stride);
    const terms = new Float64Array(components);
    for (let row = first; row < last; row++) {
      if (!read(row)) continue;
      const label = labels ? labels[row]! : -1;
      for (let k = 0; k < components; k++)
        terms[k] = label >= 0 && k !== label ? -Infinity : logTerm(parameters, k * stride);
      const most = terms.reduce((a, b) => Math.max(a, b), -Infinity);
      let sum = 0;
      for (let k = 0; k < components; k++) {
        const x = terms[k]! - most;
        terms[k] = x > negligible ? Math.exp(x) : 0;
        sum += terms[k]!;
      }
      const weight = weights ? weights[row]! : 1;
      totals[at]! += weight * (most + Math.log(sum));
      totals[at + 1]! -= weight * Math.log(sum);
      for (let k = 0; k < components; k++) {
        const g = (weight * terms[k]!) / sum;
        if (g > 0) addMoments(parameters, k * stride + 1, g, totals, at + 2 + k * stride);
      }
    }
  };
}

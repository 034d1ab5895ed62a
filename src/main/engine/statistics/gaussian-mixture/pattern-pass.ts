import { createEmPassWasm } from '../../kernels/em-wasm.ts';
import { componentLength, createEmPass, totalsLength, type CovarianceShape, type EmPass } from '../../kernels/em.ts';
import { cholesky, invertLower, logDeterminant } from '../linear-algebra/cholesky.ts';
import type { FitRows, RowPattern } from './row-patterns.ts';

const logTwoPi = Math.log(2 * Math.PI);
/** Patterns of fewer rows are not worth the kernel's preparations. */
const fewRows = 16;

/** Doubles that a pass writes: see `totalsLength`; rows with gaps add one, see `createRowPass`. */
export const passTotalsLength = (
  rows: Pick<FitRows, 'patterns'>,
  d: number,
  components: number,
  shape: CovarianceShape,
): number => totalsLength(d, components, shape) + (rows.patterns ? 1 : 0);

/**
 * The EM pass over rows: the kernel itself where they are complete. Rows with gaps are passed over pattern by pattern,
 * with the marginal mixture of the columns they have; the moments of the columns they lack follow from those of the
 * others: a missing value counts with its conditional mean given the row's own values and the component, and its
 * conditional covariance is added. The totals then have one more double at their end: Σ τ h, the entropy h of the missing
 * values given those, ½ ln det 2πeC, by which the expected log-likelihood of completed rows lies below.
 * @see [LittleRubin2002] section 11.2; [GhahramaniJordan1994]
 */
export function createRowPass(rows: FitRows, shape: CovarianceShape): EmPass {
  return rows.patterns ? createPatternPass(rows, rows.patterns, shape) : createEmPassWasm(rows, shape);
}

function createPatternPass(rows: FitRows, patterns: readonly RowPattern[], shape: CovarianceShape): EmPass {
  const d = rows.columns.length;
  const passes = new Map<RowPattern, EmPass>();
  const passOf = (pattern: RowPattern): EmPass => {
    const known = passes.get(pattern);
    if (known) return known;
    const own = rowsOf(rows, pattern);
    const made = pattern.rows.length < fewRows ? createEmPass(own, shape) : createEmPassWasm(own, shape);
    passes.set(pattern, made);
    return made;
  };
  return (first, last, components, parameters, totals, at) => {
    totals.fill(0, at, at + totalsLength(d, components, shape) + 1);
    const whole = readComponents(parameters, components, d, shape);
    for (const pattern of patterns) {
      const from = Math.max(first, pattern.start) - pattern.start;
      const to = Math.min(last - pattern.start, pattern.rows.length);
      if (from >= to) continue;
      const size = pattern.observed.length;
      const marginals = whole.map((component) => marginalOf(component, pattern.observed, d, shape));
      const own = new Float64Array(components * componentLength(size, shape));
      marginals.forEach(({ parameters: part }, k) => own.set(part, k * part.length));
      const found = new Float64Array(totalsLength(size, components, shape));
      passOf(pattern)(from, to, components, own, found, 0);
      totals[at]! += found[0]!;
      totals[at + 1]! += found[1]!;
      marginals.forEach((marginal, k) => {
        const place = 2 + k * componentLength(size, shape);
        const share = found[place]!;
        if (!(share > 0)) return;
        totals[at + totalsLength(d, components, shape)]! += share * marginal.entropy;
        complete(found, place, marginal, d, shape, totals, at + 2 + k * componentLength(d, shape));
      });
    }
  };
}

/** The gathered rows of one pattern as the kernel reads them. */
function rowsOf({ centre, factor, included, weights, labels }: FitRows, { observed, rows, columns }: RowPattern) {
  return {
    columns,
    centre: Float64Array.from(observed, (j) => centre[j]!),
    factor: Float64Array.from(observed, (j) => factor[j]!),
    included: included && Uint8Array.from(rows, (row) => included[row]!),
    weights: weights && Float64Array.from(rows, (row) => weights[row]!),
    labels: labels && Int32Array.from(rows, (row) => labels[row]!),
  };
}

/** A component as its parameters say it. */
interface WholeComponent {
  logWeight: number;
  mean: Float64Array;
  /** Shape (d, d). */
  covariance: Float64Array;
  logDeterminant: number;
}

/** Components from the parameters of a pass (see `componentLength`). */
function readComponents(parameters: Float64Array, components: number, d: number, shape: CovarianceShape) {
  return Array.from({ length: components }, (_, k): WholeComponent => {
    const at = k * componentLength(d, shape);
    const w = new Float64Array(d * d);
    let cell = at + 1 + d;
    let halfLogDeterminant = 0;
    for (let i = 0; i < d; i++) {
      for (let j = shape === 'full' ? 0 : i; j <= i; j++) w[i * d + j] = parameters[cell++]! * Math.SQRT2;
      halfLogDeterminant -= Math.log(w[i * d + i]!);
    }
    const l = invertLower(w, d);
    const covariance = new Float64Array(d * d);
    for (let i = 0; i < d; i++)
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let m = 0; m <= j; m++) sum += l[i * d + m]! * l[j * d + m]!;
        covariance[i * d + j] = covariance[j * d + i] = sum;
      }
    return {
      logWeight: parameters[at]! + halfLogDeterminant + (d * logTwoPi) / 2,
      mean: parameters.slice(at + 1, at + 1 + d),
      covariance,
      logDeterminant: 2 * halfLogDeterminant,
    };
  });
}

/** A component in the columns of a pattern, and what it says of the other columns. */
interface Marginal {
  parameters: Float64Array;
  /** Rows of deviations are regression·(deviations of the observed columns); shape (d, observed). */
  regression: Float64Array;
  /** Conditional covariance, 0 in observed columns; shape (d, d). */
  conditional: Float64Array;
  /** ½ ln det(2πe·conditional) over the columns that are missing. */
  entropy: number;
}

function marginalOf(whole: WholeComponent, observed: readonly number[], d: number, shape: CovarianceShape): Marginal {
  const size = observed.length;
  const { mean, covariance } = whole;
  const inner = new Float64Array(size * size);
  observed.forEach((a, i) => observed.forEach((b, j) => (inner[i * size + j] = covariance[a * d + b]!)));
  const l = cholesky(inner, size);
  if (!l) throw new RangeError('a part of a positive definite covariance is not positive definite');
  const w = invertLower(l, size);
  const logDeterminantInner = logDeterminant(l, size);

  const parameters = new Float64Array(componentLength(size, shape));
  parameters[0] = whole.logWeight - (logDeterminantInner + size * logTwoPi) / 2;
  observed.forEach((a, i) => (parameters[1 + i] = mean[a]!));
  let cell = 1 + size;
  for (let i = 0; i < size; i++)
    for (let j = shape === 'full' ? 0 : i; j <= i; j++) parameters[cell++] = w[i * size + j]! * Math.SQRT1_2;

  const regression = new Float64Array(d * size);
  const conditional = new Float64Array(d * d);
  observed.forEach((a, i) => (regression[a * size + i] = 1));
  const missing = Array.from({ length: d }, (_, j) => j).filter((j) => !observed.includes(j));
  // Rows of Σₘₒ·Wᵀ, so that Σₘₒ Σₒₒ⁻¹ Σₒₘ is their product with themselves.
  const whitened = missing.map((a) =>
    Float64Array.from({ length: size }, (_, i) => {
      let sum = 0;
      for (let j = 0; j <= i; j++) sum += covariance[a * d + observed[j]!]! * w[i * size + j]!;
      return sum;
    }),
  );
  missing.forEach((a, m) => {
    for (let j = 0; j < size; j++)
      for (let i = j; i < size; i++) regression[a * size + j]! += whitened[m]![i]! * w[i * size + j]!;
    missing.forEach((b, o) => {
      let sum = covariance[a * d + b]!;
      for (let i = 0; i < size; i++) sum -= whitened[m]![i]! * whitened[o]![i]!;
      conditional[a * d + b] = sum;
    });
  });
  const entropy = (missing.length * (1 + logTwoPi) + whole.logDeterminant - logDeterminantInner) / 2;
  return { parameters, regression, conditional, entropy };
}

/** Adds a pattern's sums for one component, from `place` on, to those over all columns, from `to` on. */
function complete(
  found: Float64Array,
  place: number,
  { regression, conditional }: Marginal,
  d: number,
  shape: CovarianceShape,
  totals: Float64Array,
  to: number,
): void {
  const size = regression.length / d;
  const share = found[place]!;
  totals[to]! += share;
  for (let i = 0; i < d; i++)
    for (let a = 0; a < size; a++) totals[to + 1 + i]! += regression[i * size + a]! * found[place + 1 + a]!;
  let cell = to + 1 + d;
  const from = place + 1 + size;
  if (shape === 'diagonal') {
    for (let i = 0; i < d; i++, cell++) {
      totals[cell]! += share * conditional[i * d + i]!;
      for (let a = 0; a < size; a++) totals[cell]! += regression[i * size + a]! * found[from + a]!;
    }
    return;
  }
  // regression · S, S being the symmetric sums of products.
  const half = new Float64Array(d * size);
  for (let a = 0, s = from; a < size; a++)
    for (let b = 0; b <= a; b++, s++)
      for (let i = 0; i < d; i++) {
        half[i * size + b]! += regression[i * size + a]! * found[s]!;
        if (a !== b) half[i * size + a]! += regression[i * size + b]! * found[s]!;
      }
  for (let i = 0; i < d; i++)
    for (let j = 0; j <= i; j++, cell++) {
      totals[cell]! += share * conditional[i * d + j]!;
      for (let a = 0; a < size; a++) totals[cell]! += half[i * size + a]! * regression[j * size + a]!;
    }
}

// Source of the EM kernel: writes AssemblyScript, unrolled for 1 … 8 columns because AssemblyScript cannot unroll over
// registers itself, and once in loops for any number. `em.ts` is the plain twin and says what is computed; this file says
// how it is laid out so that two rows travel through every instruction.
//
// A block of at most B rows goes through four loops while it is in the first cache:
//   pack      columns → pairs of rows, centred and scaled:        y[pair][column]
//   density   ln(weight × density) per component:                 lp[component][row]
//   soft      shares of the components in every row, 1 / their sum, log-likelihood
//   moments   per component Σg, Σg·δ, Σg·δδᵀ about its present mean, into `out`
// A component that holds less than e⁻⁶⁰ of both rows of a pair is passed over there: below rounding for any sum.

const unrolled = [1, 2, 3, 4, 5, 6, 7, 8];
const range = (n) => Array.from({ length: n }, (_, i) => i);
const lines = (n, line, separator = '\n    ') => range(n).map(line).join(separator);

/** The two shapes of a covariance: which cells of row i of its lower triangle are kept, and where. */
const shapes = [
  {
    shape: 'Full',
    cells: (i) => range(i + 1),
    place: (i, j) => (i * (i + 1)) / 2 + j,
    size: (d) => (d * (d + 1)) / 2,
  },
  { shape: 'Diagonal', cells: (i) => [i], place: (i) => i, size: (d) => d },
];

const head = `
import { exponential } from './exponential.part.as';

const ONE: usize = memory.data<f64>([1.0, 1.0, -60.0, -60.0], 16);

// @ts-ignore: decorator
@inline function lanes(v: v128): f64 { return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1); }
// @ts-ignore: decorator
@inline function add(at: usize, v: v128, offset: usize): void { store<f64>(at + offset, load<f64>(at + offset) + lanes(v)); }

/** First address that no constant lies on. */
export function free(): usize { return __heap_base; }

/** Rows whose label is a component keep that component alone. labels: i32 per row, -1 for none. */
export function keepLabels(lp: usize, B: usize, K: usize, n: usize, labels: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const label = load<i32>(labels + (i << 2));
    if (label < 0) continue;
    for (let k: usize = 0; k < K; k++) if (k != <usize>label) store<f64>(lp + ((k * B + i) << 3), -1e300);
  }
}

/**
 * Shares of the components, unnormalised, in the place of lp; inv: weight / sum of the shares, per row.
 * Adds to out[0] the log-likelihood and to out[1] the sum of ln(largest responsibility).
 * weights: one per row, or 0. The logarithm is taken of a product over 64 pairs where all weights are one.
 */
export function soft(lp: usize, B: usize, K: usize, n: usize, inv: usize, weights: usize, out: usize): void {
  const one = v128.load(ONE), floor = v128.load(ONE, 16), nothing = f64x2.splat(0);
  const row = B << 3, all = K * row;
  let best = f64x2.splat(0), product = one, logs: f64 = 0, total: f64 = 0;
  for (let i: usize = 0; i < n; i += 2) {
    const first = lp + (i << 3), end = first + all;
    let most = v128.load(first);
    for (let p = first + row; p < end; p += row) most = f64x2.pmax(most, v128.load(p));
    let sum = f64x2.splat(0);
    for (let p = first; p < end; p += row) {
      const x = f64x2.sub(v128.load(p), most);
      const live = f64x2.gt(x, floor);
      let share = nothing;
      if (v128.any_true(live)) share = v128.and(exponential(x), live);
      sum = f64x2.add(sum, share);
      v128.store(p, share);
    }
    let each = one;
    if (i + 1 == n) { // an odd last row travels with a copy of itself that counts for nothing
      each = f64x2.replace_lane(each, 1, 0);
      most = f64x2.replace_lane(most, 1, 0);
      sum = f64x2.replace_lane(sum, 1, 1);
    }
    if (weights) {
      each = f64x2.mul(each, v128.load(weights + (i << 3)));
      const log0 = Math.log(f64x2.extract_lane(sum, 0)) * f64x2.extract_lane(each, 0);
      const log1 = Math.log(f64x2.extract_lane(sum, 1)) * f64x2.extract_lane(each, 1);
      logs += log0 + log1;
      total += lanes(f64x2.mul(each, most));
    } else {
      product = f64x2.mul(product, sum);
      best = f64x2.add(best, most);
      if ((i & 126) == 126) {
        logs += Math.log(f64x2.extract_lane(product, 0)) + Math.log(f64x2.extract_lane(product, 1));
        product = one;
      }
    }
    v128.store(inv + (i << 3), f64x2.div(each, sum));
  }
  logs += Math.log(f64x2.extract_lane(product, 0)) + Math.log(f64x2.extract_lane(product, 1));
  total += lanes(best) + logs;
  store<f64>(out, load<f64>(out) + total);
  store<f64>(out, load<f64>(out, 8) - logs, 8);
}
`;

/**
 * Columns, `stride` bytes apart, to pairs of rows (x − centre) × factor. affine: D centres, then D factors.
 * Returns whether a value was not finite: v − v is 0 otherwise.
 */
const pack = (D) => `
export function pack${D}(x: usize, stride: usize, n: usize, y: usize, affine: usize): bool {
  let odd = f64x2.splat(0);
  ${lines(D, (j) => `const c${j} = v128.load64_splat(affine, ${8 * j}), f${j} = v128.load64_splat(affine, ${8 * (D + j)});`, '\n  ')}
  for (const end = x + (n << 3); x < end; x += 16, y += ${16 * D}) {
    ${lines(D, (j) => `const y${j} = f64x2.mul(f64x2.sub(v128.load(x + ${j} * stride), c${j}), f${j}); v128.store(y, y${j}, ${16 * j}); odd = v128.or(odd, f64x2.sub(y${j}, y${j}));`)}
  }
  return v128.any_true(odd);
}
`;

/** z = row i of the inverse Cholesky factor times the deviation. */
const dot = (cells, place, i) =>
  cells(i)
    .map((j) => `f64x2.mul(w${place(i, j)}, d${j})`)
    .reduce((sum, product) => `f64x2.add(${sum}, ${product})`);

/** A fixed number of columns, all of it in registers as far as they reach. */
const forColumns = (D, { shape, cells, place, size }) => {
  const S = 8 * (1 + D + size(D));
  return `
/** ln(weight × density); parameters per component: constant, mean, inverse Cholesky factor × √½. */
export function density${shape}${D}(y: usize, n: usize, K: usize, parameters: usize, lp: usize, B: usize): void {
  for (let k: usize = 0; k < K; k++, parameters += ${S}) {
    const constant = v128.load64_splat(parameters);
    ${lines(D, (j) => `const m${j} = v128.load64_splat(parameters, ${8 * (1 + j)});`)}
    ${lines(size(D), (t) => `const w${t} = v128.load64_splat(parameters, ${8 * (1 + D + t)});`)}
    let q = lp + ((k * B) << 3), x = y;
    for (const end = q + (n << 3); q < end; q += 16, x += ${16 * D}) {
      ${lines(D, (j) => `const d${j} = f64x2.sub(v128.load(x, ${16 * j}), m${j});`, '\n      ')}
      let sum = constant;
      ${lines(D, (i) => `const z${i} = ${dot(cells, place, i)}; sum = f64x2.sub(sum, f64x2.mul(z${i}, z${i}));`, '\n      ')}
      v128.store(q, sum);
    }
  }
}
/** Moments of the block about the components' means, added to out: n, S1, S2 per component. */
export function moments${shape}${D}(y: usize, K: usize, parameters: usize, lp: usize, B: usize, n: usize, inv: usize, out: usize): void {
  for (let k: usize = 0; k < K; k++, parameters += ${S}, out += ${S}) {
    ${lines(D, (j) => `const m${j} = v128.load64_splat(parameters, ${8 * (1 + j)});`)}
    let rows = f64x2.splat(0);
    ${lines(D, (j) => `let s${j} = f64x2.splat(0);`)}
    ${lines(size(D), (t) => `let q${t} = f64x2.splat(0);`)}
    let p = lp + ((k * B) << 3), x = y, v = inv;
    for (const end = p + (n << 3); p < end; p += 16, v += 16, x += ${16 * D}) {
      const share = v128.load(p);
      if (!v128.any_true(share)) continue;
      const g = f64x2.mul(share, v128.load(v));
      rows = f64x2.add(rows, g);
      ${lines(
        D,
        (i) => `const d${i} = f64x2.sub(v128.load(x, ${16 * i}), m${i}), g${i} = f64x2.mul(g, d${i});
      s${i} = f64x2.add(s${i}, g${i});
      ${cells(i)
        .map((j) => `q${place(i, j)} = f64x2.add(q${place(i, j)}, f64x2.mul(g${i}, d${j}));`)
        .join(' ')}`,
        '\n      ',
      )}
    }
    add(out, rows, 0);
    ${lines(D, (j) => `add(out, s${j}, ${8 * (1 + j)});`)}
    ${lines(size(D), (t) => `add(out, q${t}, ${8 * (1 + D + t)});`)}
  }
}
`;
};

/** Any number of columns, in loops. room: 2 × D + D(D+1)/2 pairs, where deviations and sums are kept. */
const anyColumns = `
export function packAny(x: usize, stride: usize, n: usize, y: usize, affine: usize, D: usize): bool {
  let odd = f64x2.splat(0);
  for (let j: usize = 0; j < D; j++) {
    const centre = v128.load64_splat(affine + (j << 3)), factor = v128.load64_splat(affine + ((D + j) << 3));
    let from = x + j * stride, to = y + (j << 4);
    for (const end = from + (n << 3); from < end; from += 16, to += D << 4) {
      const v = f64x2.mul(f64x2.sub(v128.load(from), centre), factor);
      v128.store(to, v);
      odd = v128.or(odd, f64x2.sub(v, v));
    }
  }
  return v128.any_true(odd);
}
${shapes
  .map(
    ({ shape }) => `
export function density${shape}Any(y: usize, n: usize, K: usize, parameters: usize, lp: usize, B: usize, D: usize, room: usize): void {
  const full = ${shape === 'Full'};
  const S = (1 + D + (full ? (D * (D + 1)) >> 1 : D)) << 3;
  for (let k: usize = 0; k < K; k++, parameters += S) {
    const constant = v128.load64_splat(parameters);
    const means = parameters + 8, factors = means + (D << 3);
    let q = lp + ((k * B) << 3), x = y;
    for (const end = q + (n << 3); q < end; q += 16, x += D << 4) {
      let sum = constant, w = factors;
      for (let i: usize = 0; i < D; i++) {
        v128.store(room + (i << 4), f64x2.sub(v128.load(x + (i << 4)), v128.load64_splat(means + (i << 3))));
        let z = f64x2.splat(0);
        for (let j: usize = full ? 0 : i; j <= i; j++, w += 8)
          z = f64x2.add(z, f64x2.mul(v128.load64_splat(w), v128.load(room + (j << 4))));
        sum = f64x2.sub(sum, f64x2.mul(z, z));
      }
      v128.store(q, sum);
    }
  }
}
export function moments${shape}Any(y: usize, K: usize, parameters: usize, lp: usize, B: usize, n: usize, inv: usize, out: usize, D: usize, room: usize): void {
  const full = ${shape === 'Full'};
  const cells = full ? (D * (D + 1)) >> 1 : D, S = (1 + D + cells) << 3;
  const first = room + (D << 4), second = first + (D << 4); // Σg·δ and Σg·δδᵀ, two lanes each
  for (let k: usize = 0; k < K; k++, parameters += S, out += S) {
    const means = parameters + 8;
    let rows = f64x2.splat(0);
    memory.fill(first, 0, (D + cells) << 4);
    let p = lp + ((k * B) << 3), x = y, v = inv;
    for (const end = p + (n << 3); p < end; p += 16, v += 16, x += D << 4) {
      const share = v128.load(p);
      if (!v128.any_true(share)) continue;
      const g = f64x2.mul(share, v128.load(v));
      rows = f64x2.add(rows, g);
      let q = second;
      for (let i: usize = 0; i < D; i++) {
        const d = f64x2.sub(v128.load(x + (i << 4)), v128.load64_splat(means + (i << 3)));
        v128.store(room + (i << 4), d);
        const gd = f64x2.mul(g, d);
        v128.store(first + (i << 4), f64x2.add(v128.load(first + (i << 4)), gd));
        for (let j: usize = full ? 0 : i; j <= i; j++, q += 16)
          v128.store(q, f64x2.add(v128.load(q), f64x2.mul(gd, v128.load(room + (j << 4)))));
      }
    }
    add(out, rows, 0);
    for (let j: usize = 0; j < D + cells; j++) add(out + (j << 3), v128.load(first + (j << 4)), 8);
  }
}
`,
  )
  .join('')}`;

export default [
  head,
  ...unrolled.flatMap((D) => [pack(D), ...shapes.map((shape) => forColumns(D, shape))]),
  anyColumns,
].join('');

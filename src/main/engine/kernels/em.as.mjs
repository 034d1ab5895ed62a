// Source of the EM kernel: writes AssemblyScript, unrolled for 1 … 8 columns because AssemblyScript cannot unroll over
// registers itself, and once in loops for any number. `em.ts` is the plain twin and says what is computed; this file says
// how it is laid out so that two rows travel through every instruction.
//
// A block of rows goes through four steps while it is in the first cache:
//   pack      columns → pairs of rows, centred and scaled:        y[pair][column]
//   density   ln(weight × density) per component:                 lp[component][row]
//   soft      shares of the components in every row, 1 / their sum, log-likelihood
//   moments   per component Σg, Σg·δ, Σg·δδᵀ about its present mean, into `out`
// A component that holds less than e⁻⁶⁰ of both rows of a pair is passed over there: below rounding for any sum.

/** Doubles from one component's terms, or one column, to the next: `blockStride` in em-wasm.ts. */
const stride = 528;
/** The same in bytes. */
const step = 8 * stride;

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

/** Pairs of rows that `moments` sets aside at a time: they stay in the first cache. */
const slab = 64;
/** Bytes set aside per pair: g, where the pair lies, then δ and g·δ per column. */
const asideBytes = (D) => 16 * (2 + 2 * D);

const head = `
import { exponentials } from './exponential.part.as';

const ONE: usize = memory.data<f64>([1.0, 1.0], 16);

// @ts-ignore: decorator
@inline function lanes(v: v128): f64 { return f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1); }
// @ts-ignore: decorator
@inline function add(at: usize, v: v128, offset: usize): void { store<f64>(at + offset, load<f64>(at + offset) + lanes(v)); }

/** First address that no constant lies on. */
export function free(): usize { return __heap_base; }

/** Bytes of room that the moments of D columns need. */
export function roomFor(D: usize): usize { return D <= ${unrolled.length} ? ${slab} * ${asideBytes(1) - asideBytes(0)} * (D + 1) : (2 * D + ((D * (D + 1)) >> 1)) << 4; }

/**
 * Columns to pairs of rows (x − centre) × factor. affine: D centres, then D factors.
 * Returns whether a value was not finite: v − v is 0 otherwise.
 */
export function pack(x: usize, n: usize, y: usize, affine: usize, D: usize): bool {
  let odd = f64x2.splat(0);
  const pair = D << 4;
  for (let j: usize = 0; j < D; j++) {
    const centre = v128.load64_splat(affine + (j << 3)), factor = v128.load64_splat(affine + ((D + j) << 3));
    let from = x + j * ${step}, to = y + (j << 4);
    for (const end = from + (n << 3); from < end; from += 16, to += pair) {
      const v = f64x2.mul(f64x2.sub(v128.load(from), centre), factor);
      v128.store(to, v);
      odd = v128.or(odd, f64x2.sub(v, v));
    }
  }
  return v128.any_true(odd);
}

/** Rows whose label is a component keep that component alone. labels: i32 per row, -1 for none. */
export function keepLabels(lp: usize, K: usize, n: usize, labels: usize): void {
  for (let i: usize = 0; i < n; i++) {
    const label = load<i32>(labels + (i << 2));
    if (label < 0) continue;
    for (let k: usize = 0; k < K; k++) if (k != <usize>label) store<f64>(lp + ((k * ${stride} + i) << 3), -1e300);
  }
}

/**
 * Shares of the components, unnormalised, in the place of lp; inv: weight / sum of the shares, per row.
 * Adds to out[0] the log-likelihood and to out[1] the sum of ln(largest responsibility).
 * most: room for the largest term of every row. weights: one per row, or 0.
 * The logarithm is taken of a product over 64 pairs where all weights are one.
 */
export function soft(lp: usize, K: usize, n: usize, inv: usize, most: usize, weights: usize, out: usize): void {
  const pairs = (n + 1) >> 1, bytes = pairs << 4, one = v128.load(ONE);
  memory.copy(most, lp, bytes);
  for (let k: usize = 1; k < K; k++) {
    const terms = lp + k * ${step};
    for (let i: usize = 0; i < bytes; i += 16) v128.store(most + i, f64x2.pmax(v128.load(most + i), v128.load(terms + i)));
  }
  memory.fill(inv, 0, bytes);
  for (let k: usize = 0; k < K; k++) exponentials(lp + k * ${step}, most, inv, pairs, -60);

  let best = f64x2.splat(0), product = one, logs: f64 = 0, total: f64 = 0;
  for (let i: usize = 0; i < n; i += 2) {
    let each = one, sum = v128.load(inv + (i << 3)), top = v128.load(most + (i << 3));
    if (i + 1 == n) { // an odd last row travels with a copy of itself that counts for nothing
      each = f64x2.replace_lane(each, 1, 0);
      top = f64x2.replace_lane(top, 1, 0);
      sum = f64x2.replace_lane(sum, 1, 1);
    }
    if (weights) {
      each = f64x2.mul(each, v128.load(weights + (i << 3)));
      const log0 = Math.log(f64x2.extract_lane(sum, 0)) * f64x2.extract_lane(each, 0);
      const log1 = Math.log(f64x2.extract_lane(sum, 1)) * f64x2.extract_lane(each, 1);
      logs += log0 + log1;
      total += lanes(f64x2.mul(each, top));
    } else {
      product = f64x2.mul(product, sum);
      best = f64x2.add(best, top);
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

/** z = row i of the inverse Cholesky factor times the deviation. */
const dot = (cells, place, i) =>
  cells(i)
    .map((j) => `f64x2.mul(w${place(i, j)}, d${j})`)
    .reduce((sum, product) => `f64x2.add(${sum}, ${product})`);

/** A fixed number of columns, all of it in registers as far as they reach. */
const density = (D, { shape, cells, place, size }) => {
  const S = 8 * (1 + D + size(D));
  return `
/** ln(weight × density); parameters per component: constant, mean, inverse Cholesky factor × √½. */
export function density${shape}${D}(y: usize, n: usize, K: usize, parameters: usize, lp: usize): void {
  for (let k: usize = 0; k < K; k++, parameters += ${S}) {
    const constant = v128.load64_splat(parameters);
    ${lines(D, (j) => `const m${j} = v128.load64_splat(parameters, ${8 * (1 + j)});`)}
    ${lines(size(D), (t) => `const w${t} = v128.load64_splat(parameters, ${8 * (1 + D + t)});`)}
    let q = lp + k * ${step}, x = y;
    for (const end = q + (n << 3); q < end; q += 16, x += ${16 * D}) {
      ${lines(D, (j) => `const d${j} = f64x2.sub(v128.load(x, ${16 * j}), m${j});`, '\n      ')}
      let sum = constant;
      ${lines(D, (i) => `const z${i} = ${dot(cells, place, i)}; sum = f64x2.sub(sum, f64x2.mul(z${i}, z${i}));`, '\n      ')}
      v128.store(q, sum);
    }
  }
}
`;
};

const momentsHead = (D, { shape, size }) => `
/** Moments of the block about the components' means, added to out: n, S1, S2 per component. */
export function moments${shape}${D}(y: usize, n: usize, K: usize, parameters: usize, lp: usize, inv: usize, out: usize, D: usize, room: usize): void {
  for (let k: usize = 0; k < K; k++, parameters += ${8 * (1 + D + size(D))}, out += ${8 * (1 + D + size(D))}) {
    let p = lp + k * ${step}, x = y, v = inv;`;

const zeros = (names) => names.map((name) => `let ${name} = f64x2.splat(0);`).join(' ');
/** δ and g·δ of a column, and the sum of the latter. */
const deviation = (i, from, mean) =>
  `const d${i} = f64x2.sub(v128.load(${from}, ${16 * i}), ${mean}), g${i} = f64x2.mul(g, d${i}); s${i} = f64x2.add(s${i}, g${i});`;
const product = ({ i, j, sum }) => `${sum} = f64x2.add(${sum}, f64x2.mul(g${i}, d${j}));`;

/** Moments of so few columns that all sums stay in registers. */
const momentsAtOnce = (D, covariance) => {
  const { cells, place, size } = covariance;
  const cellsOf = (i) => cells(i).map((j) => ({ i, j, sum: `q${place(i, j)}` }));
  return `${momentsHead(D, covariance)}
    ${lines(D, (j) => `const m${j} = v128.load64_splat(parameters, ${8 * (1 + j)});`)}
    ${zeros(['rows', ...range(D).map((i) => `s${i}`), ...range(size(D)).map((t) => `q${t}`)])}
    for (const end = p + (n << 3); p < end; p += 16, v += 16, x += ${16 * D}) {
      const share = v128.load(p);
      if (!v128.any_true(share)) continue;
      const g = f64x2.mul(share, v128.load(v));
      rows = f64x2.add(rows, g);
      ${lines(D, (i) => `${deviation(i, 'x', `m${i}`)} ${cellsOf(i).map(product).join(' ')}`, '\n      ')}
    }
    add(out, rows, 0);
    ${lines(D, (j) => `add(out, s${j}, ${8 * (1 + j)});`)}
    ${lines(size(D), (t) => `add(out, q${t}, ${8 * (1 + D + t)});`)}
  }
}
`;
};

/** Columns in groups of at most three: the sums of two groups' products fit the registers. */
const groupsOf = (D) => {
  const count = Math.ceil(D / 3);
  return range(count).map((g) => range(D).slice(Math.ceil((g * D) / count), Math.ceil(((g + 1) * D) / count)));
};

/**
 * Moments of more columns. Pairs that a component has a share in are set aside, slab by slab, and the cells of Σg·δδᵀ are
 * added up in tiles of at most 3 × 3, their sums in registers: those within a group of columns while δ is made, those
 * between two groups from what was set aside.
 */
const momentsInTiles = (D, covariance) => {
  const { place } = covariance;
  const groups = groupsOf(D);
  const tile = (rows, columns) =>
    rows.flatMap((i) => columns.filter((j) => j <= i).map((j) => ({ i, j, sum: `q${place(i, j)}` })));
  const addTile = (cells) => cells.map(({ i, j, sum }) => `add(out, ${sum}, ${8 * (1 + D + place(i, j))});`).join(' ');
  const keepD = (i) => `v128.store(aside, d${i}, ${16 * (2 + i)});`;
  const keepG = (i) => `v128.store(aside, g${i}, ${16 * (2 + D + i)});`;

  const within = (group, place) => {
    const cells = tile(group, group);
    return `
        ${group
          .map((i) =>
            [
              deviation(i, 'from', `v128.load64_splat(parameters, ${8 * (1 + i)})`),
              place < groups.length - 1 ? keepD(i) : '',
              place > 0 ? keepG(i) : '',
              ...cells.filter((cell) => cell.i === i).map(product),
            ].join(' '),
          )
          .join('\n        ')}`;
  };
  const sums = (group) => [...group.map((i) => `s${i}`), ...tile(group, group).map(({ sum }) => sum)];
  const addGroup = (group) =>
    `${group.map((i) => `add(out, s${i}, ${8 * (1 + i)});`).join(' ')} ${addTile(tile(group, group))}`;
  const between = (rows, columns) => {
    const cells = tile(rows, columns);
    return `{
        ${zeros(cells.map(({ sum }) => sum))}
        for (let aside = room; aside < end; aside += ${asideBytes(D)}) {
          ${rows.map((i) => `const g${i} = v128.load(aside, ${16 * (2 + D + i)});`).join(' ')}
          ${columns
            .map(
              (j) => `const d${j} = v128.load(aside, ${16 * (2 + j)});
          ${cells
            .filter((cell) => cell.j === j)
            .map(product)
            .join(' ')}`,
            )
            .join('\n          ')}
        }
        ${addTile(cells)}
      }`;
  };
  const [firstGroup, ...otherGroups] = groups;
  return `${momentsHead(D, covariance)}
    for (const last = p + (n << 3); p < last;) {
      let end = room;
      {
        ${zeros(['rows', ...sums(firstGroup)])}
        let aside = room;
        for (const stop = min(last, p + ${16 * slab}); p < stop; p += 16, v += 16, x += ${16 * D}) {
          const share = v128.load(p);
          if (!v128.any_true(share)) continue;
          const g = f64x2.mul(share, v128.load(v)), from = x;
          rows = f64x2.add(rows, g);
          v128.store(aside, g); store<usize>(aside, x, 16);
          ${within(firstGroup, 0)}
          aside += ${asideBytes(D)};
        }
        end = aside;
        add(out, rows, 0);
        ${addGroup(firstGroup)}
      }
      ${otherGroups
        .map(
          (group, before) => `{
        ${zeros(sums(group))}
        for (let aside = room; aside < end; aside += ${asideBytes(D)}) {
          const g = v128.load(aside), from = load<usize>(aside, 16);
          ${within(group, before + 1)}
        }
        ${addGroup(group)}
      }`,
        )
        .join('\n      ')}
      ${groups.flatMap((rows, g) => groups.slice(0, g).map((columns) => between(rows, columns))).join('\n      ')}
    }
  }
}
`;
};

/** Any number of columns, in loops. room: 2 × D + D(D+1)/2 pairs, where deviations and sums are kept. */
const anyColumns = shapes
  .map(
    ({ shape }) => `
export function density${shape}Any(y: usize, n: usize, K: usize, parameters: usize, lp: usize, D: usize, room: usize): void {
  const full = ${shape === 'Full'};
  const S = (1 + D + (full ? (D * (D + 1)) >> 1 : D)) << 3;
  for (let k: usize = 0; k < K; k++, parameters += S) {
    const constant = v128.load64_splat(parameters);
    const means = parameters + 8, factors = means + (D << 3);
    let q = lp + k * ${step}, x = y;
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
export function moments${shape}Any(y: usize, n: usize, K: usize, parameters: usize, lp: usize, inv: usize, out: usize, D: usize, room: usize): void {
  const full = ${shape === 'Full'};
  const cells = full ? (D * (D + 1)) >> 1 : D, S = (1 + D + cells) << 3;
  const first = room + (D << 4), second = first + (D << 4); // Σg·δ and Σg·δδᵀ, two lanes each
  for (let k: usize = 0; k < K; k++, parameters += S, out += S) {
    const means = parameters + 8;
    let rows = f64x2.splat(0);
    memory.fill(first, 0, (D + cells) << 4);
    let p = lp + k * ${step}, x = y, v = inv;
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
  .join('');

export default [
  head,
  ...unrolled.flatMap((D) =>
    shapes.flatMap((covariance) => [
      density(D, covariance),
      (D > 3 && covariance.shape === 'Full' ? momentsInTiles : momentsAtOnce)(D, covariance),
    ]),
  ),
  anyColumns,
].join('');

import { expect, test } from 'vitest';
import { createEmPassWasm } from './em-wasm.ts';
import { componentLength, createEmPass, totalsLength, type CovarianceShape, type EmRows } from './em.ts';

/** Park and Miller's generator: small, seeded, good enough for made-up rows. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

interface Case {
  n: number;
  d: number;
  components: number;
  shape: CovarianceShape;
  gaps?: boolean;
  weights?: boolean;
  labels?: boolean;
  spread?: number;
}

function setUp({ n, d, components, shape, gaps, weights, labels, spread = 1 }: Case) {
  const u = uniform(n + 31 * d + 7 * components);
  const value = (): number => 4 * spread * (u() + u() + u() - 1.5);
  const columns = Array.from({ length: d }, () => Float64Array.from({ length: n }, () => 1000 + 3 * value()));
  if (gaps)
    for (let i = 0; i < n; i++) {
      if (u() < 0.05) columns[Math.floor(u() * d)]![i] = NaN;
      if (u() < 0.01) columns[Math.floor(u() * d)]![i] = Infinity;
    }
  const rows: EmRows = {
    columns,
    centre: new Float64Array(d).fill(1000),
    factor: new Float64Array(d).fill(0.25),
    included: gaps ? Uint8Array.from({ length: n }, () => (u() < 0.1 ? 0 : 1)) : null,
    weights: weights ? Float64Array.from({ length: n }, () => (u() < 0.1 ? 0 : 3 * u())) : null,
    labels: labels ? Int32Array.from({ length: n }, () => (u() < 0.3 ? Math.floor(u() * components) : -1)) : null,
  };
  const parameters = Float64Array.from({ length: components * componentLength(d, shape) }, () => value() / d);
  // A positive diagonal of the factor, as a Cholesky factor has.
  for (let k = 0; k < components; k++)
    for (let i = 0; i < d; i++) {
      const cell = k * componentLength(d, shape) + 1 + d + (shape === 'full' ? (i * (i + 1)) / 2 + i : i);
      parameters[cell] = 0.3 + u();
    }
  return { rows, parameters };
}

/** Runs both in chunks of 1024 rows, adding the chunks up. */
function both(shape: CovarianceShape, rows: EmRows, components: number, parameters: Float64Array) {
  const n = rows.columns[0]!.length;
  const length = totalsLength(rows.columns.length, components, shape);
  return [createEmPass(rows, shape), createEmPassWasm(rows, shape)].map((pass) => {
    const sum = new Float64Array(length);
    const part = new Float64Array(length + 3);
    for (let first = 0; first < n; first += 1024) {
      pass(first, Math.min(n, first + 1024), components, parameters, part, 3);
      for (let i = 0; i < length; i++) sum[i]! += part[3 + i]!;
    }
    return sum;
  });
}

/** Sums of n terms in another order differ by about √n roundings of the largest partial sum: 1e-12 leaves room for 2000. */
function expectSame([plain, wasm]: Float64Array[]): void {
  const scale = plain!.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  wasm!.forEach((value, i) => expect(Math.abs(value - plain![i]!)).toBeLessThan(1e-12 * scale));
}

for (const shape of ['full', 'diagonal'] as const)
  for (const d of [1, 2, 3, 4, 5, 6, 7, 8, 9, 13])
    test(`${shape}, ${d} columns: the kernel adds up what its plain twin adds up`, () => {
      for (const n of [1, 2, 511, 513, 2050]) {
        const { rows, parameters } = setUp({ n, d, components: 3, shape });
        expectSame(both(shape, rows, 3, parameters));
      }
    });

test('gaps, weights, labels and rows left out are treated as the plain twin treats them', () => {
  for (const d of [2, 9])
    for (const options of [
      { gaps: true },
      { weights: true },
      { labels: true },
      { gaps: true, weights: true, labels: true },
    ]) {
      const { rows, parameters } = setUp({ n: 1537, d, components: 4, shape: 'full', ...options });
      expectSame(both('full', rows, 4, parameters));
    }
});

test('rows far from every component keep a finite log-likelihood', () => {
  const { rows, parameters } = setUp({ n: 300, d: 2, components: 3, shape: 'full', spread: 1e4 });
  const [plain, wasm] = both('full', rows, 3, parameters);
  expect(Number.isFinite(wasm![0])).toBe(true);
  expectSame([plain!, wasm!]);
});

test('blocks too many to stay packed are read again at each pass and give the same sums', () => {
  const { rows, parameters } = setUp({ n: 700_001, d: 4, components: 2, shape: 'full' });
  const [plain, wasm] = both('full', rows, 2, parameters);
  expectSame([plain!, wasm!]);
  expectSame([wasm!, both('full', rows, 2, parameters)[1]!]);
});

test('passes over different rows may take turns', () => {
  const one = setUp({ n: 700, d: 2, components: 2, shape: 'full' });
  const other = setUp({ n: 900, d: 3, components: 5, shape: 'full' });
  const length = totalsLength(2, 2, 'full');
  const passes = [createEmPassWasm(one.rows, 'full'), createEmPassWasm(other.rows, 'full')] as const;
  const [first, between, again] = [length, totalsLength(3, 5, 'full'), length].map((size) => new Float64Array(size));
  passes[0](0, 700, 2, one.parameters, first!, 0);
  passes[1](0, 900, 5, other.parameters, between!, 0);
  passes[0](0, 700, 2, one.parameters, again!, 0);
  expect(again).toEqual(first);
});

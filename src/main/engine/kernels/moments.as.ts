// Moment sums of one chunk, two lanes at a time. The chunk is padded with NaN to a multiple of four values; NaN and ±∞
// are masked out. Sum and squares carry the rounding error of every addition in a second accumulator (TwoSum).

// @ts-nocheck AssemblyScript, not TypeScript
const LARGEST = f64x2.splat(f64.MAX_VALUE);

/** a + b where `a` is a pair of accumulators; returns the new sum, adds its rounding error to the tail. */
@inline
function errorOfSum(a: v128, b: v128, sum: v128): v128 {
  const part = f64x2.sub(sum, a);
  return f64x2.add(f64x2.sub(a, f64x2.sub(sum, part)), f64x2.sub(b, part));
}

/** Adds up two lanes of two accumulators and their tails, the error kept; writes sum and tail. */
@inline
function storeTotal(s0: v128, t0: v128, s1: v128, t1: v128, out: u32): void {
  const sums = f64x2.add(s0, s1);
  const tails = f64x2.add(f64x2.add(t0, t1), errorOfSum(s0, s1, sums));
  const a = f64x2.extract_lane(sums, 0);
  const b = f64x2.extract_lane(sums, 1);
  const sum = a + b;
  const part = sum - a;
  const tail = a - (sum - part) + (b - part) + (f64x2.extract_lane(tails, 0) + f64x2.extract_lane(tails, 1));
  const total = sum + tail;
  store<f64>(out, total);
  store<f64>(out, tail - (total - sum), 8);
}

/** out: n, min, max, sum, its tail. */
export function sums(chunk: u32, count: u32, out: u32): void {
  let n = i64x2.splat(0);
  let low = f64x2.splat(Infinity);
  let high = f64x2.splat(-Infinity);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  const end = chunk + (count << 3);
  for (let at = chunk; at < end; at += 32) {
    const v0 = v128.load(at);
    const v1 = v128.load(at, 16);
    const ok0 = f64x2.le(f64x2.abs(v0), LARGEST);
    const ok1 = f64x2.le(f64x2.abs(v1), LARGEST);
    n = i64x2.sub(i64x2.sub(n, ok0), ok1);
    // pmin(a, b) is b < a ? b : a. A masked value is an infinity that cannot win.
    low = f64x2.pmin(low, v128.or(v128.and(v0, ok0), v128.andnot(f64x2.splat(Infinity), ok0)));
    low = f64x2.pmin(low, v128.or(v128.and(v1, ok1), v128.andnot(f64x2.splat(Infinity), ok1)));
    high = f64x2.pmax(high, v128.or(v128.and(v0, ok0), v128.andnot(f64x2.splat(-Infinity), ok0)));
    high = f64x2.pmax(high, v128.or(v128.and(v1, ok1), v128.andnot(f64x2.splat(-Infinity), ok1)));
    const x0 = v128.and(v0, ok0);
    const x1 = v128.and(v1, ok1);
    const n0 = f64x2.add(s0, x0);
    const n1 = f64x2.add(s1, x1);
    t0 = f64x2.add(t0, errorOfSum(s0, x0, n0));
    t1 = f64x2.add(t1, errorOfSum(s1, x1, n1));
    s0 = n0;
    s1 = n1;
  }
  store<f64>(out, <f64>(i64x2.extract_lane(n, 0) + i64x2.extract_lane(n, 1)));
  store<f64>(out, min(f64x2.extract_lane(low, 0), f64x2.extract_lane(low, 1)), 8);
  store<f64>(out, max(f64x2.extract_lane(high, 0), f64x2.extract_lane(high, 1)), 16);
  storeTotal(s0, t0, s1, t1, out + 24);
}

/** out: sum of squared distances from the mean, its tail, sums of third and fourth powers. */
export function powers(chunk: u32, count: u32, mean: f64, meanTail: f64, out: u32): void {
  const m = f64x2.splat(mean);
  const mt = f64x2.splat(meanTail);
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let c0 = f64x2.splat(0);
  let c1 = f64x2.splat(0);
  let f0 = f64x2.splat(0);
  let f1 = f64x2.splat(0);
  const end = chunk + (count << 3);
  for (let at = chunk; at < end; at += 32) {
    const v0 = v128.load(at);
    const v1 = v128.load(at, 16);
    const d0 = v128.and(f64x2.sub(f64x2.sub(v0, m), mt), f64x2.le(f64x2.abs(v0), LARGEST));
    const d1 = v128.and(f64x2.sub(f64x2.sub(v1, m), mt), f64x2.le(f64x2.abs(v1), LARGEST));
    const q0 = f64x2.mul(d0, d0);
    const q1 = f64x2.mul(d1, d1);
    const n0 = f64x2.add(s0, q0);
    const n1 = f64x2.add(s1, q1);
    t0 = f64x2.add(t0, errorOfSum(s0, q0, n0));
    t1 = f64x2.add(t1, errorOfSum(s1, q1, n1));
    s0 = n0;
    s1 = n1;
    c0 = f64x2.add(c0, f64x2.mul(q0, d0));
    c1 = f64x2.add(c1, f64x2.mul(q1, d1));
    f0 = f64x2.add(f0, f64x2.mul(q0, q0));
    f1 = f64x2.add(f1, f64x2.mul(q1, q1));
  }
  storeTotal(s0, t0, s1, t1, out);
  const c = f64x2.add(c0, c1);
  const f = f64x2.add(f0, f1);
  store<f64>(out, f64x2.extract_lane(c, 0) + f64x2.extract_lane(c, 1), 16);
  store<f64>(out, f64x2.extract_lane(f, 0) + f64x2.extract_lane(f, 1), 24);
}

// exp on two lanes, for kernels to import. The polynomial is the Taylor series to degree 11 on |r| ≤ ln 2 / 2, summed by
// Estrin's scheme; its remainder there is below 2⁻⁵³. ln 2 is split in two so that n·LN2_HIGH is exact.
// The constants are loaded from memory: an engine that meets them as literals in a loop builds each anew every turn.

// prettier-ignore
const CONSTANTS: usize = memory.data<f64>([
  6755399441055744.0, 6755399441055744.0,           // 1.5 × 2⁵²: adding it rounds to an integer held in the low bits
  1.4426950408889634, 1.4426950408889634,           // 1 / ln 2
  0.693147180369123816490, 0.693147180369123816490, // ln 2, its upper 33 bits
  1.90821492927058770002e-10, 1.90821492927058770002e-10,
  1.0, 1.0,
  0.5, 0.5,
  0.16666666666666666, 0.16666666666666666,
  0.041666666666666664, 0.041666666666666664,
  0.008333333333333333, 0.008333333333333333,
  0.001388888888888889, 0.001388888888888889,
  0.0001984126984126984, 0.0001984126984126984,
  2.48015873015873e-05, 2.48015873015873e-05,
  2.7557319223985893e-06, 2.7557319223985893e-06,
  2.755731922398589e-07, 2.755731922398589e-07,
  2.505210838544172e-08, 2.505210838544172e-08,
], 16);

// @ts-ignore: decorator
@inline function constant(index: i32): v128 {
  return v128.load(CONSTANTS + (index << 4));
}

/** eˣ on two lanes for −700 ≤ x ≤ 700; within one unit in the last place. */
// @ts-ignore: decorator
@inline export function exponential(x: v128): v128 {
  const shifted = f64x2.add(constant(0), f64x2.mul(x, constant(1)));
  const n = f64x2.sub(shifted, constant(0));
  const r = f64x2.sub(f64x2.sub(x, f64x2.mul(n, constant(2))), f64x2.mul(n, constant(3)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  const low = f64x2.add(f64x2.add(constant(4), r), f64x2.mul(r2, f64x2.add(constant(5), f64x2.mul(r, constant(6)))));
  const middle = f64x2.add(
    f64x2.add(constant(7), f64x2.mul(r, constant(8))),
    f64x2.mul(r2, f64x2.add(constant(9), f64x2.mul(r, constant(10)))),
  );
  const high = f64x2.add(
    f64x2.add(constant(11), f64x2.mul(r, constant(12))),
    f64x2.mul(r2, f64x2.add(constant(13), f64x2.mul(r, constant(14)))),
  );
  const power = f64x2.add(low, f64x2.mul(r4, f64x2.add(middle, f64x2.mul(r4, high))));
  return i64x2.add(power, i64x2.shl(shifted, 52)); // the low bits of `shifted` are n: into the exponent
}

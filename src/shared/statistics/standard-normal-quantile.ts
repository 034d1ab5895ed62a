// Coefficients of algorithm AS 241, PPND16, highest power first.
const central = {
  above: [
    2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
    1971.5909503065514427, 133.14166789178437745, 3.387132872796366608,
  ],
  below: [
    5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
    687.1870074920579083, 42.313330701600911252, 1,
  ],
};
const tail = {
  above: [
    7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258,
    3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734,
  ],
  below: [
    1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
    0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1,
  ],
};
const farTail = {
  above: [
    2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
    0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772,
  ],
  below: [
    2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
    0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1,
  ],
};

/**
 * Φ⁻¹(p) of the standard normal to about 1 part in 10¹⁶, to the smallest p that a double holds.
 * An upper tail q is −Φ⁻¹(q): 1 − q would lose its digits.
 * @param p  0 ≤ p ≤ 1; 0 gives −∞, 1 gives ∞
 * @see [Wichura1988] algorithm AS 241, routine PPND16
 */
export function standardNormalQuantile(p: number): number {
  const fromHalf = p - 0.5;
  if (Math.abs(fromHalf) <= 0.425) {
    const r = 0.180625 - fromHalf * fromHalf;
    return (fromHalf * polynomial(central.above, r)) / polynomial(central.below, r);
  }
  const share = fromHalf < 0 ? p : 1 - p;
  if (share <= 0) return share === 0 ? Math.sign(fromHalf) * Infinity : NaN;
  const r = Math.sqrt(-Math.log(share));
  const magnitude =
    r <= 5
      ? polynomial(tail.above, r - 1.6) / polynomial(tail.below, r - 1.6)
      : polynomial(farTail.above, r - 5) / polynomial(farTail.below, r - 5);
  return fromHalf < 0 ? -magnitude : magnitude;
}

function polynomial(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

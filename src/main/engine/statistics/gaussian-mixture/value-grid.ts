/**
 * The step of the grid on which values stand, or 0 where they stand on none that could be seen. Unlike a count of decimals
 * it does not depend on units: the step of 60·x is 60 times that of x.
 * @param values  different values in any order
 */
export function valueGrid(values: Float64Array): number {
  const sorted = values.slice().sort();
  const range = sorted[sorted.length - 1]! - sorted[0]!;
  if (!(range > 0)) return 0;
  // Finer than this it is the values' own rounding, or continuous.
  const finest = range * 1e-5;
  const slack = range * 1e-9 + 4e-16 * Math.max(Math.abs(sorted[0]!), Math.abs(sorted[sorted.length - 1]!));
  let step = 0;
  for (let i = 1; i < sorted.length; i++) {
    let a = sorted[i]! - sorted[i - 1]!;
    if (a <= slack) continue;
    // Euclid's algorithm with slack.
    let b = step;
    while (b > slack) {
      const rest = a - b * Math.round(a / b);
      a = b;
      b = Math.abs(rest);
    }
    step = a;
    if (step < finest) return 0;
  }
  return step;
}

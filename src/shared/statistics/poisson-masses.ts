/**
 * Probabilities of 0, 1, 2, … of a Poisson, as far as any double can tell them from 0 beside the largest one. They are
 * computed outwards from the most probable value and divided by their sum, so that nothing overflows and none needs a
 * factorial.
 * @param mean  λ, above 0
 * @returns shape (k + 1,), adding up to 1
 */
export function poissonMasses(mean: number): Float64Array {
  const mode = Math.floor(mean);
  const masses = [1];
  for (let k = mode; k > 0; k--) masses.unshift(masses[0]! * (k / mean));
  for (let k = mode + 1; masses.at(-1)! > 1e-20; k++) masses.push(masses.at(-1)! * (mean / k));
  const total = masses.reduce((sum, mass) => sum + mass, 0);
  return Float64Array.from(masses, (mass) => mass / total);
}

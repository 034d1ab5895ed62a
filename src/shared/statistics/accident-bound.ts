/**
 * Smallest relative eigenvalue that a component of a mixture may have before it counts as an accident of few rows. Chance
 * offers narrow sets: among many rows, some d + 1 lie exactly in a plane, a few more nearly so, and EM finds them. The
 * bound falls by half an order of magnitude with every two different rows beyond the d + 1 that fit any plane.
 * @param distinct  different rows that belong to the component, d columns
 */
export function accidentBound(distinct: number, d: number): number {
  const spare = Math.max(1, distinct - d - 1);
  return Math.max(1e-10, 10 ** (-1 - spare / 4));
}

import { createGenerator } from '../random/generator.ts';

/** Four groups: means, standard deviations, and a slope that gives each its own correlation. */
const groups = [
  [0, 0, 1, 0.5, 0.9],
  [4, 1, 0.8, 0.8, -0.9],
  [1, 5, 1.5, 0.4, 0.6],
  [6, 6, 0.6, 1.2, 0.9],
] as const;

/** The rows that mclust and this product scan in the bench: two columns on shared memory. */
export function fourGroups(n: number): Float64Array<SharedArrayBuffer>[] {
  const generator = createGenerator(11);
  const x = new Float64Array(new SharedArrayBuffer(n * 8));
  const y = new Float64Array(new SharedArrayBuffer(n * 8));
  for (let row = 0; row < n; row++) {
    const [mx, my, sx, sy, slope] = groups[generator.integer(4)]!;
    const a = generator.normal();
    x[row] = mx + sx * a;
    y[row] = my + sy * (generator.normal() + slope * a);
  }
  return [x, y];
}

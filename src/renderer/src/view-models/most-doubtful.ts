import { toResponsibilities, type MixtureDensity } from '../../../shared/statistics/mixture-density.ts';

/**
 * The row whose most probable component is least probable, among rows whose values are given column by column.
 * @param values  one array per column, shape (rows,), at least one row
 * @returns its place
 */
export function mostDoubtful(density: MixtureDensity, values: readonly ArrayLike<number>[]): number {
  const rows = values[0]?.length ?? 0;
  const terms = new Float64Array(density.parts);
  const x = new Float64Array(values.length);
  let least = Infinity;
  let found = 0;
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < values.length; j++) x[j] = values[j]![row]!;
    toResponsibilities(density.logTerms(x, terms));
    const most = Math.max(...terms);
    if (most < least) {
      least = most;
      found = row;
    }
  }
  return found;
}

import { isDiagonalModel, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { Degeneracy } from '../../../../shared/statistics/gaussian-mixture.ts';
import { congruence, invertLower } from '../linear-algebra/cholesky.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import { createRowDensity } from './responsibilities.ts';
import type { RowSample } from './row-sample.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

/** What the referee judges by. */
export interface Evidence {
  sample: RowSample;
  model: CovarianceModel;
  wholeFactor: Float64Array;
  /** Step of each column's values in scaled coordinates, 0 where there is none. */
  grid: Float64Array;
  /** Components whose covariance is held fixed: nothing to judge. */
  lockedCovariances: readonly boolean[];
}

/** Smallest eigenvalue of each component's covariance in coordinates in which the whole sample has covariance 1. */
export function relativeEigenvalues(mixture: ScaledMixture, wholeFactor: Float64Array): Float64Array {
  const { components, d, covariances } = mixture;
  const inverse = invertLower(wholeFactor, d);
  return Float64Array.from({ length: components }, (_, k) => {
    const seen = congruence(inverse, covariances.subarray(k * d * d, (k + 1) * d * d), d);
    return Math.max(0, symmetricEigen(seen, d).values[d - 1]!);
  });
}

/**
 * Looks for a component that is no description of rows but an accident of a few of them.
 *
 * - `few-rows`: it has fewer different rows than its own covariance needs.
 * - `tied-values`: in some direction it is narrower than rounding alone would make it, step²/12 for a column: its rows
 *   share a value, or lie on a line of the grid.
 * - `eigenvalue-floor`: it is so narrow for so few rows that any sample offers such a set of rows somewhere.
 * @returns the worst of them, or null for an honest solution
 */
export function findDegeneracy(mixture: ScaledMixture, evidence: Evidence): Degeneracy | null {
  const { sample, model, wholeFactor, grid, lockedCovariances } = evidence;
  const { components: K, d } = mixture;
  if (model === 'EEE' || model === 'EII' || model === 'EEI') return null; // one covariance, resting on all rows
  const eigenvalues = relativeEigenvalues(mixture, wholeFactor);
  const members = ownRows(mixture, sample);
  for (let k = 0; k < K; k++) {
    if (lockedCovariances[k]) continue;
    const own = members[k]!;
    const rows = own.reduce((sum, row) => sum + sample.weights[row]!, 0);
    const found = (code: Degeneracy['code'], column: number | null = null): Degeneracy => ({
      code,
      component: k,
      rows: Math.round(rows),
      distinctRows: own.length,
      column,
      value: column === null ? null : sample.y[own[0]! * d + column]!,
      smallestEigenvalue: eigenvalues[k]!,
    });
    if (own.length < leastRows(model, d)) return found('few-rows');
    if (narrowerThanGrid(mixture, k, grid)) return found('tied-values', tiedColumn(own, sample));
    if (isAccident(own.length, eigenvalues[k]!, d)) return found('eigenvalue-floor');
  }
  return null;
}

/** Different rows without which a component's own part of its covariance is not determined. */
function leastRows(model: CovarianceModel, d: number): number {
  if (model.endsWith('VV') || model.endsWith('EV')) return d + 2;
  if (isDiagonalModel(model) || model === 'VVE' || model === 'EVE') return 3;
  return 2;
}

/**
 * Chance offers narrow sets. Among many rows, some d + 1 lie exactly in a plane, a few more nearly so; the fewer rows and
 * the thinner the component, the less it says. A component of m different rows in d columns must keep a relative
 * eigenvalue above a bound that falls as m grows beyond the d + 1 that fit any plane.
 */
function isAccident(distinct: number, eigenvalue: number, d: number): boolean {
  const spare = Math.max(1, distinct - d - 1);
  return eigenvalue < Math.max(1e-10, 10 ** (-1 - spare / 4));
}

/** Rows that belong to each component rather than to any other. */
function ownRows(mixture: ScaledMixture, sample: RowSample): number[][] {
  const density = createRowDensity(mixture);
  const members = Array.from({ length: mixture.components }, (): number[] => []);
  for (let row = 0; row < sample.count; row++) {
    const { responsibilities } = density(sample.y, row * sample.d, sample.labels ? sample.labels[row]! : -1);
    let best = 0;
    for (let k = 1; k < responsibilities.length; k++) if (responsibilities[k]! > responsibilities[best]!) best = k;
    members[best]?.push(row);
  }
  return members;
}

function narrowerThanGrid(mixture: ScaledMixture, k: number, grid: Float64Array): boolean {
  const { d, covariances } = mixture;
  // Rounding to a step has variance step²/12: in units of it every direction of the grid's columns must reach 1.
  const columns = Array.from({ length: d }, (_, j) => j).filter((j) => grid[j]! > 0);
  const size = columns.length;
  if (size === 0) return false;
  const seen = new Float64Array(size * size);
  columns.forEach((a, i) =>
    columns.forEach((b, j) => {
      seen[i * size + j] = (covariances[(k * d + a) * d + b]! * 12) / (grid[a]! * grid[b]!);
    }),
  );
  return symmetricEigen(seen, size).values[size - 1]! < 1;
}

/** The first column in which all rows are equal; null where they are tied along a slant. */
function tiedColumn(own: readonly number[], { y, d }: RowSample): number | null {
  const column = Array.from({ length: d }, (_, j) => j).find((j) =>
    own.every((row) => y[row * d + j] === y[own[0]! * d + j]),
  );
  return column ?? null;
}

/** The rows of one component: how many, and the value they share in a column. */
export function ownRowsOf(
  mixture: ScaledMixture,
  k: number,
  sample: RowSample,
): Pick<Degeneracy, 'rows' | 'distinctRows' | 'column' | 'value'> {
  const own = ownRows(mixture, sample)[k]!;
  const rows = Math.round(own.reduce((sum, row) => sum + sample.weights[row]!, 0));
  const column = own.length === 0 ? null : tiedColumn(own, sample);
  return {
    rows,
    distinctRows: own.length,
    column,
    value: column === null ? null : sample.y[own[0]! * sample.d + column]!,
  };
}

import { accidentBound } from '../../../../shared/statistics/accident-bound.ts';
import { isDiagonalModel, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { Degeneracy } from '../../../../shared/statistics/gaussian-mixture.ts';
import { congruence, invertLower } from '../linear-algebra/cholesky.ts';
import { symmetricEigen } from '../linear-algebra/symmetric-eigen.ts';
import type { EStep } from './em-step.ts';
import type { Maximum } from './maximise.ts';
import { ownRows, type OwnRows, type VisitRows } from './own-rows.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

/** What the referee judges by. */
export interface Evidence {
  /** The rows that the mixture was fitted to. */
  rows: VisitRows;
  model: CovarianceModel;
  wholeFactor: Float64Array;
  /** Step of each column's values in scaled coordinates, 0 where there is none. */
  grid: Float64Array;
  /** Components whose covariance is held fixed: nothing to judge. */
  lockedCovariances: readonly boolean[];
  /** A scaled value of a column in the column's units, for sentences. */
  inUnits: (column: number, value: number) => number;
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
 * @returns the first found, or null for an honest solution
 */
export function findDegeneracy({ mixture, moments }: EStep, evidence: Evidence): Degeneracy | null {
  const { rows, model, wholeFactor, grid, lockedCovariances } = evidence;
  const { components: K, d } = mixture;
  if (model === 'EEE' || model === 'EII' || model === 'EEI') return null; // one covariance, resting on all rows
  const judgedComponents = Array.from({ length: K }, (_, k) => k).filter((k) => !lockedCovariances[k]);
  const narrow = new Set(judgedComponents.filter((k) => narrowerThanGrid(mixture, k, grid)));
  // Only a component that is narrow or holds few rows has its rows counted one by one.
  const suspects = judgedComponents.filter((k) => narrow.has(k) || moments.rows[k]! < accidentRows + d);
  if (suspects.length === 0) return null;
  const eigenvalues = relativeEigenvalues(mixture, wholeFactor);
  const owned = ownRows(mixture, rows, suspects);
  for (const k of suspects) {
    const own = owned.get(k)!;
    const code = narrow.has(k)
      ? 'tied-values'
      : own.distinctRows < leastRows(model, d)
        ? 'few-rows'
        : eigenvalues[k]! < accidentBound(own.distinctRows, d)
          ? 'eigenvalue-floor'
          : null;
    if (code) return verdict(code, k, own, eigenvalues[k]!, evidence);
  }
  return null;
}

/** The verdict on a run that ended because a component collapsed. */
export function collapseOf({ collapsed, step }: Maximum, evidence: Evidence): Degeneracy {
  const nothing: OwnRows = { rows: 0, distinctRows: 0, column: null, value: null };
  const own = (step && ownRows(step.mixture, evidence.rows, [collapsed]).get(collapsed)) ?? nothing;
  const empty = step && !(step.moments.rows[collapsed]! > 1e-9);
  const code = empty ? 'empty-component' : own.column !== null ? 'tied-values' : 'eigenvalue-floor';
  return verdict(code, collapsed, own, 0, evidence);
}

function verdict(
  code: Degeneracy['code'],
  component: number,
  own: OwnRows,
  smallestEigenvalue: number,
  { inUnits }: Evidence,
): Degeneracy {
  const tied = code === 'tied-values' && own.column !== null;
  return {
    code,
    component,
    rows: own.rows,
    distinctRows: own.distinctRows,
    column: tied ? own.column : null,
    value: tied ? inUnits(own.column!, own.value!) : null,
    smallestEigenvalue,
  };
}

/** Different rows without which a component's own part of its covariance is not determined. */
function leastRows(model: CovarianceModel, d: number): number {
  if (model.endsWith('VV') || model.endsWith('EV')) return d + 2;
  if (isDiagonalModel(model) || model === 'VVE' || model === 'EVE') return 3;
  return 2;
}

/** From this many rows on, and the columns, no bound is left that a component could fall below. */
const accidentRows = 40;

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

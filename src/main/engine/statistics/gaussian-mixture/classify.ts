import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { isRowUsed } from './choose-rows.ts';
import type { MixtureInput, PreparedRows } from './prepare-rows.ts';
import { createRowDensity, logUnitsOf } from './responsibilities.ts';
import { toScaled } from './units.ts';

/** What a mixture says of one row. */
export interface RowVerdict {
  /** τₖ, shape (K,), the noise last; overwritten by the next row. */
  responsibilities: Float64Array;
  /** Place of the largest. */
  component: number;
  /** 1 − the largest. */
  uncertainty: number;
  /** ln p of the values that the row has, in the columns' units. */
  logDensity: number;
}

/** A function from a row to what the mixture says of it; null for a row that is not used. Labels are not looked at. */
export function createClassifier(
  input: MixtureInput,
  { rows: { columns, centre, factor } }: PreparedRows,
  mixture: GaussianMixture,
): (row: number) => RowVerdict | null {
  const density = createRowDensity(toScaled(mixture, { centre, factor }));
  const d = columns.length;
  const y = new Float64Array(d);
  return (row) => {
    if (!isRowUsed(input, row)) return null;
    for (let j = 0; j < d; j++) {
      const value = columns[j]![row]!;
      y[j] = Number.isFinite(value) ? (value - centre[j]!) * factor[j]! : NaN;
    }
    const { responsibilities, logDensity } = density(y, 0);
    let component = 0;
    for (let k = 1; k < responsibilities.length; k++)
      if (responsibilities[k]! > responsibilities[component]!) component = k;
    return {
      responsibilities,
      component,
      uncertainty: 1 - responsibilities[component]!,
      logDensity: logDensity + logUnitsOf(y, factor),
    };
  };
}

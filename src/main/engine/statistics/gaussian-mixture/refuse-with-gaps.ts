import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { PreparedRows } from './prepare-rows.ts';

/**
 * What cannot be fitted to rows with gaps.
 * @param covariances  whether covariances between columns are to be found
 * @throws {FitError} `invalid-parameter` for a noise component; `too-few-rows` with two columns that no row has both of
 */
export function refuseWithGaps({ rows, together }: PreparedRows, noise: boolean, covariances: boolean): void {
  if (!rows.patterns || !together) return;
  if (noise)
    throw new FitError(
      'invalid-parameter',
      { noise: 1 },
      'A noise component needs complete rows: leave it out, or leave rows with gaps out.',
    );
  const d = rows.columns.length;
  const apart = covariances ? together.findIndex((weight) => !(weight > 0)) : -1;
  if (apart < 0) return;
  const [first, second] = [Math.floor(apart / d), apart % d];
  throw new FitError(
    'too-few-rows',
    { first, second },
    `Column ${first + 1} and column ${second + 1} have no row with values of both, so nothing tells their covariance: choose a diagonal or spherical covariance, or leave one of them out.`,
  );
}

import { jointConfidence } from '../../../shared/statistics/normal-likelihood-contour.ts';
import { formatNumber, minusSign } from './number-format.ts';

/** Natural drops of a log-likelihood: half a unit, two, and the one that leaves out 1 %. */
const regions = [0.5, 2, Math.log(100)];

/** Drops below the maximum at which a contour is drawn: three confidence regions, then 1, 2, 5 times powers of ten up to `most`. */
export function likelihoodLevels(most: number): number[] {
  const levels = [...regions];
  for (let power = 10; power <= most; power *= 10)
    levels.push(...[1, 2, 5].map((lead) => lead * power).filter((level) => level <= most));
  return levels;
}

/** `−2: 86 %`; beyond 99.99 % the share says nothing more. */
export function levelLabel(drop: number): string {
  const share = jointConfidence(drop);
  const written = `${minusSign}${formatNumber(drop, 3)}`;
  return share > 0.9999 ? written : `${written}: ${Math.round(100 * share)}\u202f%`;
}

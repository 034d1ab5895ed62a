import { normalIntervalProbability } from '../../../shared/statistics/normal.ts';
import type { NormalParameters } from './normal-curve.ts';
import { formatShare } from './number-format.ts';

/** Values inside an interval, as counted; the ends say which interval was counted. */
export interface IntervalCount {
  inside: number;
  n: number;
  from: number;
  to: number;
}

/** The observed share, where it was counted for exactly this interval. */
export function observedShare(interval: readonly [number, number], counted: IntervalCount | null): number | null {
  const current = counted !== null && counted.from === interval[0] && counted.to === interval[1];
  return current && counted.n > 0 ? counted.inside / counted.n : null;
}

/** The model's probability beside the observed share: `model 33.92 % · observed 22.43 %`. */
export function intervalText(
  interval: readonly [number, number] | null,
  model: NormalParameters | null,
  counted: IntervalCount | null,
): string | null {
  if (!interval) return null;
  const observed = observedShare(interval, counted);
  const shares = [
    ...(model
      ? [`model ${formatShare(normalIntervalProbability(interval[0], interval[1], model.mean, model.sd))}`]
      : []),
    `observed ${observed === null ? '…' : formatShare(observed)}`,
  ];
  return shares.join(' · ');
}

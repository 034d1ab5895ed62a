import type { ColumnMeasure } from '../kernels/column-measure.ts';

/** Numbers that programs write where a value is missing. */
const candidates = [
  -9, -99, -999, -9999, -99999, -999.9, -999.99, -9999.9, -9999.99, 99, 999, 9999, 99999, 999.9, 9999.9, 1e20, 1e30,
  9.96921e36,
];

/**
 * Values that look like codes for "missing": one of the usual codes, at an end of the column and farther from the other
 * values than these spread. Suggested only; the values stay.
 * @param values   shape (n,), NaN where there is no value
 * @param measure  of these values
 */
export function suggestSentinels(
  values: Float64Array,
  { min, max }: Pick<ColumnMeasure, 'min' | 'max'>,
): { value: number; count: number }[] {
  const ends = candidates.filter((candidate) => candidate === min || candidate === max);
  if (ends.length === 0) return [];
  const counts = ends.map(() => 0);
  let innerMin = Infinity;
  let innerMax = -Infinity;
  const gapOf = (value: number): number => (value < innerMin ? innerMin - value : value - innerMax);
  for (const [i, value] of values.entries()) {
    const at = ends.indexOf(value);
    if (at >= 0) counts[at] = (counts[at] ?? 0) + 1;
    else {
      if (value < innerMin) innerMin = value;
      if (value > innerMax) innerMax = value;
    }
    // More values can only come nearer to the ends and lie farther apart: usually a few rows tell.
    if ((i & 1023) === 1023 && ends.every((end) => gapOf(end) <= innerMax - innerMin)) return [];
  }
  if (innerMin > innerMax) return [];
  const spread = Math.max(innerMax - innerMin, Math.abs(innerMax) * 0.01);
  return ends.flatMap((value, i) => (gapOf(value) > spread ? [{ value, count: counts[i] ?? 0 }] : []));
}

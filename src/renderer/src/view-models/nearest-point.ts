/**
 * The point nearest to a place, distances measured in spans of the picture.
 * @param values  one array per axis shown, shape (points,)
 * @param spans   what each axis shows, in its units
 * @param reach   farthest it may lie, in spans
 * @returns its place among the points, or null
 */
export function nearestPoint(
  values: readonly Float64Array[],
  at: readonly number[],
  spans: readonly number[],
  reach: number,
): number | null {
  let best: number | null = null;
  let least = reach * reach;
  for (let i = 0; i < (values[0]?.length ?? 0); i++) {
    let square = 0;
    for (let j = 0; j < values.length; j++) square += ((values[j]![i]! - at[j]!) / spans[j]!) ** 2;
    if (square < least) {
      least = square;
      best = i;
    }
  }
  return best;
}

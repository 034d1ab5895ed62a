/**
 * The factor that turns a value into a guess of its bin, floor((value − edges[0]) · factor), off by at most one bin; null
 * where no factor does, because the edges are not nearly evenly spaced or the range is too large or too small for doubles.
 * @param edges  strictly ascending
 */
export function guessingFactor(edges: Float64Array): number | null {
  const bins = edges.length - 1;
  if (bins < 1) return null;
  const first = edges[0]!;
  const factor = bins / (edges[bins]! - first);
  if (!(factor > 0 && factor < Infinity)) return null;
  // The guess rises with the value: where every edge is guessed at its own bin or the one below, values are off by one at most.
  for (let edge = 0; edge <= bins; edge++) {
    const guess = Math.floor((edges[edge]! - first) * factor);
    if (guess !== edge && guess !== edge - 1) return null;
  }
  return factor;
}

/** How values are placed between edges that are nearly evenly spaced. */
export interface EvenEdges {
  /** u(value) = (value − origin) · factor is i in the middle of bin i, i − ½ at its lower and i + ½ at its upper edge. */
  origin: number;
  factor: number;
  /**
   * Largest |u(edges[i]) − (i − ½)| and a trace more, below ¼. Because u, as computed, never falls while the value rises, a value is
   * certain to be in bin i when its u is nearer to i than ½ − slack; any other is off by one bin at most.
   */
  slack: number;
}

/**
 * Placement between edges; null where there is none, because the edges are not nearly evenly spaced or because the range
 * is too large or too small for doubles.
 * @param edges  strictly ascending
 */
export function evenEdges(edges: Float64Array): EvenEdges | null {
  const bins = edges.length - 1;
  if (bins < 1) return null;
  const range = edges[bins]! - edges[0]!;
  const origin = edges[0]! + range / (2 * bins);
  const factor = bins / range;
  if (!(factor > 0 && factor < Infinity)) return null;
  let slack = 0;
  for (let i = 0; i <= bins; i++) slack = Math.max(slack, Math.abs((edges[i]! - origin) * factor - (i - 0.5)));
  slack += 2 ** -50; // for the roundings of whoever compares with ½ − slack
  return slack < 0.25 ? { origin, factor, slack } : null;
}

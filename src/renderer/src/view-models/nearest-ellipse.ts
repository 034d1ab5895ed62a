/** An ellipse as drawn: its number, its middle and the points of its border. */
interface Drawn {
  id: number;
  mean: readonly [number, number];
  line: readonly (readonly [number, number])[];
}

/**
 * The ellipse a click is meant for: the one whose mean or border is near; else the one it lies in, of several the one
 * whose mean is nearest.
 * @param size    lengths of the picture's sides, in the columns' units
 * @param within  how near, as a share of the picture
 */
export function nearestEllipse(
  ellipses: readonly Drawn[],
  at: readonly [number, number],
  size: { x: number; y: number },
  within = 0.02,
): number | null {
  const distance = (point: readonly [number, number]): number =>
    Math.hypot((point[0] - at[0]) / size.x, (point[1] - at[1]) / size.y);
  let best: { id: number; distance: number } | null = null;
  for (const { id, mean, line } of ellipses) {
    const nearest = Math.min(distance(mean), ...line.map(distance));
    if (nearest <= within && (!best || nearest < best.distance)) best = { id, distance: nearest };
  }
  if (best) return best.id;
  for (const { id, mean, line } of ellipses) {
    const own = distance(mean);
    if (encloses(line, at) && (!best || own < best.distance)) best = { id, distance: own };
  }
  return best?.id ?? null;
}

/** By the number of times a ray to the right crosses the border. */
function encloses(line: readonly (readonly [number, number])[], [x, y]: readonly [number, number]): boolean {
  let inside = false;
  for (let i = 0, j = line.length - 1; i < line.length; j = i++) {
    const [a, b] = [line[i]!, line[j]!];
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}

/** A polygon prepared for many questions: its edges, and which of them cross each of many slabs of equal height. */
export interface Polygon {
  /** Shape (corners,), closed: the last corner is joined to the first. */
  x: Float64Array;
  y: Float64Array;
  left: number;
  right: number;
  bottom: number;
  top: number;
  /** Edges of slab s are edges[starts[s]] to edges[starts[s + 1] − 1], each named after its first corner. */
  starts: Int32Array;
  edges: Int32Array;
}

/** A lasso has hundreds of corners, and a row needs to look at only those of its own height. */
const slabs = 64;

/** @param points  corners, at least three */
export function preparePolygon(points: readonly (readonly [number, number])[]): Polygon {
  const x = Float64Array.from(points, ([value]) => value);
  const y = Float64Array.from(points, ([, value]) => value);
  const [left, right] = extremes(x);
  const [bottom, top] = extremes(y);
  const lists = Array.from({ length: slabs }, (): number[] => []);
  for (let edge = 0; edge < x.length; edge++) {
    const a = y[edge]!;
    const b = y[(edge + 1) % y.length]!;
    const first = slabOf(Math.min(a, b), bottom, top);
    const last = slabOf(Math.max(a, b), bottom, top);
    for (let slab = first; slab <= last; slab++) lists[slab]!.push(edge);
  }
  const starts = new Int32Array(slabs + 1);
  lists.forEach((list, slab) => (starts[slab + 1] = starts[slab]! + list.length));
  return { x, y, left, right, bottom, top, starts, edges: Int32Array.from(lists.flat()) };
}

/** Whether a point lies inside, by the even-odd rule, or on the border; never for a point with a missing value. */
export function insidePolygon(polygon: Polygon, px: number, py: number): boolean {
  const { x, y, left, right, bottom, top, starts, edges } = polygon;
  if (!(px >= left && px <= right && py >= bottom && py <= top)) return false; // NaN compares false
  const slab = slabOf(py, bottom, top);
  let inside = false;
  for (let i = starts[slab]!; i < starts[slab + 1]!; i++) {
    const from = edges[i]!;
    const to = from + 1 === x.length ? 0 : from + 1;
    const ax = x[from]!;
    const ay = y[from]!;
    const bx = x[to]!;
    const by = y[to]!;
    // Sign of the turn from the edge to the point: 0 exactly on the edge's line.
    const turn = (bx - ax) * (py - ay) - (by - ay) * (px - ax);
    if (turn === 0 && between(px, ax, bx) && between(py, ay, by)) return true;
    // A ray to the right crosses the edge when the edge passes the point's height with the point on its left.
    if (ay > py !== by > py && turn > 0 === by > ay) inside = !inside;
  }
  return inside;
}

function slabOf(value: number, bottom: number, top: number): number {
  return top > bottom ? Math.min(slabs - 1, Math.floor((slabs * (value - bottom)) / (top - bottom))) : 0;
}

const between = (value: number, a: number, b: number): boolean =>
  (value >= a && value <= b) || (value >= b && value <= a);

function extremes(values: Float64Array): [number, number] {
  let least = Infinity;
  let most = -Infinity;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return [least, most];
}

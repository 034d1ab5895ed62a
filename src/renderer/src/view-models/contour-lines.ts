/** A line of equal height, open or closed; x, y in the grid's coordinates. */
export type ContourLine = [x: number, y: number][];

/**
 * Lines of equal height of a function known on an even grid, by marching squares: each cell is crossed by at most two
 * straight pieces, which are then joined end to end.
 * @param heights  shape (lines, columns), line after line, the lowest y first; the values lie on the grid's corners
 * @see [LorensenCline1987] for the three-dimensional case
 */
export function contourLines(
  heights: Float64Array,
  columns: number,
  lines: number,
  frame: { x: readonly [number, number]; y: readonly [number, number] },
  level: number,
): ContourLine[] {
  const at = (i: number, j: number): number => heights[j * columns + i]!;
  // Where the level crosses an edge of the grid; an edge is named by its first corner and its direction.
  const crossing = (edge: number): [number, number] => {
    const corner = edge >> 1;
    const i = corner % columns;
    const j = (corner - i) / columns;
    const upward = edge & 1;
    const [a, b] = [at(i, j), upward ? at(i, j + 1) : at(i + 1, j)];
    const share = (level - a) / (b - a);
    return [i + (upward ? 0 : share), j + (upward ? share : 0)];
  };
  const next = new Map<number, number[]>();
  const join = (a: number, b: number): void => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = next.get(from);
      if (known) known.push(to);
      else next.set(from, [to]);
    }
  };
  for (let j = 0; j + 1 < lines; j++)
    for (let i = 0; i + 1 < columns; i++) {
      const corner = j * columns + i;
      const [bottom, left, top, right] = [2 * corner, 2 * corner + 1, 2 * (corner + columns), 2 * (corner + 1) + 1];
      const inside = [at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)].map((height) => height >= level);
      const crossed = [
        ...(inside[0] !== inside[1] ? [bottom] : []),
        ...(inside[1] !== inside[2] ? [right] : []),
        ...(inside[2] !== inside[3] ? [top] : []),
        ...(inside[3] !== inside[0] ? [left] : []),
      ];
      if (crossed.length === 2) join(crossed[0]!, crossed[1]!);
      if (crossed.length === 4) {
        // A saddle: the middle decides which corners belong together.
        const middle = (at(i, j) + at(i + 1, j) + at(i + 1, j + 1) + at(i, j + 1)) / 4 >= level;
        if (middle === inside[0]) {
          join(bottom, right);
          join(top, left);
        } else {
          join(bottom, left);
          join(top, right);
        }
      }
    }

  const place = (edge: number): [number, number] => {
    const [i, j] = crossing(edge);
    return [
      frame.x[0] + (i / (columns - 1)) * (frame.x[1] - frame.x[0]),
      frame.y[0] + (j / (lines - 1)) * (frame.y[1] - frame.y[0]),
    ];
  };
  const found: ContourLine[] = [];
  // Open lines begin at the border, where an edge has one neighbour; what is left are closed ones.
  const starts = [...next.keys()].sort((a, b) => next.get(a)!.length - next.get(b)!.length);
  for (const start of starts) {
    const line: ContourLine = [];
    let here: number | undefined = start;
    while (here !== undefined && next.has(here)) {
      line.push(place(here));
      const neighbours: number[] = next.get(here)!;
      next.delete(here);
      here = neighbours.find((edge) => next.has(edge));
      if (here === undefined && neighbours.includes(start) && line.length > 2) line.push(line[0]!);
    }
    if (line.length > 1) found.push(line);
  }
  return found;
}

import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import { gaussianDensity2D } from '../../../shared/statistics/gaussian.ts';
import { fractionOf, linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import { hillFacets, hillNet, type DensityHill, type SolidFacet } from './density-hill.ts';
import { countOf, formatNumber } from './number-format.ts';
import type { PairFrame } from './pair-coordinates.ts';
import type { CountedCells } from './raster-pixels.ts';
import {
  seenFrom,
  solidProjection,
  tall,
  type Place,
  type SolidCamera,
  type SolidProjection,
} from './solid-projection.ts';

/** A group of the pair's rows, in the coordinates shown. */
export interface SolidGroup {
  name: string | null;
  /** Of its colour. */
  index: number;
  /** Rows with both values, inside the frame or not. */
  n: number;
  /** Its rows counted in the cells of `counted`; null where they are not shown or not known. */
  raster: CountedCells | null;
  fits: readonly { estimator: GaussianFit['estimator']; mean: Point; covariance: Matrix2 }[];
}

export interface PairSolidRequest {
  /** Names of the two axes, and their ticks. */
  axes: readonly [x: Axis, y: Axis];
  /** What the ground shows, and what the cells divide, in the coordinates shown. */
  frame: PairFrame;
  counted: PairFrame | null;
  /** Of several, each density is multiplied by the group's share of the rows. */
  groups: readonly SolidGroup[];
  show: 'model' | 'both' | 'rows';
  camera: SolidCamera;
}

/** A piece of the picture; what it belongs to decides its colour. */
export type SolidPiece = { group: number } & (
  | ({ kind: 'facet'; estimator: GaussianFit['estimator'] } & SolidFacet)
  | { kind: 'line'; estimator: GaussianFit['estimator']; from: Place; to: Place }
  | { kind: 'face'; side: 'top' | 'flank'; corners: readonly Place[]; light: number }
);

/** Densities over a pair of columns as a solid: hills of the fits, and the rows as bars of the same scale. */
export interface PairSolid {
  /** The farthest first: painted in their order they hide one another rightly. */
  pieces: SolidPiece[];
  halfHeight: number;
  ground: Place[];
  /** Ticks and names along the two edges of the ground in front. */
  edges: GroundEdge[];
  /** The scale of heights, at the leftmost corner of the ground. */
  scale: { from: Place; to: Place; ticks: { at: Place; text: string }[]; name: string };
  peaks: { at: Place; group: number; estimator: GaussianFit['estimator']; text: string }[];
  summary: string;
}

export interface GroundEdge {
  ticks: { from: Place; to: Place; text: string }[];
  name: { at: Place; text: string };
  /** On the screen, one long. */
  outwards: Place;
}

export function pairSolid(request: PairSolidRequest): PairSolid {
  const { frame, camera, groups, show } = request;
  const projection = solidProjection(camera);
  const { project } = projection;
  const bars = show === 'model' ? [] : barsOf(request);
  const hills = show === 'rows' ? [] : hillsOf(request);
  const most = Math.max(
    Number.MIN_VALUE,
    ...bars.map(({ density }) => density),
    ...hills.map(({ density }) => density),
  );
  const cells = cellsOf(request);
  const pieces = hills.flatMap((hill) => hillPieces(hill, most, show, hills, projection));
  const painted =
    cells && bars.length > 0
      ? cellByCell(pieces, bars, cells, most, projection)
      : pieces.sort((p, q) => q.depth - p.depth || p.middle[2] - q.middle[2]).map(({ piece }) => piece);
  const scale = linearAxis({ min: 0, max: most, name: 'density', count: 4 });
  const [cornerU, cornerV] = leftmostCorner(projection);
  return {
    pieces: painted,
    halfHeight: projection.halfHeight + 0.14,
    ground: projection.ground,
    edges: groundEdges(request, projection),
    scale: {
      from: project(cornerU, cornerV, 0),
      to: project(cornerU, cornerV, 1),
      ticks: scale.ticks.map(({ at, label }) => ({ at: project(cornerU, cornerV, at / most), text: label })),
      name: scale.name,
    },
    peaks: hills.flatMap(({ hill, group, estimator, density }, place) => {
      const [u, v] = hill.mean;
      if (Math.abs(u) > 1 || Math.abs(v) > 1) return [];
      const same = hills.findIndex((other) => other.group === group);
      if (place !== same) return [];
      const name = groups.length > 1 ? `${groups.find(({ index }) => index === group)?.name ?? 'no value'}: ` : '';
      return [{ at: project(u, v, density / most), group, estimator, text: `${name}${formatNumber(density, 3)}` }];
    }),
    summary: summarise(request, hills, bars.length > 0, frame),
  };
}

interface DrawnHill {
  group: number;
  estimator: GaussianFit['estimator'];
  /** Of its peak, per unit of x times unit of y. */
  density: number;
  hill: DensityHill;
  /** A further fit of a group is a net, so that the first is seen through it. */
  first: boolean;
}

/** The fits that have a density: rows on a line or on one point have none. */
function hillsOf({ groups, frame }: PairSolidRequest): DrawnHill[] {
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const { place, halfWidths } = groundOf(frame);
  return groups.flatMap(({ n, index, fits }) =>
    fits.flatMap(({ estimator, mean, covariance }, order): DrawnHill[] => {
      const [[xx, xy], [, yy]] = covariance;
      if (!(xx > 0 && yy - (xy / xx) * xy > 0)) return [];
      const [a, b] = halfWidths;
      const hill = {
        mean: place(mean),
        covariance: [
          [xx / (a * a), xy / (a * b)],
          [xy / (a * b), yy / (b * b)],
        ] as const,
        peak: 1,
      };
      const density = (n / total) * gaussianDensity2D(mean, mean, covariance);
      return [{ group: index, estimator, density, hill, first: order === 0 }];
    }),
  );
}

/** From the coordinates shown to the ground of the solid. */
function groundOf({ x, y }: PairFrame): { place: (at: Point) => Point; halfWidths: readonly [number, number] } {
  return {
    place: ([px, py]) => [
      2 * fractionOf({ min: x[0], max: x[1] }, px) - 1,
      2 * fractionOf({ min: y[0], max: y[1] }, py) - 1,
    ],
    halfWidths: [(x[1] - x[0]) / 2, (y[1] - y[0]) / 2],
  };
}

/** A column of the rows in one cell, one segment per group that has any, from the ground upwards. */
interface Bar {
  column: number;
  line: number;
  /** On the ground. */
  from: Point;
  to: Point;
  /** Of all its rows: share of the rows shown, per unit of x times unit of y. */
  density: number;
  segments: { group: number; count: number; density: number }[];
}

/** Where the cells lie on the ground; null without rows. They are thought to go on beyond what was counted. */
function cellsOf({ groups, counted, frame }: PairSolidRequest): { from: Point; width: number; height: number } | null {
  const raster = groups.find((group) => group.raster)?.raster;
  if (!raster || !counted) return null;
  const { place } = groundOf(frame);
  const [from, to] = [place([counted.x[0], counted.y[0]]), place([counted.x[1], counted.y[1]])];
  return { from, width: (to[0] - from[0]) / raster.columns, height: (to[1] - from[1]) / raster.lines };
}

function barsOf(request: PairSolidRequest): Bar[] {
  const { groups, counted } = request;
  const cells = cellsOf(request);
  const grid = groups.find(({ raster }) => raster)?.raster;
  if (!cells || !counted || !grid) return [];
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const area = ((counted.x[1] - counted.x[0]) / grid.columns) * ((counted.y[1] - counted.y[0]) / grid.lines);
  const bars: Bar[] = [];
  for (let line = 0; line < grid.lines; line++)
    for (let column = 0; column < grid.columns; column++) {
      const segments = groups.flatMap(({ raster, index }) => {
        const count = raster?.counts[line * grid.columns + column] ?? 0;
        return count > 0 ? [{ group: index, count, density: count / (total * area) }] : [];
      });
      if (segments.length === 0) continue;
      const from: Point = [cells.from[0] + column * cells.width, cells.from[1] + line * cells.height];
      const to: Point = [from[0] + cells.width, from[1] + cells.height];
      // A cell that the ground cuts through is left out: half of it would be drawn too small.
      if (Math.min(...from) < -1 - 1e-9 || Math.max(...to) > 1 + 1e-9) continue;
      const density = segments.reduce((sum, segment) => sum + segment.density, 0);
      bars.push({ column, line, from, to, density, segments });
    }
  return bars;
}

type Corner = readonly [u: number, v: number, w: number];
interface Placed {
  piece: SolidPiece;
  middle: Corner;
  depth: number;
}

/** The faces of a bar that can be seen: two flanks of every segment, and the top. */
function barFaces(
  { from, to, segments }: Bar,
  most: number,
  { project, lightOn, near }: SolidProjection,
): SolidPiece[] {
  // A little air between neighbours tells them apart.
  const gap = [0.06 * (to[0] - from[0]), 0.06 * (to[1] - from[1])] as const;
  const [u1, u2, v1, v2] = [from[0] + gap[0], to[0] - gap[0], from[1] + gap[1], to[1] - gap[1]];
  const [nearU, nearV] = [near.u > 0 ? u2 : u1, near.v > 0 ? v2 : v1];
  const faces: SolidPiece[] = [];
  const add = (group: number, side: 'top' | 'flank', corners: readonly Corner[], light: number): void => {
    faces.push({ kind: 'face', group, side, corners: corners.map((corner) => project(...corner)), light });
  };
  // A steep slope stands for a wall: what the lamp shows of it.
  const steep = 1e3 * tall;
  const [lightU, lightV] = [lightOn(-near.u * steep, 0), lightOn(0, -near.v * steep)];
  let bottom = 0;
  segments.forEach(({ group, density }, place) => {
    const top = bottom + density / most;
    add(
      group,
      'flank',
      [
        [u1, nearV, bottom],
        [u2, nearV, bottom],
        [u2, nearV, top],
        [u1, nearV, top],
      ],
      lightV,
    );
    add(
      group,
      'flank',
      [
        [nearU, v1, bottom],
        [nearU, v2, bottom],
        [nearU, v2, top],
        [nearU, v1, top],
      ],
      lightU,
    );
    if (place === segments.length - 1)
      add(
        group,
        'top',
        [
          [u1, v1, top],
          [u2, v1, top],
          [u2, v2, top],
          [u1, v2, top],
        ],
        lightOn(0, 0),
      );
    bottom = top;
  });
  return faces;
}

function hillPieces(
  { group, estimator, density, hill, first }: DrawnHill,
  most: number,
  show: PairSolidRequest['show'],
  hills: readonly DrawnHill[],
  projection: SolidProjection,
): Placed[] {
  const scaled = { ...hill, peak: density / most };
  if (show === 'model' && first) {
    const others = hills.filter((other) => other.first && other.group !== group);
    // Twelve hills of the finest pieces would be too many to turn smoothly.
    const detail = Math.max(0.4, Math.sqrt(2 / Math.max(2, hills.length)));
    return hillFacets(
      scaled,
      projection,
      detail,
      others.map((other) => ({ ...other.hill, peak: other.density / most })),
    ).map(({ depth, middle, ...facet }) => ({ piece: { kind: 'facet', group, estimator, ...facet }, middle, depth }));
  }
  return hillNet(scaled, projection).map(({ from, to, middle }) => ({
    piece: { kind: 'line', group, estimator, from, to },
    middle,
    depth: projection.depthOf(middle[0], middle[1]),
  }));
}

/**
 * Cell by cell from the back: what lies inside the cell's bar, the bar, what lies above it. A hill's pieces are small
 * beside a cell.
 */
function cellByCell(
  pieces: readonly Placed[],
  bars: readonly Bar[],
  cells: NonNullable<ReturnType<typeof cellsOf>>,
  most: number,
  projection: SolidProjection,
): SolidPiece[] {
  const stacks = new Map<number, { depth: number; bar: Bar | null; inside: Placed[]; above: Placed[] }>();
  const stackAt = (column: number, line: number) => {
    // Hills go on beyond the cells that were counted, on either side.
    const key = (column + 4096) * 8192 + (line + 4096);
    const known = stacks.get(key);
    if (known) return known;
    const [u, v] = [cells.from[0] + (column + 0.5) * cells.width, cells.from[1] + (line + 0.5) * cells.height];
    const made = { depth: projection.depthOf(u, v), bar: null, inside: [], above: [] };
    stacks.set(key, made);
    return made;
  };
  for (const bar of bars) stackAt(bar.column, bar.line).bar = bar;
  for (const placed of pieces) {
    const [u, v, w] = placed.middle;
    const column = Math.floor((u - cells.from[0]) / cells.width);
    const stack = stackAt(column, Math.floor((v - cells.from[1]) / cells.height));
    (stack.bar && w < stack.bar.density / most ? stack.inside : stack.above).push(placed);
  }
  const farthestFirst = (placed: Placed[]): SolidPiece[] =>
    placed.sort((a, b) => b.depth - a.depth).map(({ piece }) => piece);
  return [...stacks.values()]
    .sort((a, b) => b.depth - a.depth)
    .flatMap(({ bar, inside, above }) => [
      ...farthestFirst(inside),
      ...(bar ? barFaces(bar, most, projection) : []),
      ...farthestFirst(above),
    ]);
}

function leftmostCorner({ project }: SolidProjection): Point {
  const corners: readonly Point[] = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ];
  const leftOf = ([u, v]: Point): number => project(u, v, 0)[0];
  return corners.reduce((left, corner) => (leftOf(corner) < leftOf(left) ? corner : left));
}

/** Ticks and names of x and y along the edges in front. */
function groundEdges({ axes }: PairSolidRequest, { project, near }: SolidProjection): GroundEdge[] {
  const places = [
    (share: number, out: number): Place => project(share, near.v * out, 0),
    (share: number, out: number): Place => project(near.u * out, share, 0),
  ] as const;
  return ([0, 1] as const).map((place) => {
    const [axis, at] = [axes[place], places[place]];
    const [inner, outer] = [at(0, 1), at(0, 2)];
    const [dx, dy] = [outer[0] - inner[0], outer[1] - inner[1]];
    const length = Math.hypot(dx, dy);
    return {
      ticks: axis.ticks.map(({ at: value, label }) => {
        const share = 2 * fractionOf(axis, value) - 1;
        return { from: at(share, 1), to: at(share, 1.03), text: label };
      }),
      name: { at: at(0, 1.03), text: axis.name },
      outwards: [dx / length, dy / length],
    };
  });
}

function summarise(
  { groups, camera }: PairSolidRequest,
  hills: readonly DrawnHill[],
  rows: boolean,
  { x, y }: PairFrame,
): string {
  const range = (ends: PairFrame['x']): string => ends.map((value) => formatNumber(value, 4)).join(' to ');
  const parts = [
    ...hills.map(({ group, estimator, density }) => {
      const name = groups.length > 1 ? ` of ${groups.find(({ index }) => index === group)?.name ?? 'no value'}` : '';
      return `the ${estimator === 'robust' ? 'robust ' : ''}Gaussian${name} with its peak at density ${formatNumber(density, 4)}`;
    }),
    ...(rows
      ? [
          `${countOf(
            groups.reduce((sum, { n }) => sum + n, 0),
            'row',
          )} as bars`,
        ]
      : []),
  ];
  return `Density surface over ${range(x)} and ${range(y)}: ${parts.join('; ') || 'nothing to draw'}; ${seenFrom(camera)}.`;
}

/** One row per cell: its middle, and per group its rows, their density, and the densities of the fits there. */
export function pairSolidTable(request: PairSolidRequest, names: readonly [string, string]): ChartTable {
  const { groups, frame, counted } = request;
  const grid = groups.find(({ raster }) => raster)?.raster;
  const [columns, lines] = grid ? [grid.columns, grid.lines] : [gridSide, gridSide];
  const { x, y } = (grid && counted) ?? frame;
  const [width, height] = [(x[1] - x[0]) / columns, (y[1] - y[0]) / lines];
  const total = groups.reduce((sum, { n }) => sum + n, 0);
  const rows: ChartTable['rows'] = [];
  for (let line = 0; line < lines; line++)
    for (let column = 0; column < columns; column++) {
      const place: Point = [x[0] + (column + 0.5) * width, y[0] + (line + 0.5) * height];
      rows.push([
        ...place,
        ...groups.flatMap(({ raster, n, fits }) => {
          const count = raster?.counts[line * columns + column];
          return [
            ...(grid ? [count ?? null, count === undefined ? null : count / (total * width * height)] : []),
            ...fits.map(({ mean, covariance: [[xx, xy], [, yy]], covariance }) =>
              xx > 0 && yy - (xy / xx) * xy > 0 ? (n / total) * gaussianDensity2D(place, mean, covariance) : null,
            ),
          ];
        }),
      ]);
    }
  const heads = groups.flatMap(({ name, fits }) => {
    const of = groups.length > 1 ? ` of ${name ?? 'no value'}` : '';
    return [
      ...(grid ? [`rows${of}`, `density of the rows${of}`] : []),
      ...fits.map(({ estimator }) => `density of the ${estimator === 'robust' ? 'robust ' : ''}Gaussian${of}`),
    ];
  });
  return { columns: [...names, ...heads], rows };
}

/** Cells along each side of a table without rows. */
const gridSide = 44;

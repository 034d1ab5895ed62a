import type { SolidFacet } from '../../view-models/density-hill.ts';
import type { DensitySolid } from '../../view-models/density-solid.ts';
import type { GroundEdge, PairSolid, SolidPiece } from '../../view-models/pair-solid.ts';
import { mixed } from '../../view-models/raster-pixels.ts';
import type { Place } from '../../view-models/solid-projection.ts';
import { groupColour, groupDash, type ChartColours } from './chart-colours.ts';
import { fitColour } from './pair-colours.ts';
import { facetColours, faceColour, groundColour } from './solid-colours.ts';

/** What a solid is painted with, in the order of painting; the window and an exported picture paint the same. */
export type SolidShape =
  | { kind: 'polygon'; points: readonly Place[]; fill: string; stroke: string; width: number }
  | { kind: 'line'; points: readonly [Place, Place]; stroke: string; width: number; dash: readonly number[] }
  | { kind: 'dot'; at: Place; fill: string; stroke: string }
  /** `shift` to the right and downwards, in letters' heights. */
  | {
      kind: 'text';
      at: Place;
      text: string;
      fill: string;
      align: 'left' | 'center' | 'right';
      shift: readonly [number, number];
    };

/** A solid ready to paint: everything lies between −1 and 1 across, and between minus and plus `halfHeight` upwards. */
export interface PaintedSolid {
  shapes: SolidShape[];
  halfHeight: number;
}

/** Pixels per unit of a solid in a picture of a size; beside it is room for a number. */
export const solidScale = (
  { halfHeight }: Pick<PaintedSolid, 'halfHeight'>,
  size: { width: number; height: number },
  fontSize: number,
): number => Math.max(0, Math.min((size.width - 9 * fontSize) / 2, size.height / (2 * halfHeight + 0.16)));

/** Where a text stands in a picture of a width, in pixels: wholly inside it. */
export function textPlace(
  { text: written, align, shift }: Extract<SolidShape, { kind: 'text' }>,
  [x, y]: readonly [number, number],
  width: number,
  fontSize: number,
): [number, number] {
  const room = 0.56 * fontSize * written.length;
  const before = { left: 0, center: room / 2, right: room }[align];
  const at = x + shift[0] * fontSize;
  return [Math.max(before + 4, Math.min(at, width - (room - before) - 4)), y + shift[1] * fontSize];
}

/** The density of the covariance playground, with the stem of its point. */
export function densitySolidShapes(solid: DensitySolid, colours: ChartColours): PaintedSolid {
  const { stem, names, peak } = solid;
  const colourOf = facetColours(colours, groupColour(colours, 0));
  const stemShapes: SolidShape[] = stem.inside
    ? [
        { kind: 'line', points: [stem.foot, stem.top], stroke: colours.model, width: 2, dash: [4, 3] },
        { kind: 'dot', at: stem.top, fill: colours.model, stroke: colours.background },
        text(stem.top, stem.label, colours.model, 'left'),
      ]
    : [];
  return {
    halfHeight: solid.halfHeight,
    shapes: [
      groundShape(solid.ground, colours),
      ...solid.facets.map((facet) => facetShape(facet, colourOf)),
      ...stemShapes,
      ...names.map(({ at, text: name }) => text(at, name, colours.mutedText, 'center')),
      text(peak.at, peak.label, colours.text, 'left'),
    ],
  };
}

/** Densities of a pair: hills and bars, the scale of heights, ticks along the ground. */
export function pairSolidShapes(solid: PairSolid, split: boolean, colours: ChartColours): PaintedSolid {
  const groupOf = (group: number): number | null => (split ? group : null);
  const { scale } = solid;
  const barred = solid.pieces.some(({ kind }) => kind === 'face');
  const paints = new Map<number | null, ReturnType<typeof groupPaint>>();
  const paintOf = (group: number | null): ReturnType<typeof groupPaint> => {
    const paint = paints.get(group) ?? groupPaint(group, barred, colours);
    paints.set(group, paint);
    return paint;
  };
  const thin = { stroke: colours.axis, width: 1, dash: [] };
  return {
    halfHeight: solid.halfHeight,
    shapes: [
      groundShape(solid.ground, colours),
      ...solid.pieces.map((piece) => {
        const group = groupOf(piece.group);
        return pieceShape(piece, group, paintOf(group), colours);
      }),
      ...solid.edges.flatMap((edge) => edgeShapes(edge, colours)),
      { kind: 'line', points: [scale.from, scale.to], ...thin },
      ...scale.ticks.map(({ at }): SolidShape => ({ kind: 'line', points: [[at[0] - 0.012, at[1]], at], ...thin })),
      ...scale.ticks.map(({ at, text: written }) => text(at, written, colours.mutedText, 'right')),
      text(scale.to, scale.name, colours.text, 'left', [-4, -1.6]),
      ...solid.peaks.map(({ at, text: written, group, estimator }) =>
        text(at, written, split && !barred ? fitColour(colours, group, estimator) : colours.text, 'left', [0.6, -0.6]),
      ),
    ],
  };
}

const text = (
  at: Place,
  written: string,
  fill: string,
  align: 'left' | 'center' | 'right',
  shift: readonly [number, number] = align === 'left' ? [0.7, 0] : align === 'right' ? [-0.9, 0] : [0, 0],
): SolidShape => ({ kind: 'text', at, text: written, fill, align, shift });

const groundShape = (points: readonly Place[], colours: ChartColours): SolidShape => ({
  kind: 'polygon',
  points,
  fill: groundColour(colours),
  stroke: colours.axis,
  width: 1,
});

function facetShape(facet: SolidFacet, colourOf: ReturnType<typeof facetColours>): SolidShape {
  const fill = colourOf(facet);
  // The thin line of its own colour closes the seams between neighbours.
  return { kind: 'polygon', points: facet.corners, fill, stroke: fill, width: 0.6 };
}

/** Numbers outside the ticks, and the name outside the numbers, on the side where the ground is not. */
function edgeShapes({ ticks, name, outwards: [x, y] }: GroundEdge, colours: ChartColours): SolidShape[] {
  const align = x < -0.35 ? 'right' : x > 0.35 ? 'left' : 'center';
  // A letter is about 0.6 of its height wide.
  const widest = 0.6 * Math.max(0, ...ticks.map(({ text: written }) => written.length));
  const beside = align === 'center' ? 0 : widest;
  return [
    ...ticks.map(({ from, to }): SolidShape => ({
      kind: 'line',
      points: [from, to],
      stroke: colours.axis,
      width: 1,
      dash: [],
    })),
    ...ticks.map(({ to, text: written }) => text(to, written, colours.mutedText, align, [0.5 * x, -0.8 * y])),
    text(name.at, name.text, colours.text, align, [(beside + 1.5) * x, -2.2 * y]),
  ];
}

/** Colours of one group's pieces, each mixed once: there are thousands of pieces. */
function groupPaint(group: number | null, barred: boolean, colours: ChartColours) {
  const own = groupColour(colours, group ?? 0);
  const faces = new Map<string, string>();
  const dash = groupDash(group ?? 0);
  return {
    facet: facetColours(colours, own),
    face: (face: Extract<SolidPiece, { kind: 'face' }>): string => {
      const key = `${face.side} ${face.light}`;
      const fill = faces.get(key) ?? faceColour(face, group === null ? colours.data : own);
      faces.set(key, fill);
      return fill;
    },
    /** Over bars of the group's own colour, a net of that colour would not be seen. */
    net: barred && group !== null ? mixed(own, colours.text, 0.6) : null,
    dashed: dash !== 'solid',
  };
}

function pieceShape(
  piece: SolidPiece,
  group: number | null,
  paint: ReturnType<typeof groupPaint>,
  colours: ChartColours,
): SolidShape {
  if (piece.kind === 'facet') return facetShape(piece, paint.facet);
  if (piece.kind === 'line') {
    const robust = piece.estimator === 'robust';
    return {
      kind: 'line',
      points: [piece.from, piece.to],
      stroke: paint.net ?? fitColour(colours, group, piece.estimator),
      width: robust ? 1 : 1.25,
      dash: robust || paint.dashed ? [2, 2] : [],
    };
  }
  const fill = paint.face(piece);
  return { kind: 'polygon', points: piece.corners, fill, stroke: fill, width: 0.4 };
}

import { describe, expect, test } from 'vitest';
import { linearAxis } from './axis.ts';
import { pairSolid, pairSolidTable, type PairSolidRequest, type SolidGroup, type SolidPiece } from './pair-solid.ts';

const frame = { x: [0, 8], y: [-3, 3] } as const;
const axes = [
  linearAxis({ min: 0, max: 8, name: 'length', count: 5 }),
  linearAxis({ min: -3, max: 3, name: 'width', count: 5 }),
] as const;
const fit = {
  estimator: 'classical',
  mean: [4, 0],
  covariance: [
    [1, 0.3],
    [0.3, 0.5],
  ],
} as const;
/** 6 × 6 cells of 8/6 × 1: one row in the lowest left, three in the middle, four at the upper right. */
const counts = new Uint32Array(36);
counts[0] = 1;
counts[14] = 3;
counts[35] = 4;
const raster = { columns: 6, lines: 6, counts };
const group: SolidGroup = { name: null, index: 0, n: 8, raster, fits: [fit] };
const request: PairSolidRequest = {
  axes,
  frame,
  counted: { x: [0, 8], y: [-3, 3] },
  groups: [group],
  show: 'both',
  camera: { turn: -35, tilt: 32 },
};
/** 1 / (2π √|Σ|) */
const peak = 1 / (2 * Math.PI * Math.sqrt(1 * 0.5 - 0.3 ** 2));

describe('one group', () => {
  test('the peak is labelled with the density of the closed form', () => {
    const { peaks } = pairSolid({ ...request, show: 'model' });
    expect(peaks.map(({ text }) => text)).toEqual([peak.toPrecision(3)]);
  });

  test('seen from above a bar covers its cell but for the air around it', () => {
    const { pieces } = pairSolid({ ...request, show: 'rows', camera: { turn: 0, tilt: 90 } });
    const tops = pieces.flatMap((piece) => (piece.kind === 'face' && piece.side === 'top' ? [piece.corners] : []));
    expect(tops).toHaveLength(3);
    const lowest = tops.find((corners) => corners[0]![0] < -0.6)!;
    // The cell from −1 to −2/3 of the ground, 6 % of air on either side; the screen shows 0.7 of a unit.
    const [from, to] = [-1 + 0.02, -2 / 3 - 0.02].map((place) => 0.7 * place) as [number, number];
    [
      [from, from],
      [to, from],
      [to, to],
      [from, to],
    ].forEach((corner, i) => corner.forEach((place, axis) => expect(lowest[i]![axis]).toBeCloseTo(place, 12)));
  });

  test('bars and hill stand on one scale: seen from the side the fullest bar is as high as its density', () => {
    const { pieces, scale, peaks } = pairSolid({ ...request, camera: { turn: 0, tilt: 0 } });
    const ground = scale.from[1];
    const tops = pieces.flatMap((piece) =>
      piece.kind === 'face' && piece.side === 'top' ? [piece.corners[0]![1]] : [],
    );
    const ofPeak = (peaks[0]!.at[1] - ground) / peak;
    // Four of eight rows in a cell of 8/6 × 1.
    expect((Math.max(...tops) - ground) / ofPeak).toBeCloseTo(4 / 8 / (8 / 6), 12);
  });

  test('the table’s densities are those of the rows and of the fit, and their volumes are shares', () => {
    const { columns, rows } = pairSolidTable(request, ['length', 'width']);
    expect(columns).toEqual(['length', 'width', 'rows', 'density of the rows', 'density of the Gaussian']);
    const volume = (place: number): number => rows.reduce((sum, row) => sum + (row[place] as number) * (8 / 6), 0);
    expect(volume(3)).toBeCloseTo(1, 12);
    // Heights in the middles of cells 1.3 and 1.4 standard deviations wide: the sum is near the integral, no more.
    expect(volume(4)).toBeCloseTo(1, 1);
    const [x, ...others] = rows[14]!;
    expect(x).toBeCloseTo(8 * (2.5 / 6), 12);
    expect(others.slice(0, 3)).toEqual([-0.5, 3, 3 / 8 / (8 / 6)]);
  });

  test('rows on a line have no hill', () => {
    const flat = {
      ...fit,
      covariance: [
        [1, 1],
        [1, 1],
      ] as const,
    };
    const { pieces, peaks } = pairSolid({ ...request, show: 'model', groups: [{ ...group, fits: [flat] }] });
    expect(pieces).toEqual([]);
    expect(peaks).toEqual([]);
  });

  test('of two fits the second is a net', () => {
    const robust = { ...fit, estimator: 'robust' as const, mean: [4.2, 0] as const };
    const { pieces } = pairSolid({ ...request, show: 'model', groups: [{ ...group, fits: [fit, robust] }] });
    const kinds = new Set(pieces.map((piece) => `${'estimator' in piece ? piece.estimator : ''} ${piece.kind}`));
    expect([...kinds].sort()).toEqual(['classical facet', 'robust line']);
  });
});

describe('what hides what', () => {
  /** The only bar stands on the hill: 8 rows of 8 in one cell, 0.75 high, where the hill is nowhere above 0.25. */
  const counted = { columns: 6, lines: 6, counts: new Uint32Array(36).fill(8, 21, 22) };

  // Seen from above the screen is the ground: what lies inside the cell lies inside the top.
  test.each([0, 90, 180, -90])('at a turn of %i° the net inside a bar is painted before it', (turn) => {
    const camera = { turn, tilt: 90 };
    const { pieces } = pairSolid({ ...request, groups: [{ ...group, raster: counted }], camera });
    const top = pieces.findIndex((piece) => piece.kind === 'face' && piece.side === 'top');
    const corners = (pieces[top] as Extract<SolidPiece, { kind: 'face' }>).corners;
    const ends = ([0, 1] as const).map((axis) => corners.map((corner) => corner[axis]));
    const inside = pieces.flatMap((piece, order) => {
      if (piece.kind !== 'line') return [];
      const middle = ([0, 1] as const).map((axis) => (piece.from[axis] + piece.to[axis]) / 2);
      const within = middle.every(
        (place, axis) => place > Math.min(...ends[axis]!) && place < Math.max(...ends[axis]!),
      );
      return within ? [order] : [];
    });
    expect(inside.length).toBeGreaterThan(20);
    expect(Math.max(...inside)).toBeLessThan(top);
  });

  test('a bar farther away is painted before a nearer one', () => {
    const counts = new Uint32Array(36).fill(1);
    for (const turn of [0, 90, 180, -90]) {
      const { pieces } = pairSolid({
        ...request,
        show: 'rows',
        groups: [{ ...group, raster: { ...raster, counts } }],
        camera: { turn, tilt: 60 },
      });
      const first = pieces[0] as Extract<SolidPiece, { kind: 'face' }>;
      // On the ground what is farther away stands higher on the screen.
      const last = pieces.at(-1) as Extract<SolidPiece, { kind: 'face' }>;
      expect(first.corners[0]![1]).toBeGreaterThan(last.corners[0]![1]);
    }
  });
});

describe('several groups', () => {
  const other: SolidGroup = {
    name: 'b',
    index: 1,
    n: 24,
    raster: { ...raster, counts: counts.map((count) => 3 * count) },
    fits: [{ ...fit, mean: [2, 1] }],
  };
  const both = { ...request, groups: [{ ...group, name: 'a' }, other] };

  test('each density is multiplied by the group’s share of the rows', () => {
    const { peaks } = pairSolid({ ...both, show: 'model' });
    expect(peaks.map(({ text }) => text)).toEqual([
      `a: ${((8 / 32) * peak).toPrecision(3)}`,
      `b: ${((24 / 32) * peak).toPrecision(3)}`,
    ]);
  });

  test('bars are stacked, and all of them together have the volume 1', () => {
    const { columns, rows } = pairSolidTable(both, ['length', 'width']);
    expect(columns.slice(2)).toEqual([
      'rows of a',
      'density of the rows of a',
      'density of the Gaussian of a',
      'rows of b',
      'density of the rows of b',
      'density of the Gaussian of b',
    ]);
    expect(rows.reduce((sum, row) => sum + ((row[3] as number) + (row[6] as number)) * (8 / 6), 0)).toBeCloseTo(1, 12);
    const { pieces } = pairSolid({ ...both, show: 'rows' });
    const tops = pieces.filter((piece) => piece.kind === 'face' && piece.side === 'top');
    expect(tops.map(({ group: of }) => of)).toEqual([1, 1, 1]);
  });
});

import { describe, expect, test } from 'vitest';
import { identityMap } from '../../../shared/statistics/affine-map.ts';
import { coordinatesOf } from './pair-coordinates.ts';
import { pairReading } from './pair-reading.ts';
import { pairTable } from './pair-table.ts';
import { pairView, type PairFit, type PairRequest } from './pair-view.ts';

/** Old Faithful: published mean, covariance and axes; rows inside as R counts them. */
const fit: PairFit = {
  estimator: 'classical',
  n: 272,
  mean: [3.48778308823529, 70.89705882352941],
  covariance: [
    [1.29793889045, 13.92641884732],
    [13.92641884732, 184.14381487886],
  ],
  axes: {
    variances: [185.198434883, 0.243318886],
    directions: [
      [0.0755118, 0.9971449],
      [0.9971449, -0.0755118],
    ],
  },
  inside: [101, 269],
};
const levels = [
  { by: 'share', value: 0.5 },
  { by: 'share', value: 0.95 },
] as const;
const points = { x: Float64Array.of(4.083), y: Float64Array.of(93), rows: Uint32Array.of(158) };
const group = { name: null, n: 272, points, raster: null, fits: [fit], marginals: null };
const request: PairRequest = {
  columns: ['eruptions', 'waiting'],
  kinds: ['number', 'number'],
  coordinates: 'original',
  map: identityMap,
  frame: { x: [1, 6], y: [40, 100] },
  counted: null,
  groups: [group],
  levels,
  kind: 'coverage',
  showAxes: true,
  leftOut: null,
  labelled: 0,
  regions: [],
  strips: true,
  room: { x: 6, y: 6 },
};
const space = '\u202f';

describe('a pair ready to draw', () => {
  test('each ellipse says what it is expected to hold and what it holds', () => {
    const texts = pairView(request).ellipses.map(({ label }) => label?.[0]);
    expect(texts).toEqual([`50${space}% → expected 136, inside 101`, `95${space}% → expected 258.4, inside 269`]);
  });

  test('where there is little room, an ellipse says what it holds in fewer words', () => {
    const [inner] = pairView({ ...request, levels: [{ by: 'sigma', value: 1 }] }).ellipses;
    expect(inner!.label?.slice(1)).toEqual(['1σ: inside 101', '1σ']);
  });

  test('the axes are √λ long and say so', () => {
    const { axes } = pairView(request);
    expect(axes.map(({ label }) => label)).toEqual(['√λ₁ = 13.61', '√λ₂ = 0.4933']);
    const { from, to } = axes[0]!;
    expect(Math.hypot(to[0] - from[0], to[1] - from[1])).toBeCloseTo(Math.sqrt(185.198434883), 5);
  });

  test('whitened, the ellipses are circles about the origin and both axes have length 1', () => {
    const map = coordinatesOf('whitened', fit);
    const { ellipses, axes } = pairView({
      ...request,
      coordinates: 'whitened',
      map,
      frame: { x: [-3, 3], y: [-3, 3] },
    });
    for (const [x, y] of ellipses[1]!.line) expect(Math.hypot(x, y)).toBeCloseTo(2.4477, 3);
    for (const { to } of axes) expect(Math.hypot(...to)).toBeCloseTo(1, 3);
  });

  test('the ellipse of the mean holds no rows and names none', () => {
    const [, outer] = pairView({
      ...request,
      kind: 'mean',
      groups: [{ ...group, fits: [{ ...fit, inside: null }] }],
    }).ellipses;
    expect(outer!.label?.[0]).toBe(`95${space}% for the mean`);
  });

  test('rows on a line have segments that hold their share of one dimension', () => {
    const axes = {
      variances: [5, 0],
      directions: [
        [1 / Math.sqrt(5), 2 / Math.sqrt(5)],
        [2 / Math.sqrt(5), -1 / Math.sqrt(5)],
      ],
    };
    const flat: PairFit = {
      ...fit,
      mean: [3, 70],
      covariance: [
        [1, 2],
        [2, 4],
      ],
      axes,
      inside: null,
    };
    const { ellipses } = pairView({ ...request, groups: [{ ...group, fits: [flat] }] });
    expect(ellipses[1]!.label?.[0]).toBe(`95${space}% of the line`);
    // 1.959964 standard deviations of √5 each way along (1, 2)/√5.
    expect(ellipses[1]!.line[1]![0]).toBeCloseTo(3 + 1.959964, 5);
  });

  test('marginals of several groups have one area together, shared by their rows', () => {
    const histogram = {
      edges: Float64Array.of(1, 6),
      counts: Float64Array.of(10),
      width: 5,
      total: 10,
      rule: { kind: 'count', count: 1 } as const,
      remark: null,
    };
    const of = (n: number) => ({ ...group, n, marginals: { x: histogram, y: histogram } });
    const { marginals } = pairView({ ...request, groups: [of(30), of(10)] });
    expect(marginals!.x.map(({ heights }) => 5 * heights[0]!)).toEqual([0.75, 0.25]);
  });

  test('while it moves a picture has neither ticks nor labels', () => {
    const view = pairView({ ...request, room: null });
    expect([view.x.ticks, view.ellipses.map(({ label }) => label)]).toEqual([[], [null, null]]);
  });

  test('the summary tells those who do not see the chart what it shows', () => {
    expect(pairView(request).summary).toBe(
      `Scatter chart of waiting against eruptions: 272 rows, with a Gaussian of mean (3.4878, 70.897); 50${space}% → expected 136, inside 101; 95${space}% → expected 258.4, inside 269.`,
    );
  });

  test('the marginal normal has the column’s own mean and spread', () => {
    const edges = Float64Array.of(1, 3.5, 6);
    const histogram = {
      edges,
      counts: Float64Array.of(100, 172),
      width: 2.5,
      total: 272,
      rule: { kind: 'count', count: 2 } as const,
      remark: null,
    };
    const { marginals } = pairView({ ...request, groups: [{ ...group, marginals: { x: histogram, y: histogram } }] });
    const { curve, heights } = marginals!.x[0]!;
    // A density: its bars have area 1, and the normal's peak is 1 / (σ √(2π)) = 0.35018.
    expect(heights.reduce((sum, height) => sum + 2.5 * height, 0)).toBeCloseTo(1, 12);
    expect(Math.max(...curve!.y)).toBeCloseTo(0.39894228 / Math.sqrt(1.29793889045), 4);
  });
});

describe('what the pointer reads', () => {
  const view = pairView(request);
  test('a row: its number, exact values, distance, and the ellipse it lies on', () => {
    const reading = pairReading(view, request.columns, request.kinds, [0.5, 0.9], { group: 0, index: 0 });
    expect(reading?.title).toBe('row 158');
    // R: D² = 7.38757528, and 1 − exp(−D²/2) = 0.97512.
    expect(reading?.lines.map(({ value }) => value)).toEqual(['4.083', '93', '2.718 (D² 7.388)', `97.51${space}%`]);
  });

  test('a cell: how many rows it holds', () => {
    const raster = { columns: 2, lines: 2, counts: Uint32Array.of(1, 2, 3, 4) };
    const counted = pairView({ ...request, counted: request.frame, groups: [{ ...group, raster }] });
    const title = (place: [number, number]) => pairReading(counted, request.columns, request.kinds, place, null)?.title;
    expect([title([0.1, 0.1]), title([0.9, 0.1]), title([0.1, 0.9])]).toEqual([
      '1 row in this cell',
      '2 rows in this cell',
      '3 rows in this cell',
    ]);
  });
});

test('the table has one row per ellipse with its shape and what it holds', () => {
  const { columns, rows } = pairTable([group], levels, 'coverage');
  const cell = (name: string) => rows[1]![columns.indexOf(name)];
  expect(rows).toHaveLength(2);
  expect([cell('rows expected'), cell('rows inside')]).toEqual([258.4, 269]);
  // √(5.991465 · λ₁), and the angle of the leading axis from x: atan2(0.9971449, 0.0755118).
  expect(cell('longer semi-axis')).toBeCloseTo(33.3111, 3);
  expect(cell('angle in degrees')).toBeCloseTo(85.6694, 3);
});

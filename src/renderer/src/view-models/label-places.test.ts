import { describe, expect, test } from 'vitest';
import { meet, isInside, placeLabels, type Box, type Spot } from './label-placement.ts';
import { boxesOf, leaderOf, placesAlong, placesAtTip } from './label-places.ts';

const ellipse = (centre: Spot, radii: Spot, turn = 0): Spot[] =>
  Array.from({ length: 129 }, (_, i) => {
    const t = (2 * Math.PI * i) / 128;
    const [u, v] = [radii[0] * Math.cos(t), radii[1] * Math.sin(t)];
    return [centre[0] + u * Math.cos(turn) - v * Math.sin(turn), centre[1] + u * Math.sin(turn) + v * Math.cos(turn)];
  });
const text = (...texts: string[]) => ({ texts, fontSize: 12, padding: [5, 2] as const });
const long = [
  '1σ (39.35\u202f%) → expected 107, inside 74',
  '50\u202f% → expected 136, inside 101',
  '95\u202f% → expected 258.4, inside 269',
];

/** Three ellipses of one fit and two arrows, as the Pair view has them, in a plot of this size. */
function placed(width: number, height: number, [flat, turn]: readonly [number, number]) {
  const plot: Box = { x: 60, y: 40, width, height };
  const centre: Spot = [plot.x + width / 2, plot.y + height / 2];
  const full = 0.48 * Math.min(width, height / Math.max(flat, Math.abs(Math.sin(turn))));
  const radii = [1, 1.177, 2.448].map((sigmas): Spot => [(full * sigmas) / 2.448, (flat * full * sigmas) / 2.448]);
  const lines = radii.map((both) => ellipse(centre, both, turn));
  const tips = [lines[0]![0]!, lines[0]![32]!];
  const labels = [
    ...tips.map((tip, axis) => placesAtTip(centre, tip, text(`√λ${axis === 0 ? '₁' : '₂'} = 13.61`), plot)),
    ...lines.map((line, i) =>
      placesAlong(line, text(long[i]!, '50\u202f%: inside 101', '50\u202f%'), plot, { start: 0.5, on: 'line' }),
    ),
  ];
  return {
    plot,
    chosen: placeLabels(
      labels.map((places) => ({ places, avoid: lines.flat() })),
      plot,
    ),
  };
}

describe('ellipses of 1σ, 50 % and 95 %, with both arrows', () => {
  // Plots of the Pair view in windows of 1024 × 700, 1280 × 800 and 2560 × 1440, and one as small as a half of the first.
  const sizes = [
    [386, 320],
    [560, 400],
    [1700, 1000],
    [240, 170],
  ] as const;
  // Old Faithful as it is, rotated, whitened, and a covariance close to a line.
  const shapes = [
    [0.33, -0.75],
    [0.4, 0],
    [1, 0],
    [0.04, -0.7],
  ] as const;
  for (const [width, height] of sizes)
    for (const shape of shapes)
      test(`have labels that neither meet nor leave ${width} × ${height} pixels, flattened to ${shape[0]}`, () => {
        const { plot, chosen } = placed(width, height, shape);
        const boxes = chosen.map((label) => label!.box);
        boxes.forEach((box, i) => {
          expect(isInside(box, plot)).toBe(true);
          for (const other of boxes.slice(i + 1)) expect(meet(box, other)).toBe(false);
        });
      });
});

describe('places along a line', () => {
  const plot: Box = { x: 0, y: 0, width: 400, height: 300 };
  const line = ellipse([200, 150], [100, 60]);

  test('on the line at the wished share of its length, if nothing is in the way', () => {
    const [chosen] = placeLabels(
      [{ places: placesAlong(line, text('ab'), plot, { start: 0.25, on: 'line' }), avoid: [] }],
      plot,
    );
    // A quarter round from the right end, y downwards: the lowest point.
    expect(chosen!.box.x + chosen!.box.width / 2).toBeCloseTo(200, 0);
    expect(chosen!.box.y + chosen!.box.height / 2).toBeCloseTo(210, 0);
    expect(leaderOf(chosen!)).toBeNull();
  });

  test('outside of it, the box clears the line', () => {
    const [chosen] = placeLabels(
      [{ places: placesAlong(line, text('ab'), plot, { start: 0.75, on: 'outside' }), avoid: [] }],
      plot,
    );
    expect(chosen!.box.y + chosen!.box.height).toBeLessThan(90);
  });

  test('only where the line can be seen; a line outside the plot has none', () => {
    const places = placesAlong(ellipse([0, 150], [100, 60]), text('ab'), plot, { start: 0.5, on: 'line' });
    expect(places.length).toBeGreaterThan(0);
    expect(places.every(({ anchor }) => anchor[0] >= 0)).toBe(true);
    expect(placesAlong(ellipse([900, 150], [100, 60]), text('ab'), plot, { start: 0, on: 'line' })).toEqual([]);
  });

  test('a straight stroke across a plot that is zoomed in far has places too', () => {
    const far: Spot[] = [
      [-1e5, 150],
      [1e5, 151],
      [-1e5, 150],
    ];
    expect(placesAlong(far, text('ab'), plot, { start: 0.5, on: 'line' }).length).toBeGreaterThan(0);
  });
});

test('far from what it names, a label has a line to it', () => {
  const [box] = boxesOf(text('ab'));
  expect(leaderOf({ box: { ...box!, x: 100, y: 0 }, anchor: [0, 9], text: 0, cost: 0 })).toEqual([
    [0, 9],
    [100, 9],
  ]);
});

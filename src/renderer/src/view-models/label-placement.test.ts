import { describe, expect, test } from 'vitest';
import { isInside, meet, placeLabels, type Box, type LabelPlace } from './label-placement.ts';

const plot: Box = { x: 0, y: 0, width: 300, height: 200 };
const place = (x: number, y: number, cost: number, text = 0): LabelPlace => ({
  box: { x, y, width: text === 0 ? 100 : 40, height: 18 },
  anchor: [x, y],
  text,
  cost,
});
const alone = (...places: LabelPlace[]) => ({ places, avoid: [] });

describe('labels are placed', () => {
  test('where each would like best, if nothing is in the way', () => {
    const chosen = placeLabels([alone(place(10, 10, 0), place(10, 60, 5)), alone(place(10, 100, 3))], plot);
    expect(chosen.map((label) => label?.box.y)).toEqual([10, 100]);
  });

  test('beside one another where both would like the same place; the more important one stays', () => {
    const chosen = placeLabels([alone(place(10, 10, 0)), alone(place(20, 15, 0), place(20, 60, 9))], plot);
    expect(chosen.map((label) => label?.box.y)).toEqual([10, 60]);
    expect(meet(chosen[0]!.box, chosen[1]!.box)).toBe(false);
  });

  test('never outside the plot', () => {
    expect(placeLabels([alone(place(250, 10, 0), place(100, 190, 0))], plot)).toEqual([null]);
  });

  test('rather beside a line than on it', () => {
    const avoid = [12, 30, 50].map((x) => [x, 15] as const);
    const [chosen] = placeLabels([{ places: [place(10, 10, 0), place(10, 60, 9)], avoid }], plot);
    expect(chosen?.box.y).toBe(60);
  });

  test('in shorter words, all of them, where the long ones leave no room for one', () => {
    const wide = { x: 0, y: 0, width: 110, height: 20 };
    const chosen = placeLabels(
      [0, 50].map((x) => alone(place(0, 1, 0), place(x, 1, 5, 1))),
      wide,
    );
    expect(chosen.map((label) => label?.text)).toEqual([1, 1]);
  });

  test('as many as there is room for: what finds no place is left out', () => {
    expect(placeLabels([alone(place(10, 10, 0)), alone(place(10, 10, 0))], plot)[1]).toBeNull();
  });
});

test('boxes that touch meet, for their words would be read as one', () => {
  const box = { x: 0, y: 0, width: 10, height: 10 };
  expect(meet(box, { ...box, x: 11 })).toBe(true);
  expect(meet(box, { ...box, x: 13 })).toBe(false);
  expect(isInside(box, { x: 0, y: 0, width: 10, height: 10 })).toBe(true);
});

test('a label keeps clear of what is there already, such as a handle', () => {
  const handle = { x: 5, y: 5, width: 16, height: 16 };
  const [chosen] = placeLabels([{ places: [place(10, 10, 0), place(10, 60, 50)], avoid: [] }], plot, [handle]);
  expect(chosen?.box.y).toBe(60);
});

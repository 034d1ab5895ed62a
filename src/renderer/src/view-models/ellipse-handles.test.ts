import { expect, test } from 'vitest';
import { axesFromHandle, handlePlaces } from './ellipse-handles.ts';

const mean = [3, 70] as const;
const covariance = [
  [0.2, 1],
  [1, 36],
];
const scale = { x: 4, y: 60 };

test('a handle that is let go where it was changes nothing', () => {
  const places = handlePlaces(mean, covariance, 0.95, scale)!;
  for (const part of ['major', 'minor'] as const) {
    const found = axesFromHandle(mean, covariance, 0.95, part, places[part], scale)!;
    found.flat().forEach((value, i) => expect(value).toBeCloseTo(covariance.flat()[i]!, 10)); // a dozen operations on numbers to 36
  }
});

test('drawn out twice as far along the axis, the ellipse is twice as long and as wide as before', () => {
  const round = [
    [1, 0],
    [0, 1],
  ];
  const end = handlePlaces([0, 0], round, 0.5, { x: 10, y: 10 })!.major;
  const found = axesFromHandle([0, 0], round, 0.5, 'major', [2 * end[0], 2 * end[1]], { x: 10, y: 10 })!;
  expect(found[0]![0]! * found[1]![1]! - found[0]![1]! ** 2).toBeCloseTo(4, 12); // variances 4 and 1
});

test('turned by a right angle on the screen, a long ellipse stands', () => {
  const found = axesFromHandle(
    [0, 0],
    [
      [4, 0],
      [0, 1],
    ],
    0.5,
    'major',
    [0, 2 * Math.sqrt(-2 * Math.log(0.5))],
    {
      x: 10,
      y: 10,
    },
  )!;
  expect(found.flat().map((value) => Math.round(value * 1e9) / 1e9)).toEqual([1, 0, 0, 4]);
});

test('an ellipse is not pressed flat', () => {
  expect(
    axesFromHandle(
      [0, 0],
      [
        [4, 0],
        [0, 1],
      ],
      0.5,
      'minor',
      [0, 0],
      { x: 10, y: 10 },
    ),
  ).toBeNull();
});

test('the border is where the handle was drawn to, whatever the columns’ units', () => {
  const at = [4.1, 91] as const;
  const found = axesFromHandle(mean, covariance, 0.95, 'major', at, scale)!;
  handlePlaces(mean, found, 0.95, scale)!.major.forEach((value, i) => expect(value).toBeCloseTo(at[i]!, 10));
});

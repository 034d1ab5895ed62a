import { expect, test } from 'vitest';
import { fewerCorners, isExtreme, pannedFrame, rectangleBetween, zoomedFrame } from './pair-pointer.ts';

const frame = { x: [0, 10], y: [100, 300] } as const;

test('zooming keeps the place below the pointer where it is', () => {
  const { x, y } = zoomedFrame(frame, [0.2, 0.5], 0.5);
  expect(x).toEqual([1, 6]); // 2 stands at a fifth of it, as before
  expect(y).toEqual([150, 250]);
});

test('moving by a share of the width and back is no move', () => {
  expect(pannedFrame(pannedFrame(frame, [0.25, -0.5]), [-0.25, 0.5])).toEqual(frame);
});

test('a frame beyond twenty times the whole, or below a millionth of it, is too much', () => {
  expect(isExtreme(zoomedFrame(frame, [0.5, 0.5], 19), frame)).toBe(false);
  expect(isExtreme(zoomedFrame(frame, [0.5, 0.5], 21), frame)).toBe(true);
  expect(isExtreme(zoomedFrame(frame, [0.5, 0.5], 1e-7), frame)).toBe(true);
});

test('a rectangle is the same whichever corner the drag began with', () => {
  expect(rectangleBetween([3, 4], [1, 2])).toEqual(rectangleBetween([1, 2], [3, 4]));
});

test('a long lasso keeps its shape with few corners', () => {
  const circle = Array.from({ length: 3000 }, (_, i): [number, number] => [Math.cos(i / 477.5), Math.sin(i / 477.5)]);
  const fewer = fewerCorners(circle);
  expect(fewer.length).toBeLessThanOrEqual(400);
  expect(fewer.length).toBeGreaterThan(150);
});

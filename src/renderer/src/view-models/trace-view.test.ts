import { expect, test } from 'vitest';
import { traceView } from './trace-view.ts';

const frames = [
  { logLikelihood: -100, bound: -90 },
  { logLikelihood: -80, bound: -79 },
  { logLikelihood: -78, bound: null },
];
const room = { x: 6, y: 4 };

test('bound and log-likelihood touch after every E-step; between, the bound lies below', () => {
  const { logLikelihood, bound } = traceView(frames, 0, room);
  expect(logLikelihood).toEqual([
    [0, -100],
    [0.5, -80],
    [1, -80],
    [1.5, -78],
    [2, -78],
  ]);
  expect(bound).toEqual([
    [0, -100],
    [0.5, -90],
    [1, -80],
    [1.5, -79],
    [2, -78],
  ]);
});

test('the place looked at has both heights', () => {
  expect(traceView(frames, 1, room).at).toEqual({ iteration: 0.5, logLikelihood: -80, bound: -90 });
  expect(traceView(frames, 2, room).at).toEqual({ iteration: 1, logLikelihood: -80, bound: -80 });
  expect(traceView(frames, 99, room).at.iteration).toBe(2);
});

test('nearby, the axis spans what is about the half-step shown', () => {
  const long = Array.from({ length: 40 }, (_, i) => ({ logLikelihood: -1000 / (i + 1), bound: -1000 / (i + 1.5) }));
  const { x, y } = traceView(long, 60, room, true);
  expect([x.min, x.max]).toEqual([27.5, 32.5]);
  expect(y.min).toBeGreaterThan(-37);
});

test('one frame alone can be drawn', () => {
  const { x, logLikelihood } = traceView([{ logLikelihood: -5, bound: null }], 0, room);
  expect([x.min, x.max]).toEqual([0, 1]);
  expect(logLikelihood).toEqual([[0, -5]]);
});

import { expect, test } from 'vitest';
import { binAt, binReading } from './bin-reading.ts';
import { histogramView } from './histogram-view.ts';

const edges = Float64Array.of(0, 1, 2, 4);

test('a bin holds its lower edge, the last one both', () => {
  expect([-0.1, 0, 0.99, 1, 2, 4, 4.1, NaN].map((x) => binAt(edges, x))).toEqual([-1, 0, 0, 1, 2, 2, -1, -1]);
});

test('density and probability are told apart', () => {
  const histogram = {
    edges,
    counts: Float64Array.of(2, 5, 3),
    width: 1,
    total: 10,
    rule: { kind: 'count', count: 3 } as const,
    remark: null,
  };
  const view = histogramView({
    column: 'x',
    kind: 'number',
    groups: [{ name: null, histogram, model: { mean: 1.5, sd: 1 } }],
    vertical: 'density',
    window: null,
    unit: 1,
    interval: null,
    room: { x: 5, y: 5 },
  });
  const reading = binReading(view, 1.5, 1, 'number');
  expect(reading?.range).toBe('1 ≤ x < 2');
  // Φ(0.5) − Φ(−0.5) = 0.3829, φ(0) = 0.3989.
  expect(reading?.groups[0]).toEqual({
    name: null,
    count: '5 of 10',
    share: '50\u202f%',
    density: '0.5',
    model: { density: '0.3989', probability: '38.29\u202f%' },
  });
});

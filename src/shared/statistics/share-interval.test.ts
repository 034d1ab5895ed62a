import { expect, test } from 'vitest';
import { shareInterval } from './share-interval.ts';

// R: binom.test(262, 272)$conf.int and so on
test('the interval of a share is that of R', () => {
  const expected: [number, number, number, number][] = [
    [262, 272, 0.933429374167, 0.982231582649],
    [101, 272, 0.313749857425, 0.431734579476],
    [0, 10, 0, 0.308497107819],
    [10, 10, 0.691502892181, 1],
  ];
  for (const [count, n, lower, upper] of expected) {
    const interval = shareInterval(count, n, 0.95);
    expect(interval[0]).toBeCloseTo(lower, 10);
    expect(interval[1]).toBeCloseTo(upper, 10);
  }
});

import { expect, test } from 'vitest';
import { mahalanobisBound, mahalanobisCutoff } from './mahalanobis-cutoff.ts';

// R 4.2, n = 10, d = 2, p = 0.99: qchisq(.99, 2); qbeta(.99, 1, 3.5) * 81/10; 2*99/(10*8) * qf(.99, 2, 8)
test('ten rows of two columns: χ² 9.2103, in-sample 5.9270, new row 21.4065', () => {
  expect(mahalanobisCutoff('known', 0.99, 2, 10)).toBeCloseTo(9.21034037197618, 10);
  expect(mahalanobisCutoff('in-sample', 0.99, 2, 10)).toBeCloseTo(5.92701640582342, 9);
  expect(mahalanobisCutoff('new-row', 0.99, 2, 10)).toBeCloseTo(21.40654883566695, 8);
});

test('ten rows can be at most 8.1 away, so χ² 9.21 can flag none of them', () => {
  expect(mahalanobisBound(10)).toBeCloseTo(8.1, 12);
  expect(mahalanobisBound(10, 'n')).toBe(9);
  expect(mahalanobisCutoff('in-sample', 1 - 1e-12, 2, 10)!).toBeLessThanOrEqual(8.1);
});

test('dividing by n makes distances, and cutoffs, n/(n−1) times as large', () => {
  expect(mahalanobisCutoff('in-sample', 0.9, 3, 25, 'n')! / mahalanobisCutoff('in-sample', 0.9, 3, 25)!).toBeCloseTo(
    25 / 24,
    12,
  );
});

test('with many rows all three agree', () => {
  for (const reference of ['in-sample', 'new-row'] as const)
    expect(mahalanobisCutoff(reference, 0.975, 2, 1e6)).toBeCloseTo(7.377758908227871, 3);
});

test('too few rows for a distribution give none', () => {
  expect(mahalanobisCutoff('in-sample', 0.9, 3, 4)).toBeNull();
  expect(mahalanobisCutoff('new-row', 0.9, 3, 3)).toBeNull();
});

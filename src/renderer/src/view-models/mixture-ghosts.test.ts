import { describe, expect, test } from 'vitest';
import { squaredDistance2D } from '../../../shared/statistics/gaussian.ts';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import { ghostBands, ghostEllipses } from './mixture-ghosts.ts';

const plane = (mean: number[], covariance: number[][]) => ({
  weights: [1],
  means: [mean],
  covariances: [covariance],
  noise: null,
});
const line = (weights: number[], means: number[], sds: number[]) => ({
  weights,
  means: means.map((mean) => [mean]),
  covariances: sds.map((sd) => [[sd * sd]]),
  noise: null,
});

describe('ellipses of refits', () => {
  test('every point of each lies at the radius of its level, as its own refit sees it', () => {
    const refits = [
      plane(
        [1, 9, 2],
        [
          [2, 0, 0.5],
          [0, 1, 0],
          [0.5, 0, 1],
        ],
      ),
      plane(
        [1.2, 9, 2.1],
        [
          [1.5, 0, 0.2],
          [0, 1, 0],
          [0.2, 0, 2],
        ],
      ),
    ];
    const [ghosts] = ghostEllipses({ mixtures: refits, ids: [4], confidence: 0.95 }, [0, 2], 0.9);
    expect(ghosts!.id).toBe(4);
    expect(ghosts!.lines).toHaveLength(2);
    ghosts!.lines.forEach((points, refit) => {
      const {
        means: [mean],
        covariances: [c],
      } = refits[refit]!;
      for (const point of points)
        expect(
          squaredDistance2D(
            point,
            [mean![0]!, mean![2]!],
            [
              [c![0]![0]!, c![0]![2]!],
              [c![0]![2]!, c![2]![2]!],
            ],
          ),
        ).toBeCloseTo(-2 * Math.log(0.1), 9);
    });
  });

  test('a component that collapsed in a refit has no ellipse there', () => {
    const flat = plane(
      [0, 0],
      [
        [1, 1],
        [1, 1],
      ],
    );
    const round = plane(
      [0, 0],
      [
        [1, 0],
        [0, 1],
      ],
    );
    const [ghosts] = ghostEllipses({ mixtures: [flat, round], ids: [0], confidence: 0.95 }, [0, 1], 0.95);
    expect(ghosts!.lines).toHaveLength(1);
  });
});

describe('the band of refits', () => {
  // 101 normals whose heights at any place are those of one normal times 0, 0.01 … 1.
  const refits = Array.from({ length: 101 }, (_, i) => line([((i * 37) % 101) / 100], [0], [2]));

  test('holds the middle of the curves at each place', () => {
    const [band] = ghostBands({ mixtures: refits, ids: [0], confidence: 0.9 }, [-6, 6]);
    band!.lower.x.forEach((x, i) => {
      expect(band!.lower.y[i]).toBeCloseTo(0.05 * normalDensity(x, 0, 2), 12);
      expect(band!.upper.y[i]).toBeCloseTo(0.95 * normalDensity(x, 0, 2), 12);
    });
  });

  test('is there for each component and for the sum, which is not the sum of the bands', () => {
    // Where one component is heavier the other is lighter: the sum hardly moves.
    const swapped = Array.from({ length: 51 }, (_, i) => line([i / 50, 1 - i / 50], [0, 0.001], [1, 1]));
    const bands = ghostBands({ mixtures: swapped, ids: [3, 5], confidence: 0.95 }, [-3, 3]);
    expect(bands.map(({ id }) => id)).toEqual([3, 5, null]);
    const [first, second, sum] = bands;
    const widest = (band: typeof first): number =>
      Math.max(...band!.upper.y.map((upper, i) => upper - band!.lower.y[i]!));
    expect(widest(first)).toBeGreaterThan(0.3);
    expect(widest(second)).toBeGreaterThan(0.3);
    expect(widest(sum)).toBeLessThan(0.001);
  });

  test('needs two refits', () =>
    expect(ghostBands({ mixtures: refits.slice(0, 1), ids: [0], confidence: 0.9 }, [0, 1])).toEqual([]));
});

import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import type { GeneratorModel } from './generator-state.ts';

const line = (weights: number[], means: number[], sds: number[]): GaussianMixture => ({
  weights,
  means: means.map((mean) => [mean]),
  covariances: sds.map((sd) => [[sd * sd]]),
  noise: null,
});

const plane = (parts: [weight: number, mean: [number, number], xx: number, xy: number, yy: number][]) => ({
  weights: parts.map(([weight]) => weight),
  means: parts.map(([, mean]) => [...mean]),
  covariances: parts.map(([, , xx, xy, yy]) => [
    [xx, xy],
    [xy, yy],
  ]),
  noise: null,
});

const example = (origin: string, mixture: GaussianMixture): GeneratorModel => ({
  mixture,
  ids: mixture.weights.map((_, k) => k),
  columns: mixture.means[0]!.length === 1 ? ['x'] : ['x₁', 'x₂'],
  origin,
});

/** Mixtures to begin with, each for one thing to see. */
export const exampleMixtures: readonly GeneratorModel[] = [
  example('Two humps, one column', line([0.35, 0.65], [-2, 2], [0.8, 1.2])),
  example('Two parts, one hump', line([0.5, 0.5], [-0.9, 0.9], [1, 1])),
  example('Three humps, one column', line([0.3, 0.5, 0.2], [-4, 0, 3.5], [0.7, 1, 0.5])),
  example(
    'Two clusters, two columns',
    plane([
      [0.4, [-1.5, -1], 0.8, 0.5, 0.6],
      [0.6, [1.5, 1], 1.2, -0.6, 0.9],
    ]),
  ),
  example(
    'Three clusters, two columns',
    plane([
      [0.5, [0, 0], 1, 0.6, 0.8],
      [0.3, [3.5, -1], 0.5, 0, 1.2],
      [0.2, [-0.5, 3.5], 1.2, -0.7, 0.6],
    ]),
  ),
  example(
    'A cross: one mean, two shapes',
    plane([
      [0.5, [0, 0], 3, 0, 0.12],
      [0.5, [0, 0], 0.12, 0, 3],
    ]),
  ),
  example(
    'Two parts, three humps',
    plane([
      [0.5, [0, 0], 1, 0, 0.05],
      [0.5, [1, 1], 0.05, 0, 1],
    ]),
  ),
];

import { confidenceEllipse, ellipsePoints } from '../../../shared/statistics/confidence-ellipse.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import type { Curve } from './normal-curve.ts';

/** Refits of a mixture to rows drawn again: component k is the same in all of them. */
export interface MixtureGhosts {
  mixtures: readonly GaussianMixture[];
  /** Numbers of the components, which give them their colours. */
  ids: readonly number[];
  /** Share of the refits that a band holds. */
  confidence: number;
}

/** One component's ellipses in all refits. */
export interface GhostEllipses {
  id: number;
  lines: [number, number][][];
}

/** Where the curves of the refits run, place by place. */
export interface GhostBand {
  /** Null for the weighted sum. */
  id: number | null;
  lower: Curve;
  upper: Curve;
}

/** Ellipses of every refit; a refit whose component has no extent has none. @param axes  the two columns drawn */
export function ghostEllipses(
  { mixtures, ids }: MixtureGhosts,
  axes: readonly [number, number],
  level: number,
): GhostEllipses[] {
  return ids.map((id, k) => ({
    id,
    lines: mixtures.flatMap(({ means, covariances }) => {
      const [mean, covariance] = [means[k], covariances[k]];
      return mean && covariance ? ellipseLine(mean, covariance, axes, level) : [];
    }),
  }));
}

/** Fewer points than a fit's own ellipse has: there are a hundred of them. */
const ghostPoints = 48;

function ellipseLine(
  mean: readonly number[],
  covariance: readonly (readonly number[])[],
  [x, y]: readonly [number, number],
  level: number,
): [number, number][][] {
  const [xx, xy, yy] = [covariance[x]![x]!, covariance[x]![y]!, covariance[y]![y]!];
  try {
    const ellipse = confidenceEllipse(
      [mean[x]!, mean[y]!],
      [
        [xx, xy],
        [xy, yy],
      ],
      level,
    );
    return [ellipsePoints(ellipse, ghostPoints).map(([a, b]): [number, number] => [a, b])];
  } catch (thrown) {
    if (thrown instanceof FitError) return [];
    throw thrown;
  }
}

/**
 * Quantiles (type 7) of the refits' weighted densities at each place, of every component and of their sum: a band holds
 * `confidence` of the curves at each place, not each curve as a whole.
 * @param range  of the axis; places lie evenly over it and closer about the means
 * @see [EfronTibshirani1993] chapter 13
 */
export function ghostBands(
  { mixtures, ids, confidence }: MixtureGhosts,
  [from, to]: readonly [number, number],
): GhostBand[] {
  const [first] = mixtures;
  if (!first || mixtures.length < 2) return [];
  const x = placesOf(mixtures, from, to);
  const heights = mixtures.map(({ weights, means, covariances }) =>
    weights.map((weight, k) => {
      const [mean, sd] = [means[k]![0]!, Math.sqrt(covariances[k]![0]![0]!)];
      return x.map((at) => (sd > 0 ? weight * normalDensity(at, mean, sd) : 0));
    }),
  );
  const sums = heights.map((curves) => x.map((_, i) => curves.reduce((sum, curve) => sum + curve[i]!, 0)));
  return [
    ...ids.map((id, k) => ({
      id,
      ...bandOf(
        x,
        heights.map((curves) => curves[k]!),
        confidence,
      ),
    })),
    ...(ids.length > 1 ? [{ id: null, ...bandOf(x, sums, confidence) }] : []),
  ];
}

function placesOf(mixtures: readonly GaussianMixture[], from: number, to: number): Float64Array<ArrayBuffer> {
  const evenly = (low: number, high: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => low + ((high - low) * i) / (count - 1));
  // Narrow components need places of their own, or their bands would be cut.
  const [{ means, covariances }] = mixtures as [GaussianMixture];
  const near = means.flatMap((mean, k) => {
    const sd = Math.sqrt(covariances[k]![0]![0]!);
    return evenly(mean[0]! - 4 * sd, mean[0]! + 4 * sd, 25);
  });
  const places = [...evenly(from, to, 121), ...near].filter((at) => at >= from && at <= to);
  return Float64Array.from(new Set(places)).sort();
}

function bandOf(x: Float64Array, curves: readonly Float64Array[], confidence: number): { lower: Curve; upper: Curve } {
  const lower = new Float64Array(x.length);
  const upper = new Float64Array(x.length);
  const values = new Float64Array(curves.length);
  for (let i = 0; i < x.length; i++) {
    for (let j = 0; j < curves.length; j++) values[j] = curves[j]![i]!;
    values.sort();
    lower[i] = quantileOfSorted(values, (1 - confidence) / 2);
    upper[i] = quantileOfSorted(values, (1 + confidence) / 2);
  }
  return { lower: { x, y: lower }, upper: { x, y: upper } };
}

function quantileOfSorted(values: Float64Array, p: number): number {
  const place = p * (values.length - 1);
  const low = Math.floor(place);
  return values[low]! + (place - low) * ((values[low + 1] ?? values[low]!) - values[low]!);
}

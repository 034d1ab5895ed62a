import { jointConfidence, normalLikelihoodContour } from '../../../shared/statistics/normal-likelihood-contour.ts';
import {
  normalWaldIntervals,
  profileOfMean,
  profileOfSd,
  relativeLogLikelihood,
} from '../../../shared/statistics/normal-profile.ts';
import { logSdRoot, normalProfileIntervals, type SufficientStatistics } from '../../../shared/statistics/normal.ts';
import { fractionOf, linearAxis, type Axis } from './axis.ts';
import type { ValueKind } from './histogram-view.ts';
import { levelLabel, likelihoodLevels } from './likelihood-levels.ts';
import type { Curve, NormalParameters } from './normal-curve.ts';
import { formatNumber } from './number-format.ts';
import { timeAxis } from './time-axis.ts';

/** A part of the (μ, σ) plane in the column's units; σ > 0. */
export interface LikelihoodFrame {
  x: readonly [from: number, to: number];
  y: readonly [from: number, to: number];
}

export interface LikelihoodContour {
  /** Below the maximum. */
  drop: number;
  /** Asymptotic confidence of the region inside. */
  confidence: number;
  /** Null where its neighbours leave no room for one. */
  label: string | null;
  /** Closed; shape (points,) of (μ, σ). */
  line: [mean: number, sd: number][];
}

/** A parameter's profile log-likelihood, 0 at its maximum, and what is read from it. */
export interface LikelihoodProfile {
  curve: Curve;
  /** What Wald's interval takes it for. */
  parabola: Curve;
  /** The profile of the first rows; null while all rows are looked at. */
  first: Curve | null;
  likelihoodRatio: [lower: number, upper: number];
  wald: [lower: number, upper: number];
  /** Of the dragged point, and how far the profile has fallen there. */
  current: { at: number; height: number };
}

export interface LikelihoodSurfaceView {
  /** μ, and σ. */
  x: Axis;
  y: Axis;
  /** Of each profile: from far below up to 0, the maximum. */
  fall: { mean: Axis; sd: Axis };
  /** Height at which the intervals end, negative. */
  threshold: number;
  confidence: number;
  contours: LikelihoodContour[];
  maximum: NormalParameters;
  /** Divided by n − 1; null for a single value. */
  sdSample: number | null;
  current: NormalParameters & { drop: number };
  mean: LikelihoodProfile;
  sd: LikelihoodProfile;
  /** The first rows: the contours of the same drops, their maximum. */
  first: { n: number; maximum: NormalParameters; contours: LikelihoodContour[] } | null;
  /** Where the maximum stood after the first rows, two of them to all. */
  path: [mean: number, sd: number][];
  summary: string;
}

export interface LikelihoodSurfaceRequest {
  data: SufficientStatistics;
  sdSample: number | null;
  current: NormalParameters;
  /** Statistics of the first rows; null for all. */
  first: SufficientStatistics | null;
  path: [mean: number, sd: number][];
  frame: LikelihoodFrame;
  /** Of the intervals, 0 to 1. */
  confidence: number;
  column: string;
  kind: ValueKind;
  room: { x: number; y: number };
}

const millisecondsPerDay = 86_400_000;

/**
 * The part of the plane that shows the three confidence regions and a little more, or the one that shows how badly far
 * parameters fit: μ̂ ± 2.5 σ̂ and σ̂/3 to 3 σ̂.
 */
export function likelihoodFrame(data: SufficientStatistics, kind: 'near' | 'wide'): LikelihoodFrame {
  const drop = 7 / data.n;
  // A handful of rows leave almost everything open: what they cannot exclude is cut at ten σ̂.
  const reach = Math.min(10, Math.sqrt(Math.expm1(2 * drop)));
  const low = Math.exp(logSdRoot(2 * drop, -1));
  const high = Math.min(10, Math.exp(logSdRoot(2 * drop, 1)));
  const [across, from, to] =
    kind === 'near' ? [reach, low, high] : [Math.max(2.5, reach), Math.min(1 / 3, low), Math.max(3, high)];
  return {
    x: [data.mean - across * data.sdMle, data.mean + across * data.sdMle],
    y: [from * data.sdMle, to * data.sdMle],
  };
}

/** A frame moved or zoomed by hand, kept where σ is positive. */
export function withinPlane({ x, y }: LikelihoodFrame): { x: [number, number]; y: [number, number] } {
  const least = y[1] / 1000;
  return { x: [x[0], x[1]], y: [Math.max(least, y[0]), Math.max(2 * least, y[1])] };
}

/** The log-likelihood of a normal over (μ, σ): exact contours, both profiles with their intervals, and a point. */
export function likelihoodSurfaceView(request: LikelihoodSurfaceRequest): LikelihoodSurfaceView {
  const { data, current, first, frame, confidence, column, kind, room } = request;
  const x =
    kind === 'date'
      ? timeAxis({ min: frame.x[0], max: frame.x[1], name: `μ of ${column}`, count: room.x })
      : linearAxis({ min: frame.x[0], max: frame.x[1], name: `μ of ${column}`, count: room.x });
  const y = linearAxis({
    min: frame.y[0],
    max: frame.y[1],
    name: kind === 'date' ? `σ of ${column}, in days` : `σ of ${column}`,
    count: room.y,
    ...(kind === 'date' && { unit: millisecondsPerDay }),
  });
  const { mean, sdMle } = data;
  // As deep as the profile falls within the frame; that of σ dives below any strip towards 0, so its upper arm decides.
  const depth = (...ends: number[]): Axis =>
    linearAxis({ min: -Math.max(7, ...ends.map((end) => Math.min(-end, 1e12))), max: 0, name: '', count: 3 });
  const fall = {
    mean: depth(...frame.x.map((mu) => profileOfMean(data, mu))),
    sd: depth(1.3 * profileOfSd(data, frame.y[1])),
  };
  const intervals = normalProfileIntervals(data, confidence);
  const wald = normalWaldIntervals(data, confidence);
  const drop = -relativeLogLikelihood(data, current.mean, current.sd);
  const usable = first && first.sdMle > 0 ? first : null;
  return {
    x,
    y,
    fall,
    threshold: profileOfMean(data, intervals.mean[0]),
    confidence,
    contours: contoursIn(data, frame),
    maximum: { mean, sd: sdMle },
    sdSample: request.sdSample,
    current: { ...current, drop },
    mean: {
      curve: curveOf(frame.x, (mu) => profileOfMean(data, mu)),
      parabola: curveOf(frame.x, (mu) => (-data.n / 2) * ((mu - mean) / sdMle) ** 2),
      first: usable && curveOf(frame.x, (mu) => profileOfMean(usable, mu)),
      likelihoodRatio: intervals.mean,
      wald: wald.mean,
      current: { at: current.mean, height: profileOfMean(data, current.mean) },
    },
    sd: {
      curve: curveOf(frame.y, (sd) => profileOfSd(data, sd)),
      parabola: curveOf(frame.y, (sd) => -data.n * ((sd - sdMle) / sdMle) ** 2),
      first: usable && curveOf(frame.y, (sd) => profileOfSd(usable, sd)),
      likelihoodRatio: intervals.sd,
      wald: wald.sd,
      current: { at: current.sd, height: profileOfSd(data, current.sd) },
    },
    first: usable && {
      n: usable.n,
      maximum: { mean: usable.mean, sd: usable.sdMle },
      contours: contoursIn(usable, frame).filter((contour) => contour.drop < 5),
    },
    path: request.path,
    summary: `Log-likelihood of a normal over μ and σ of ${column}: its maximum at μ = ${formatNumber(mean)}, σ = ${formatNumber(sdMle)}; the point at μ = ${formatNumber(current.mean)}, σ = ${formatNumber(current.sd)} lies ${formatNumber(Math.max(0, drop), 4)} below it.`,
  };
}

function curveOf([from, to]: readonly [number, number], at: (value: number) => number): Curve {
  const x = Float64Array.from({ length: 241 }, (_, i) => from + ((to - from) * i) / 240);
  return { x, y: x.map(at) };
}

/** Those that cross the frame; labelled where their tops keep apart. */
function contoursIn(data: SufficientStatistics, frame: LikelihoodFrame): LikelihoodContour[] {
  const corners = frame.x.flatMap((mu) => frame.y.map((sd) => -relativeLogLikelihood(data, mu, sd)));
  const y = { min: frame.y[0], max: frame.y[1] };
  let lastTop = fractionOf(y, data.sdMle);
  let lastDrawn = -1;
  return likelihoodLevels(Math.max(...corners)).flatMap((drop) => {
    const line = normalLikelihoodContour(data, drop);
    const top = fractionOf(y, data.sdMle * Math.exp(logSdRoot((2 * drop) / data.n, 1)));
    const bottom = fractionOf(y, line[0]![1]);
    // Lines closer than this would run into one another.
    if (drop > 5 && lastDrawn >= 0 && Math.abs(bottom - lastDrawn) < 0.012) return [];
    lastDrawn = bottom;
    const roomy = top - lastTop > 0.06 && top < 0.96;
    if (roomy) lastTop = top;
    return [{ drop, confidence: jointConfidence(drop), label: roomy ? levelLabel(drop) : null, line }];
  });
}

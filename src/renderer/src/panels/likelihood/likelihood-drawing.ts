import type { SufficientStatistics } from '../../../../shared/statistics/normal.ts';
import { relativeLogLikelihood } from '../../../../shared/statistics/normal-profile.ts';
import type { LikelihoodResults } from '../../state/likelihood-results.svelte.ts';
import { firstRowsView, type FirstRowsView } from '../../view-models/first-rows-view.ts';
import { histogramView, type HistogramView, type ValueKind } from '../../view-models/histogram-view.ts';
import {
  likelihoodFrame,
  likelihoodSurfaceView,
  type LikelihoodFrame,
  type LikelihoodSurfaceView,
} from '../../view-models/likelihood-surface-view.ts';
import { digitsBeside, formatDate, formatNumber } from '../../view-models/number-format.ts';

interface Room {
  x: number;
  y: number;
}

const millisecondsPerDay = 86_400_000;

/** The part of the plane shown; null without a likelihood. */
export function frameOf(results: LikelihoodResults): LikelihoodFrame | null {
  const { data } = results;
  const { frame } = results.shownState.likelihood;
  return data && (typeof frame === 'string' ? likelihoodFrame(data, frame) : frame);
}

export function surfaceOf(results: LikelihoodResults, confidence: number, room: Room): LikelihoodSurfaceView | null {
  const { data, model, fit, answered, kind } = results;
  const frame = frameOf(results);
  if (!data || !model || !frame || !answered || !fit?.ok) return null;
  return likelihoodSurfaceView({
    data,
    sdSample: fit.value.sdSample,
    current: model,
    first: results.first,
    path: pathOf(results)
      .filter(({ sdMle }) => sdMle > 0)
      .map(({ mean, sdMle }) => [mean, sdMle]),
    frame,
    confidence,
    column: answered.column,
    kind,
    room,
  });
}

/** Statistics of more and more first values, fewest first. */
export function pathOf({ path }: LikelihoodResults): SufficientStatistics[] {
  return Array.from(path?.n ?? [], (n, i) => ({ n, mean: path?.mean[i] ?? NaN, sdMle: path?.sdMle[i] ?? NaN }));
}

/** The histogram with the normal of the point, and the fit beside it while the point lies elsewhere. */
export function pointHistogram(results: LikelihoodResults, room: Room): HistogramView | null {
  const { histogram, model, data, answered, kind, shownState } = results;
  if (!histogram || !answered || histogram.total === 0) return null;
  const fitted = data && { mean: data.mean, sd: data.sdMle };
  return histogramView({
    column: answered.column,
    kind,
    groups: [{ name: null, histogram, model, fitted: shownState.model ? fitted : null }],
    vertical: 'density',
    window: null,
    unit: 1,
    interval: null,
    room,
  });
}

export function growthOf(results: LikelihoodResults, confidence: number, room: Room): FirstRowsView | null {
  const { data, first, answered, kind } = results;
  if (!data || !answered) return null;
  return firstRowsView({ data, first, path: pathOf(results), column: answered.column, kind, confidence, room });
}

/** A mean, a date where the column holds dates. */
export function meanText(mean: number, sd: number, kind: ValueKind): string {
  return kind === 'date' ? formatDate(Math.round(mean / 1000) * 1000) : formatNumber(mean, digitsBeside(mean, sd));
}

export function sdText(sd: number, kind: ValueKind): string {
  return kind === 'date' ? `${formatNumber(sd / millisecondsPerDay, 5)} days` : formatNumber(sd, 6);
}

/** A place of the plane with the log-likelihood there. */
export function placeText(data: SufficientStatistics, [mean, sd]: readonly [number, number], kind: ValueKind): string {
  if (!(sd > 0)) return '';
  const fall = -relativeLogLikelihood(data, mean, sd);
  return `μ = ${meanText(mean, sd, kind)}, σ = ${sdText(sd, kind)}: ${fallText(fall)}`;
}

/** How far below the maximum, in words. */
export function fallText(fall: number): string {
  return fall < 1e-9 ? 'at the maximum' : `${formatNumber(fall, 4)} below the maximum`;
}

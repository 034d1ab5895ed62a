import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { BinRule } from '../../../../shared/statistics/histogram.ts';
import {
  doaneWidth,
  freedmanDiaconisWidth,
  scottWidth,
  sturgesWidth,
  widthOfBins,
  type BinWidth,
} from './bin-width.ts';
import type { ColumnShape } from './column-shape.ts';
import type { MeasurementStep } from './measurement-step.ts';

/** More bins than this are narrower than the pixels that could show them. */
export const mostBins = 2000;

/** Edges of a histogram before anything is counted. */
export interface BinEdges {
  /** Shape (bins + 1,), strictly ascending; empty for a column without values. */
  edges: Float64Array;
  width: number;
  /** Why the rule could not be followed to the letter, in words. */
  remark: string | null;
}

/**
 * Edges for a column by a rule.
 * Automatic rules on a column with a measurement step take a whole number of steps for the width and stand half a step
 * beside the values, so that every bin holds the same number of possible values (no comb) and no value lies on an edge;
 * on other columns they divide the range evenly. Either way the edges are symmetric about the middle of the range, so
 * that the mirrored column has the mirrored histogram.
 * @throws {FitError} `invalid-parameter` for a width that is not positive and finite, a count that is not a whole number from 1
 */
export function binEdges(rule: BinRule, shape: ColumnShape): BinEdges {
  if (shape.n === 0) return { edges: new Float64Array(0), width: 0, remark: 'There are no values.' };
  if (rule.kind === 'width' && !(rule.width > 0 && rule.width < Infinity && Number.isFinite(rule.anchor ?? 0))) {
    throw new FitError('invalid-parameter', { width: rule.width, anchor: rule.anchor ?? 0 });
  }
  if (rule.kind === 'count' && !(rule.count >= 1 && Number.isInteger(rule.count))) {
    throw new FitError('invalid-parameter', { count: rule.count });
  }
  if (rule.kind === 'width') return widthEdges(rule.width, rule.anchor ?? 0, shape);
  if (shape.min === shape.max) return singleBin(shape);
  if (rule.kind === 'count') return countEdges(rule.count, shape);
  const asked = automaticWidth(rule.kind, shape);
  const chosen = asked.width === null ? scottWidth(shape) : asked;
  const fallback =
    chosen.width === null ? widthOfBins(shape.min, shape.max, Math.ceil(Math.log2(shape.n) + 1)) : chosen;
  const remark =
    asked.width === null
      ? `${ruleNames[rule.kind]} gives no width, because ${asked.why}; Scott's rule stands in.`
      : null;
  const width = fallback.width ?? shape.max / 2 - shape.min / 2;
  const placed = shape.step ? steppedEdges(width, shape, shape.step) : evenEdges(width, shape);
  return { ...placed, remark: placed.remark ?? remark };
}

const ruleNames = {
  'freedman-diaconis': 'The rule of Freedman and Diaconis',
  scott: "Scott's rule",
  sturges: "Sturges' rule",
  doane: "Doane's rule",
};

function automaticWidth(kind: keyof typeof ruleNames, shape: ColumnShape): BinWidth {
  switch (kind) {
    case 'freedman-diaconis':
      return freedmanDiaconisWidth(shape);
    case 'scott':
      return scottWidth(shape);
    case 'sturges':
      return sturgesWidth(shape);
    case 'doane':
      return doaneWidth(shape);
  }
}

/** Bins of a whole number of steps, the values' grid in the middle between edges, symmetric about the middle of the range. */
function steppedEdges(width: number, { max }: ColumnShape, { start, step, denominator }: MeasurementStep): BinEdges {
  // In units of step: the values stand at 0 … places − 1.
  const places = Math.round((max * denominator - start) / step) + 1;
  const asked = (width * denominator) / step;
  // k bins of q steps leave k·q − places steps over, an equal number at either end only if that is even.
  const bySteps = (q: number) => {
    const bins = Math.ceil(places / q);
    return (bins * q - places) % 2 === 0 ? bins : bins + 1;
  };
  const odd = places % 2 === 1;
  let steps = odd ? nearestOdd(asked) : Math.max(1, Math.round(asked));
  let bins = bySteps(steps);
  let remark: string | null = null;
  if (bins > mostBins) {
    remark = tooMany(Math.ceil(places / asked));
    steps = Math.ceil(places / (mostBins - 1));
    if (odd && steps % 2 === 0) steps++;
    bins = bySteps(steps);
  }
  // In units of half a step, so that everything is a whole number until the one division.
  const first = -1 - (bins * steps - places);
  const edges = Float64Array.from(
    { length: bins + 1 },
    (_, edge) => (2 * start + (first + 2 * edge * steps) * step) / (2 * denominator),
  );
  return { edges, width: (steps * step) / denominator, remark };
}

/** An even split of the range into bins of about the width. */
function evenEdges(width: number, { min, max }: ColumnShape): BinEdges {
  const asked = Math.max(1, Math.ceil(max / width - min / width));
  const finest = finestBins(min, max);
  const bins = Math.min(asked, mostBins, finest);
  const edges = splitRange(min, max, bins);
  return { edges, width: meanWidth(edges), remark: limited(asked, bins, finest) };
}

/** A fixed number of bins over the range; half a step wider at both ends where the column has a step. */
function countEdges(asked: number, { min, max, step }: ColumnShape): BinEdges {
  const finest = finestBins(min, max);
  const bins = Math.min(asked, mostBins, finest);
  const half = step ? step.step / (2 * step.denominator) : 0;
  const edges = splitRange(min - half, max + half, bins);
  const width = meanWidth(edges);
  const stepsPerBin = step ? (width * step.denominator) / step.step : 1;
  const comb = step !== null && stepsPerBin < 20 && Math.abs(stepsPerBin - Math.round(stepsPerBin)) > 1e-9;
  const remark = comb
    ? `The values come in steps of ${step.step / step.denominator}, and a bin holds ${short(stepsPerBin)} of them: some bins hold more steps than others.`
    : null;
  return { edges, width, remark: limited(asked, bins, finest) ?? remark };
}

/**
 * Bins of a fixed width whose edges are anchor + i · width; a value on the last edge opens another bin. A width that
 * gives too many bins, or edges that doubles of this size cannot tell apart, is multiplied by a whole number.
 */
function widthEdges(asked: number, anchor: number, { min, max }: ColumnShape): BinEdges {
  const magnitude = Math.max(Math.abs(min), Math.abs(max), Math.abs(anchor));
  const bins = max / asked - min / asked;
  const times = Math.max(Math.ceil(bins / (mostBins - 2)), Math.ceil(magnitude / asked / 2 ** 48), 1);
  const coarsest = Math.max(max / (mostBins - 2) - min / (mostBins - 2), magnitude / 2 ** 48);
  const width = asked * times < Infinity ? asked * times : coarsest;
  const place = (i: number) => Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, anchor + i * width));
  let first = Math.floor(min / width - anchor / width);
  let last = Math.floor(max / width - anchor / width) + 1;
  // Division and multiplication round differently: one more edge wherever a value would fall outside.
  if (place(first) > min) first--;
  if (place(last) <= max && place(last) < place(last + 1)) last++;
  const edges = Float64Array.from({ length: last - first + 1 }, (_, i) => place(first + i));
  return { edges, width, remark: width === asked ? null : tooMany(Math.ceil(bins)) };
}

/** One bin around the only value of a column. */
function singleBin({ min: value, n }: ColumnShape): BinEdges {
  const width = value === 0 ? 1 : Math.min(10 ** Math.floor(Math.log10(Math.abs(value))), 2 ** 1000);
  const half = Math.max(width / 2, Math.abs(value) * 2 ** -51, Number.MIN_VALUE);
  const edges = Float64Array.of(Math.max(-Number.MAX_VALUE, value - half), Math.min(Number.MAX_VALUE, value + half));
  return { edges, width: meanWidth(edges), remark: n === 1 ? 'There is one value.' : `All ${n} values are ${value}.` };
}

/** Edges that split [min, max] evenly, both ends exact. */
function splitRange(min: number, max: number, bins: number): Float64Array {
  const edges = new Float64Array(bins + 1);
  for (let edge = 0; edge <= bins; edge++) {
    // From the nearer end, so that the mirrored range has the mirrored edges, and without the difference, which may overflow.
    const share = edge / bins;
    edges[edge] = min * (1 - share) + max * share;
  }
  edges[0] = min;
  edges[bins] = max;
  return edges;
}

/** How many bins of four neighbouring doubles each fit between two values; at least 1. */
function finestBins(min: number, max: number): number {
  const spacing = Math.max(Math.abs(min), Math.abs(max)) * Number.EPSILON || Number.MIN_VALUE;
  return Math.max(1, Math.floor((max / 4 - min / 4) / Math.max(spacing, Number.MIN_VALUE)));
}

function meanWidth(edges: Float64Array): number {
  const bins = edges.length - 1;
  return Math.min(Number.MAX_VALUE, edges[bins]! / bins - edges[0]! / bins);
}

function nearestOdd(value: number): number {
  return Math.max(1, 2 * Math.round((value - 1) / 2) + 1);
}

function tooMany(bins: number): string {
  return `The rule asks for ${bins < 1e9 ? bins : 'countless'} bins; at most ${mostBins} are drawn.`;
}

/** Why fewer bins than asked for are drawn; null where they are not. */
function limited(asked: number, bins: number, finest: number): string | null {
  if (asked <= bins) return null;
  return bins < finest
    ? tooMany(asked)
    : `The values differ only in their last digits: more than ${bins} bins do not fit.`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

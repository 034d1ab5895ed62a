import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import type { MixtureFactor } from '../../../shared/statistics/mixture-factor.ts';
import type { Mode } from '../../../shared/statistics/mixture-modes.ts';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { Curve } from './normal-curve.ts';
import { placeOfMode } from './factor-text.ts';
import { mixtureMoments } from './mixture-moments.ts';
import { countOf, formatShare } from './number-format.ts';

export interface GeneratorLineRequest {
  column: string;
  factor: MixtureFactor;
  shown: IdentifiedMixture;
  /** Ends and number of the equal bins. */
  bins: { from: number; to: number; count: number };
  /** Rows per component and bin, shape (K, bins); null before there are any. */
  counts: readonly Float64Array[] | null;
  /** Rows of the whole draw: what the bars' heights are shares of. */
  rows: number;
  /** The component of p(x | z), by its number. */
  conditioned: number;
  /** Drawn in p(x) only. */
  modes: readonly Mode[];
  window: readonly [number, number] | null;
  nameOf: (id: number) => string;
  room: { x: number; y: number };
}

/** A piece of a bar: bars of several components stand on one another. */
export interface DrawnBar {
  from: number;
  to: number;
  bottom: number;
  top: number;
  /** Component; null for all together. */
  id: number | null;
}

export interface FactorCurve {
  curve: Curve;
  id: number | null;
  name: string;
  /** A help, not what is looked at. */
  faint: boolean;
}

/** A mixture of one column and a draw from it, as one of its distributions. */
export interface GeneratorLine {
  x: Axis;
  y: Axis;
  bars: DrawnBar[];
  curves: FactorCurve[];
  modes: { at: number; height: number; label: string }[];
  /** Components that can be moved, and the height of their curve at the mean. */
  movable: { id: number; name: string; mean: number; sd: number; top: number }[];
  summary: string;
}

const points = 401;

export function generatorLine(request: GeneratorLineRequest): GeneratorLine {
  const { column, factor, shown, bins, rows, conditioned, window, nameOf, room } = request;
  const { mixture, ids } = shown;
  const [from, to] = window ?? [bins.from, bins.to];
  const x = linearAxis({ min: from, max: to, name: column, count: room.x });
  const parts = ids.map((id, k) => ({
    id,
    name: nameOf(id),
    weight: mixture.weights[k]!,
    mean: mixture.means[k]![0]!,
    sd: Math.sqrt(mixture.covariances[k]![0]![0]!),
  }));
  // Narrow components need points of their own, or their tops would be cut.
  const at = [
    ...evenly(from, to, points),
    ...parts.flatMap(({ mean, sd }) => evenly(mean - 4 * sd, mean + 4 * sd, 81)),
  ];
  const positions = Float64Array.from(new Set(at.filter((value) => value >= from && value <= to))).sort();
  const weighted = parts.map(({ weight, mean, sd }) =>
    positions.map((value) => weight * normalDensity(value, mean, sd)),
  );
  const sum = positions.map((_, i) => weighted.reduce((total, heights) => total + heights[i]!, 0));
  const curve = (y: Float64Array): Curve => ({ x: positions, y });
  const own = Math.max(0, ids.indexOf(conditioned));

  const curves: FactorCurve[] =
    factor === 'joint'
      ? parts.map(({ id, name }, k) => ({ curve: curve(weighted[k]!), id, name, faint: false }))
      : factor === 'marginal'
        ? [
            ...parts.map(({ id, name }, k) => ({ curve: curve(weighted[k]!), id, name, faint: true })),
            { curve: curve(sum), id: null, name: 'p(x)', faint: false },
          ]
        : factor === 'x-given-z'
          ? parts.slice(own, own + 1).map(({ id, name, mean, sd }) => ({
              curve: curve(positions.map((value) => normalDensity(value, mean, sd))),
              id,
              name,
              faint: false,
            }))
          : parts.map(({ id, name }, k) => ({
              // Far out, where every density underflows, the quotient has no value: it is left out.
              curve: curve(weighted[k]!.map((height, i) => (sum[i]! > 0 ? height / sum[i]! : NaN))),
              id,
              name,
              faint: false,
            }));
  const bars = barsOf(request, own);
  const tallest = Math.max(
    ...curves.map(({ curve }) => curve.y.reduce((a, b) => (b > a ? b : a), 0)),
    ...bars.map(({ top }) => top),
  );
  const name =
    factor === 'z-given-x'
      ? 'probability of z'
      : factor === 'joint'
        ? `p(${column}, z), per unit`
        : factor === 'marginal'
          ? `p(${column}), per unit`
          : `p(${column} | z), per unit`;
  return {
    x,
    y:
      factor === 'z-given-x'
        ? linearAxis({ min: 0, max: 1, name, count: room.y })
        : linearAxis({ min: 0, max: 1.04 * (tallest || 1), name, count: room.y, nice: true }),
    bars,
    curves,
    modes:
      factor === 'marginal'
        ? request.modes.map((mode) => ({
            at: mode.at[0] ?? NaN,
            height: Math.exp(mode.logDensity),
            label: placeOfMode(mode, [Math.sqrt(mixtureMoments(mixture).covariance[0]![0]!)]),
          }))
        : [],
    movable:
      factor === 'z-given-x'
        ? []
        : parts
            .filter(({ id }) => factor !== 'x-given-z' || id === ids[own])
            .map(({ id, name, mean, sd, weight }) => ({
              id,
              name,
              mean,
              sd,
              top: (factor === 'x-given-z' ? 1 : weight) * normalDensity(mean, mean, sd),
            })),
    summary: `${countOf(rows, 'row')} drawn from a mixture of ${countOf(ids.length, 'component')} over ${column}: ${parts
      .map(({ name, weight }) => `${name} with ${formatShare(Number(weight.toPrecision(3)))}`)
      .join(', ')}.`,
  };
}

function barsOf({ factor, shown, bins, counts, rows }: GeneratorLineRequest, own: number): DrawnBar[] {
  if (!counts || rows === 0) return [];
  const width = (bins.to - bins.from) / bins.count;
  const { ids } = shown;
  const ownRows = counts[own]?.reduce((a, b) => a + b, 0) ?? 0;
  const bars: DrawnBar[] = [];
  for (let bin = 0; bin < bins.count; bin++) {
    const edges = { from: bins.from + bin * width, to: bins.from + (bin + 1) * width };
    const all = counts.reduce((sum, part) => sum + part[bin]!, 0);
    if (all === 0) continue;
    if (factor === 'marginal') bars.push({ ...edges, bottom: 0, top: all / (rows * width), id: null });
    else if (factor === 'x-given-z') {
      const count = counts[own]![bin]!;
      if (count > 0) bars.push({ ...edges, bottom: 0, top: count / (ownRows * width), id: ids[own]! });
    } else {
      let bottom = 0;
      const unit = factor === 'joint' ? rows * width : all;
      ids.forEach((id, k) => {
        const count = counts[k]![bin]!;
        if (count === 0) return;
        const top = bottom + count / unit;
        bars.push({ ...edges, bottom, top, id });
        bottom = top;
      });
    }
  }
  return bars;
}

/** Rows per component and bin of the first `shown` of the rows listed: a histogram that grows with the draws. */
export function countFirst(
  values: Float64Array,
  components: Int32Array,
  shown: number,
  parts: number,
  bins: { from: number; to: number; count: number },
): Float64Array[] {
  const counts = Array.from({ length: parts }, () => new Float64Array(bins.count));
  for (let i = 0; i < Math.min(shown, values.length); i++) {
    const bin = Math.floor(((values[i]! - bins.from) / (bins.to - bins.from)) * bins.count);
    if (bin >= 0 && bin < bins.count) counts[components[i]!]![bin]!++;
  }
  return counts;
}

function evenly(from: number, to: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => from + ((to - from) * index) / (count - 1));
}

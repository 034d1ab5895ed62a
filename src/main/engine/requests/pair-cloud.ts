import type {
  PairCloud,
  PairCloudGroup,
  PairPoints,
  PairRequests,
  PairWindow,
} from '../../../shared/contract/pair-requests.ts';
import type { PairGroup } from '../dataset/gather-pairs.ts';
import { addRasters, type Window2d } from '../statistics/pairs/raster.ts';
import { overRanges } from '../workers/ranges.ts';
import type { Threads } from '../workers/threads.ts';
import type { MappedGroup, MappedPairs } from './pair-views.ts';

/** Rows that stand for all of a group while the picture moves. */
const movingPoints = 4000;

type CloudParams = PairRequests['pair.cloud']['params'];

/**
 * The picture of a pair: rows one by one where all groups together have at most `mostPoints` inside the window, else
 * counted in cells. Either way every row inside is in the picture.
 */
export async function pairCloud(
  { groups, range }: MappedPairs,
  { window: asked, cells, mostPoints }: CloudParams,
  threads: Threads,
  signal: AbortSignal | undefined,
): Promise<{ window: PairCloud['window']; groups: Omit<PairCloudGroup, 'rows'>[] }> {
  const window = asked ?? (range && withMargin(range));
  if (window === null)
    return { window, groups: groups.map(({ group }) => ({ n: group.n, inside: 0, points: noPoints(), raster: null })) };

  // So many rows that they are surely counted: count first, and look for single rows only when few of them are inside.
  const { columns, lines } = cells;
  const total = groups.reduce((sum, { group }) => sum + group.n, 0);
  const counted =
    total > mostPoints
      ? await Promise.all(
          groups.map(async ({ u, v, group }) =>
            addRasters(await overRanges(threads, 'raster', { x: u, y: v, window, columns, lines }, group.n, signal)),
          ),
        )
      : null;
  const insides = counted?.map((counts) => counts.reduce((sum, count) => sum + count, 0)) ?? null;
  const singly = insides === null || insides.reduce((sum, inside) => sum + inside, 0) <= mostPoints;
  return {
    window: copyOf(window),
    groups: await Promise.all(
      groups.map(async (mapped, i) => {
        const { n } = mapped.group;
        const points = singly
          ? await pointsInside(mapped, window, threads, signal)
          : pointsAt(mapped.group, evenly(n, Math.ceil((movingPoints * n) / total)));
        const raster = singly || counted === null ? null : { columns, lines, counts: counted[i]! };
        return { n, inside: insides?.[i] ?? points.x.length, points, raster };
      }),
    ),
  };
}

async function pointsInside(
  { u, v, group }: MappedGroup,
  window: Window2d,
  threads: Threads,
  signal: AbortSignal | undefined,
): Promise<PairPoints> {
  const parts = await overRanges(threads, 'rows-inside', { x: u, y: v, window }, group.n, signal);
  return pointsAt(
    group,
    parts.flatMap((part) => [...part]),
  );
}

/** Rows of a group by place, in the columns' own units. */
export function pointsAt({ x, y, rows }: PairGroup, places: ArrayLike<number>): PairPoints {
  return {
    x: Float64Array.from(places, (place) => x[place]!),
    y: Float64Array.from(places, (place) => y[place]!),
    rows: Uint32Array.from(places, (place) => (rows ? rows[place]! : place) + 1),
  };
}

const noPoints = (): PairPoints => ({ x: new Float64Array(0), y: new Float64Array(0), rows: new Uint32Array(0) });

/** Places spread evenly over n rows. */
const evenly = (n: number, count: number): number[] =>
  Array.from({ length: Math.min(n, count) }, (_, i) => Math.floor((i * n) / Math.min(n, count)));

export const copyOf = ({ x, y }: Window2d): PairWindow => ({ x: [...x], y: [...y] });

/** All rows and four per cent more on every side, so that no point touches the frame. */
function withMargin({ x, y }: Window2d): Window2d {
  const widen = ([from, to]: readonly [number, number]): [number, number] => {
    const margin = (to - from) * 0.04 || Math.abs(from) * 0.05 || 0.5;
    return [from - margin, to + margin];
  };
  return { x: widen(x), y: widen(y) };
}

import type { AffineMap } from '../../../shared/statistics/affine-map.ts';
import type { PairRows } from '../../../shared/contract/pair-requests.ts';
import type { LeftOutReason, RowsUsed } from '../../../shared/statistics/rows-used.ts';
import { numberColumn, textColumn } from '../dataset/column-named.ts';
import type { GatheredPairs, PairGroup } from '../dataset/gather-pairs.ts';
import { mergeExtremes } from '../statistics/pairs/extremes.ts';
import type { Window2d } from '../statistics/pairs/raster.ts';
import { overRanges } from '../workers/ranges.ts';
import type { Threads } from '../workers/threads.ts';
import { ColumnPasses } from './column-passes.ts';
import type { OpenedDataset } from './open-datasets.ts';
import { RecentlyUsed } from './recently-used.ts';

/** Groups a split shows at most; more cannot be told apart by colour. */
const mostGroups = 12;

/** One group's rows in some coordinates, with what was already computed from them. */
export interface MappedGroup {
  group: PairGroup;
  /** Shape (n,): x and y themselves in the columns' own coordinates. */
  u: Float64Array<SharedArrayBuffer>;
  v: Float64Array<SharedArrayBuffer>;
  passes: { u: ColumnPasses; v: ColumnPasses };
}

/** The rows of two columns in some coordinates. */
export interface MappedPairs {
  groups: MappedGroup[];
  /** All groups' extremes; null without rows. */
  range: Window2d | null;
}

/** Rows of the pairs that were looked at last: gathered once, mapped once per coordinates, used by every request. */
export class PairViews {
  readonly #threads: Threads;
  /** By dataset as it was read: reading it again forgets them. Memory: 20 bytes per row and pair, 16 more per map. */
  readonly #gathered = new WeakMap<OpenedDataset, RecentlyUsed<Promise<GatheredPairs>>>();
  readonly #mapped = new WeakMap<GatheredPairs, RecentlyUsed<Promise<MappedPairs>>>();

  constructor(threads: Threads) {
    this.#threads = threads;
  }

  /** @throws {RequestError} `unknown-column`, `not-numeric`, and as conditionsOf */
  gathered(dataset: OpenedDataset, { columns, filters, groupBy }: PairRows): Promise<GatheredPairs> {
    const [x, y] = columns.map((name) => numberColumn(dataset.table, name).values);
    const groups = groupBy === null ? null : textColumn(dataset.table, groupBy);
    const known = this.#gathered.get(dataset) ?? new RecentlyUsed(3);
    this.#gathered.set(dataset, known);
    return known.get(JSON.stringify([columns, filters, groupBy]), async () => {
      const selected = await dataset.selected(filters);
      const split = groups && { codes: groups.codes, names: groups.dictionary };
      return this.#threads.run('gather-pairs', { x: x!, y: y!, selected, split, mostGroups });
    });
  }

  /** @param map  null for the columns' own coordinates */
  mapped(pairs: GatheredPairs, map: AffineMap | null): Promise<MappedPairs> {
    const known = this.#mapped.get(pairs) ?? new RecentlyUsed(3);
    this.#mapped.set(pairs, known);
    return known.get(JSON.stringify(map), () => this.#map(pairs, map));
  }

  async #map(pairs: GatheredPairs, map: AffineMap | null): Promise<MappedPairs> {
    const groups = await Promise.all(
      pairs.groups.map(async (group): Promise<MappedGroup> => {
        const { x, y, n } = group;
        const [u, v] = map === null ? [x, y] : [shared(n), shared(n)];
        if (map !== null) await overRanges(this.#threads, 'map-pairs', { x, y, map, u, v }, n);
        return {
          group,
          u,
          v,
          passes: { u: new ColumnPasses(u, this.#threads), v: new ColumnPasses(v, this.#threads) },
        };
      }),
    );
    const windows = await Promise.all(
      groups.map(({ u, v, group: { n } }) => overRanges(this.#threads, 'pair-extremes', { x: u, y: v }, n)),
    );
    return { groups, range: mergeExtremes(windows.flat()) };
  }
}

/** What a result about one group of a pair rests on. */
export function pairRowsUsed({ n, incomplete }: PairGroup, { filtered }: GatheredPairs, rows: number): RowsUsed {
  const leftOut: { reason: LeftOutReason; rows: number }[] = [
    { reason: 'without-value', rows: incomplete },
    { reason: 'filtered', rows: filtered },
    { reason: 'other-group', rows: rows - n - incomplete - filtered },
  ];
  return { used: n, leftOut: leftOut.filter((reason) => reason.rows > 0) };
}

const shared = (length: number): Float64Array<SharedArrayBuffer> => new Float64Array(new SharedArrayBuffer(length * 8));

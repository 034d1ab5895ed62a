import { missingGroup } from './gather-values.ts';
import type { SelectedRows } from './select-rows.ts';

type Shared = Float64Array<SharedArrayBuffer>;

/** Two columns' values of the selected rows, group by group. */
export interface GatheredPairs {
  /** Largest group first; without a split one group, whose name is null. */
  groups: PairGroup[];
  notShown: { groups: number; rows: number };
  /** Rows that the filters left out. */
  filtered: number;
}

export interface PairGroup {
  name: string | null;
  /** Both shape (n,), no value missing; the columns themselves where every row of the table is used. */
  x: Shared;
  y: Shared;
  /** Rows of the table, from 0; null where they are all rows in their order. */
  rows: Uint32Array<SharedArrayBuffer> | null;
  n: number;
  /** Selected rows of this group that lack a value or both. */
  incomplete: number;
}

/**
 * Brings together the rows that have a value in both columns, so that every statistic runs over plain arrays.
 * @param x         a column, shape (rows,), NaN where there is no value; `y` another one
 * @param selected  rows to use
 * @param split     the codes of the column that splits the rows, and the names of its codes; null for one group
 * @param mostGroups  groups to give, the largest ones
 */
export function gatherPairs(
  x: Shared,
  y: Shared,
  selected: SelectedRows,
  split: { codes: Int32Array; names: string[] } | null,
  mostGroups: number,
): GatheredPairs {
  const candidates = selected?.length ?? x.length;
  const rowAt = (i: number): number => (selected ? selected[i]! : i);
  const groupOf = (row: number): number => (split ? split.codes[row]! + 1 : 0);

  // Count each group; code −1, no group, counts as one of its own.
  const present = new Float64Array(split ? split.names.length + 1 : 1);
  const complete = new Float64Array(present.length);
  for (let i = 0; i < candidates; i++) {
    const row = rowAt(i);
    const group = groupOf(row);
    present[group]!++;
    if (!Number.isNaN(x[row]!) && !Number.isNaN(y[row]!)) complete[group]!++;
  }
  const order = split ? [...present.keys()].filter((group) => present[group]! > 0) : [0];
  order.sort((a, b) => present[b]! - present[a]! || a - b);
  const shown = order.slice(0, mostGroups);
  const hidden = order.slice(mostGroups);
  const groups = shown.map((group): PairGroup => {
    const n = complete[group]!;
    const name = split === null ? null : group === 0 ? missingGroup : split.names[group - 1]!;
    const whole = n === x.length;
    return {
      name,
      x: whole ? x : shared(n),
      y: whole ? y : shared(n),
      rows: whole ? null : new Uint32Array(new SharedArrayBuffer(4 * n)),
      n,
      incomplete: present[group]! - n,
    };
  });

  // Fill the groups that are shown, in the order of the rows.
  const place = new Int32Array(present.length).fill(-1);
  shown.forEach((group, at) => (place[group] = groups[at]!.rows === null ? -1 : at));
  const next = new Float64Array(shown.length);
  if (groups.some(({ rows }) => rows !== null))
    for (let i = 0; i < candidates; i++) {
      const row = rowAt(i);
      const at = place[groupOf(row)]!;
      if (at < 0 || Number.isNaN(x[row]!) || Number.isNaN(y[row]!)) continue;
      const group = groups[at]!;
      const to = next[at]!++;
      group.x[to] = x[row]!;
      group.y[to] = y[row]!;
      group.rows![to] = row;
    }
  return {
    groups,
    notShown: { groups: hidden.length, rows: hidden.reduce((sum, group) => sum + present[group]!, 0) },
    filtered: x.length - candidates,
  };
}

const shared = (length: number): Shared => new Float64Array(new SharedArrayBuffer(length * 8));

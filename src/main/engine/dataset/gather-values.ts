import type { SelectedRows } from './select-rows.ts';

/** Name under which rows without a group are shown. */
export const missingGroup = '(missing)';

/** One column's values of the selected rows, group by group. */
export interface GatheredValues {
  /** Largest group first; without a split one group, whose name is null. */
  groups: ValueGroup[];
  notShown: { groups: number; rows: number };
  /** Rows that the filters left out. */
  filtered: number;
}

export interface ValueGroup {
  name: string | null;
  /** Values without a missing one among them, except when they are the whole column itself, which keeps its NaN. */
  values: Float64Array<SharedArrayBuffer>;
  /** How many of `values` are values. */
  n: number;
  /** Selected rows of this group without a value. */
  withoutValue: number;
}

/**
 * Brings together the values that a view is about, so that every statistic runs over a plain array.
 * @param values    the column, shape (rows,), NaN where there is no value
 * @param selected  rows to use
 * @param split     the codes of the column that splits the rows, and the names of its codes; null for one group
 * @param mostGroups  groups to give, the largest ones
 */
export function gatherValues(
  values: Float64Array<SharedArrayBuffer>,
  selected: SelectedRows,
  split: { codes: Int32Array; names: string[] } | null,
  mostGroups: number,
): GatheredValues {
  const rows = selected?.length ?? values.length;
  const filtered = values.length - rows;
  const rowAt = (i: number): number => (selected ? selected[i]! : i);

  // Without a split: the column itself where every row is used, else its selected values.
  if (split === null) {
    let n = 0;
    for (let i = 0; i < rows; i++) if (!Number.isNaN(values[rowAt(i)]!)) n++;
    const gathered = selected ? shared(n) : values;
    if (selected) {
      let next = 0;
      for (const row of selected) if (!Number.isNaN(values[row]!)) gathered[next++] = values[row]!;
    }
    const group = { name: null, values: gathered, n, withoutValue: rows - n };
    return { groups: [group], notShown: { groups: 0, rows: 0 }, filtered };
  }

  // With one: count each group (code −1, no group, counts as one of its own), then fill the largest.
  const { codes, names } = split;
  const counts = new Float64Array(names.length + 1);
  const present = new Float64Array(names.length + 1);
  for (let i = 0; i < rows; i++) {
    const row = rowAt(i);
    const group = codes[row]! + 1;
    present[group]!++;
    if (!Number.isNaN(values[row]!)) counts[group]!++;
  }
  const order = [...present.keys()].filter((group) => present[group]! > 0);
  order.sort((a, b) => present[b]! - present[a]! || a - b);
  const shown = order.slice(0, mostGroups);
  const hidden = order.slice(mostGroups);
  const arrays = new Map(shown.map((group) => [group, shared(counts[group]!)]));
  // By group: a look into a map for every row would take longer than all the rest.
  const targets = Array.from(present, (_, group) => arrays.get(group) ?? null);
  const next = new Uint32Array(present.length);
  for (let i = 0; i < rows; i++) {
    const row = rowAt(i);
    const value = values[row]!;
    const group = codes[row]! + 1;
    const target = targets[group]!;
    if (target !== null && !Number.isNaN(value)) target[next[group]!++] = value;
  }
  return {
    groups: shown.map((group) => ({
      name: group === 0 ? missingGroup : names[group - 1]!,
      values: arrays.get(group)!,
      n: counts[group]!,
      withoutValue: present[group]! - counts[group]!,
    })),
    notShown: { groups: hidden.length, rows: hidden.reduce((sum, group) => sum + present[group]!, 0) },
    filtered,
  };
}

const shared = (length: number): Float64Array<SharedArrayBuffer> => new Float64Array(new SharedArrayBuffer(length * 8));

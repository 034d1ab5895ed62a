import type { MixtureInput } from './prepare-rows.ts';

/** True for a row that a fit uses. */
export function isRowUsed(input: MixtureInput, row: number): boolean {
  const { columns, included, weights } = input;
  if (included && included[row] === 0) return false;
  if (weights && !(weights[row]! > 0)) return false;
  const { missing = 'listwise' } = input;
  return missing === 'em'
    ? columns.some((column) => Number.isFinite(column[row]!))
    : columns.every((column) => Number.isFinite(column[row]!));
}

/**
 * At most `count` of the complete rows used, at even steps through them: a row with a gap has no place in a chart.
 * @returns rows from 0, their values per column and their labels; how many complete rows are used in all
 */
export function chooseRows(
  input: MixtureInput,
  count: number,
): { rows: Uint32Array; values: Float64Array[]; labels: Int32Array | null; used: number } {
  const { columns, labels = null } = input;
  const complete: MixtureInput = { ...input, missing: 'listwise' };
  const n = columns[0]?.length ?? 0;
  let used = 0;
  for (let row = 0; row < n; row++) if (isRowUsed(complete, row)) used++;
  const size = Math.min(count, used);
  const rows = new Uint32Array(size);
  let next = 0;
  for (let row = 0, place = 0; row < n && next < size; row++) {
    if (!isRowUsed(complete, row)) continue;
    // The places ⌊i · used / size⌋, i = 0 … size − 1.
    if (place === Math.floor((next * used) / size)) rows[next++] = row;
    place++;
  }
  return {
    rows,
    values: columns.map((column) => Float64Array.from(rows, (row) => column[row]!)),
    labels: labels && Int32Array.from(rows, (row) => labels[row]!),
    used,
  };
}

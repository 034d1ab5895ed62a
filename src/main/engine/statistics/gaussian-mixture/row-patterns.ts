import { rowsPerBlock } from '../../kernels/em-wasm.ts';
import type { EmRows } from '../../kernels/em.ts';

/** Rows that have values in the same columns, gathered side by side; plain data on shared memory. */
export interface RowPattern {
  /** Columns with a value, ascending; at least one. */
  observed: number[];
  /** Places of the rows in the table, ascending. */
  rows: Uint32Array;
  /** Their values in the observed columns, in the columns' units. */
  columns: Float64Array[];
  /** Where its rows begin when all patterns stand one behind the other, each at the border of a kernel's block. */
  start: number;
}

/** The rows a fit reads: the table's complete rows, or with `patterns` every row that has a value somewhere. */
export interface FitRows extends EmRows {
  patterns?: readonly RowPattern[] | null;
}

/**
 * Gathers rows by the columns in which they have a finite value. Costs one copy of the table's values and 4 bytes a row.
 * @returns patterns in an order that depends on which columns they have alone; null where no row has a gap, or only gaps
 */
export function gatherPatterns(columns: readonly Float64Array[]): RowPattern[] | null {
  const n = columns[0]?.length ?? 0;
  const d = columns.length;
  const codeOf = new Map<string, number>();
  const codes = new Uint32Array(n);
  const counts: number[] = [];
  const masks: string[] = [];
  const cells = new Array<string>(d);
  let last = '';
  let lastCode = 0;
  for (let row = 0; row < n; row++) {
    for (let j = 0; j < d; j++) cells[j] = Number.isFinite(columns[j]![row]!) ? '1' : '0';
    const mask = cells.join('');
    if (mask !== last || row === 0) {
      let code = codeOf.get(mask);
      if (code === undefined) {
        code = masks.push(mask) - 1;
        codeOf.set(mask, code);
        counts.push(0);
      }
      last = mask;
      lastCode = code;
    }
    codes[row] = lastCode;
    counts[lastCode]!++;
  }
  const some = masks.filter((mask) => mask.includes('1'));
  if (some.every((mask) => !mask.includes('0'))) return null;

  let start = 0;
  const patterns = new Map<number, { pattern: RowPattern; next: number }>();
  for (const mask of some.sort().reverse()) {
    const code = codeOf.get(mask)!;
    const count = counts[code]!;
    const observed = [...mask].flatMap((cell, j) => (cell === '1' ? [j] : []));
    const values = () => new Float64Array(new SharedArrayBuffer(count * 8));
    const rows = new Uint32Array(new SharedArrayBuffer(count * 4));
    patterns.set(code, { pattern: { observed, rows, columns: observed.map(values), start }, next: 0 });
    start += Math.ceil(count / rowsPerBlock) * rowsPerBlock;
  }
  for (let row = 0; row < n; row++) {
    const own = patterns.get(codes[row]!);
    if (!own) continue;
    const { pattern } = own;
    pattern.rows[own.next] = row;
    for (let i = 0; i < pattern.observed.length; i++)
      pattern.columns[i]![own.next] = columns[pattern.observed[i]!]![row]!;
    own.next++;
  }
  return [...patterns.values()].map(({ pattern }) => pattern);
}

/** Rows that a pass goes through: those of the table, or the patterns' one behind the other. */
export function passLength({ columns, patterns }: Pick<FitRows, 'columns' | 'patterns'>): number {
  if (!patterns) return columns[0]?.length ?? 0;
  const last = patterns[patterns.length - 1];
  return last ? last.start + last.rows.length : 0;
}

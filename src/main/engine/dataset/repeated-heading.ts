import { ColumnTally } from './column-tally.ts';
import type { ColumnRule } from './infer-column.ts';

/**
 * The column that shows where a heading may come again between the rows, as in files joined from pages: one of numbers
 * or dates whose name can be neither. In a table of texts nothing tells a heading from a row.
 * @param headingRows  rows of the heading as in the file
 * @param decode       turns a cell of the file into text
 * @returns −1 when there is none
 */
export function headingColumn(
  headingRows: readonly (readonly string[])[],
  rules: readonly ColumnRule[],
  decode: (cell: string) => string,
): number {
  if (headingRows.length === 0) return -1;
  return rules.findIndex((rule, c) => {
    if (rule.storage === 'text') return false;
    const tally = new ColumnTally(rule, { segment: 0, row: 0, line: 0 });
    return headingRows.every((row) => {
      const name = decode(row[c] ?? '');
      return name.trim() !== '' && Number.isNaN(tally.read(name));
    });
  });
}

/** @returns whether a row has the cells of one of the heading's rows, but for spaces around them */
export function isHeading(row: readonly string[], headingRows: readonly (readonly string[])[]): boolean {
  return headingRows.some((heading) => {
    for (let c = Math.max(row.length, heading.length) - 1; c >= 0; c--)
      if ((row[c] ?? '').trim() !== (heading[c] ?? '').trim()) return false;
    return true;
  });
}

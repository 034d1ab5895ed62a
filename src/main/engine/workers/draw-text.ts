import { csvRow } from '../dataset/csv-row.ts';
import type { GeneratorJobs } from './generator-jobs.ts';

/** Rows of a draw as RFC 4180 CSV in UTF-8: z counted from 1, then x with every digit. */
export function drawText({ drawn, header, from, to }: GeneratorJobs['draw-text']['input']): Uint8Array {
  const { columns, components } = drawn;
  const lines = header ? [csvRow(header)] : [];
  for (let row = from; row < to; row++)
    lines.push([components[row]! + 1, ...columns.map((column) => column[row]!)].join(','));
  return new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''));
}

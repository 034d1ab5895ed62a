import { csvRow } from '../dataset/csv-row.ts';
import type { GeneratorJobs } from './generator-jobs.ts';

/** Rows of a draw as RFC 4180 CSV in UTF-8: x with every digit, then z counted from 1. */
export function drawText({ drawn, header, from, to }: GeneratorJobs['draw-text']['input']): Uint8Array {
  const { columns, components } = drawn;
  const lines = header ? [csvRow(header)] : [];
  for (let row = from; row < to; row++)
    lines.push([...columns.map((column) => column[row]!), components[row]! + 1].join(','));
  return new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(''));
}

import { freemem } from 'node:os';
import { DatasetError } from './dataset-error.ts';

/** Bytes that are free now: asked for again and again, because other programs take and give too. */
export type FreeMemory = () => number;

/** Some is left to the fits, the window and everybody else. */
const usable = 0.85;
/** With less than this free, a reading ends before the system ends the program. */
const reserve = 128 * 2 ** 20;

export const freeMemory: FreeMemory = freemem;

/**
 * Refuses a table before room is taken for it.
 * @param rowBytes  memory that one row takes
 * @throws {DatasetError} `too-large`, with the rows that would fit
 */
export function refuseWithoutRoom(name: string, rows: number, rowBytes: number, free: FreeMemory): void {
  const room = free() * usable;
  const needed = rows * rowBytes;
  if (needed <= room) return;
  const fits = Math.floor(room / rowBytes);
  throw new DatasetError(
    'too-large',
    `${name} has about ${rows.toLocaleString('en')} rows, which need ${gigabytes(needed)} of memory; ${gigabytes(room)} are free. The first ${fits.toLocaleString('en')} rows would fit: cut the file, or keep fewer columns.`,
    { rows, bytes: needed, free: room, fits },
  );
}

/**
 * Ends a reading in which distinct texts, whose room nobody knows beforehand, leave too little.
 * @param rows  rows read so far
 * @throws {DatasetError} `too-large`, with the rows that did fit
 */
export function refuseWhenLow(name: string, rows: number, free: FreeMemory): void {
  if (free() >= reserve) return;
  throw new DatasetError(
    'too-large',
    `${name} does not fit into memory: its texts left too little after ${rows.toLocaleString('en')} rows. So many would fit: cut the file, or keep fewer columns of text.`,
    { fits: rows, reserve },
  );
}

/** A limit of the language itself (the length of a list, a map or a memory) as an answer in words. */
export function tooLargeInstead(name: string, error: unknown): unknown {
  const isLimit = error instanceof RangeError && /maximum size|length|allocation|memory|4 GiB/i.test(error.message);
  if (!isLimit) return error;
  return new DatasetError(
    'too-large',
    `${name} has more data than can be held at a time. Cut the file, or keep fewer columns.`,
    { reason: error.message },
  );
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toLocaleString('en', { maximumSignificantDigits: 2 })} GB`;
}

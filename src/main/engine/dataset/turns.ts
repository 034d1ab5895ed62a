import { isStopped } from './control.ts';
import type { Control } from './control.ts';
import { cancelled } from './dataset-error.ts';

/** Bytes that are scanned and read as one: the unit of sharing between threads, and of the hash. They stay in the processor's cache. */
export const blockBytes = 1 << 19;
const wordsPerBlock = 4;
const scannedWord = 3;
/** How long another thread's scan is waited for before this one does it as well. */
const patienceMs = 100;

/**
 * What threads that take the blocks of a file in turn tell each other: each scans its block before it reads the rows, so that
 * the others know how many rows and quotes come before theirs. Plain data on shared memory.
 */
export interface Turns {
  blockBytes: number;
  /** Bytes behind a block that are read with it, for its last row. */
  overlap: number;
  /** Where the first row begins, on `line`, from 1. */
  from: number;
  line: number;
  /** Per block: record ends outside and inside quotes if it begins outside, 1 when its quotes are odd, 1 when it has been scanned. */
  lines: Int32Array<SharedArrayBuffer>;
  hashes: BigUint64Array<SharedArrayBuffer>;
}

export function createTurns(size: number, bytes: number, overlap: number, from: number, line: number): Turns {
  const blocks = Math.ceil(size / bytes);
  return {
    blockBytes: bytes,
    overlap,
    from,
    line,
    lines: new Int32Array(new SharedArrayBuffer(blocks * wordsPerBlock * 4)),
    hashes: new BigUint64Array(new SharedArrayBuffer(blocks * 8)),
  };
}

/** What comes before a block: rows that begin, lines, and whether quotes are open. */
export interface BlockPlace {
  row: number;
  line: number;
  beginsInside: boolean;
}

/** What a block holds: rows that begin behind its record ends, or at the table's beginning; and lines. */
export interface BlockRows {
  rows: number;
  lines: number;
}

export function setScanned(turns: Turns, block: number, outside: number, inside: number, oddQuotes: boolean): void {
  const at = block * wordsPerBlock;
  turns.lines.set([outside, inside, oddQuotes ? 1 : 0], at);
  Atomics.store(turns.lines, at + scannedWord, 1);
  Atomics.notify(turns.lines, at + scannedWord);
}

export function isScanned(turns: Turns, block: number): boolean {
  return Atomics.load(turns.lines, block * wordsPerBlock + scannedWord) === 1;
}

export function blockRows({ lines, from, blockBytes }: Turns, block: number, beginsInside: boolean): BlockRows {
  const at = block * wordsPerBlock;
  const [outside = 0, inside = 0] = lines.subarray(at, at + 2);
  const first = block === Math.floor(from / blockBytes) ? 1 : 0;
  return { rows: (beginsInside ? inside : outside) + first, lines: outside + inside };
}

export function hasOddQuotes({ lines }: Turns, block: number): boolean {
  return lines[block * wordsPerBlock + 2] === 1;
}

/** Walks along the blocks as they are scanned and adds up what they hold. */
export class BlockLedger {
  readonly #turns: Turns;
  #block = 0;
  readonly #place: BlockPlace;

  constructor(turns: Turns) {
    this.#turns = turns;
    this.#place = { row: 0, line: turns.line, beginsInside: false };
  }

  /**
   * The place of a block not before the last one asked for; waits for the scans of the blocks before it.
   * @param scan  scans a block whose thread does not come to it
   * @throws {DatasetError} `cancelled`
   */
  placeOf(block: number, control: Control, scan: (block: number) => void): Readonly<BlockPlace> {
    for (; this.#block < block; this.#block++) {
      while (!isScanned(this.#turns, this.#block)) {
        if (isStopped(control)) throw cancelled();
        const word = this.#block * wordsPerBlock + scannedWord;
        if (Atomics.wait(this.#turns.lines, word, 0, patienceMs) === 'timed-out') scan(this.#block);
      }
      this.#pass(this.#block);
    }
    return this.#place;
  }

  /** Rows of the whole table at most, once all blocks have been scanned. */
  rows(): number {
    for (; this.#block < this.#turns.hashes.length; this.#block++) this.#pass(this.#block);
    return this.#place.row;
  }

  #pass(block: number): void {
    const { rows, lines } = blockRows(this.#turns, block, this.#place.beginsInside);
    this.#place.row += rows;
    this.#place.line += lines;
    if (hasOddQuotes(this.#turns, block)) this.#place.beginsInside = !this.#place.beginsInside;
  }
}

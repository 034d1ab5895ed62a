import type { Draw } from '../../../shared/contract/generator-requests.ts';
import type { DrawnRows } from '../statistics/gaussian-mixture/draw-range.ts';
import type { PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import { overRanges } from '../workers/ranges.ts';
import type { Threads } from '../workers/threads.ts';
import { RecentlyUsed } from './recently-used.ts';

/** A draw in memory. */
export interface HeldDraw extends DrawnRows {
  /** Without z. @throws {FitError} as prepareRows */
  prepared: () => Promise<PreparedRows>;
}

/** The draws that were looked at last. Memory: 8d + 4 bytes per row each. */
export class DrawnRowsHeld {
  readonly #threads: Threads;
  readonly #held = new RecentlyUsed<Promise<HeldDraw>>(3);

  constructor(threads: Threads) {
    this.#threads = threads;
  }

  /** @throws {FitError} `not-positive-definite`, with the component */
  get({ mixture, seed, rows }: Draw): Promise<HeldDraw> {
    return this.#held.get(JSON.stringify([mixture, seed, rows]), async () => {
      const drawn: DrawnRows = {
        columns: mixture.means[0]!.map(() => new Float64Array(new SharedArrayBuffer(8 * rows))),
        components: new Int32Array(new SharedArrayBuffer(4 * rows)),
      };
      await overRanges(this.#threads, 'draw-rows', { mixture, seed, drawn }, rows);
      let prepared: Promise<PreparedRows> | null = null;
      return {
        ...drawn,
        prepared: () => (prepared ??= this.#threads.run('prepare-mixture-rows', { columns: drawn.columns })),
      };
    });
  }
}

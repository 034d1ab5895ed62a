import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import type { MixtureInput } from '../statistics/gaussian-mixture/prepare-rows.ts';
import {
  inOrder,
  planScan,
  serveScan,
  type ScanOptions,
  type ScannedCell,
} from '../statistics/gaussian-mixture/scan.ts';
import type { JobInput } from './jobs.ts';
import type { JobContext } from './run-job.ts';
import type { Threads } from './threads.ts';

/** A cell and what it cost. */
export interface TimedCell {
  cell: ScannedCell;
  elapsedMs: number;
}

/**
 * A scan on every thread. A thread that is busy joins in when it is free, if anything is left to do by then: nobody waits
 * for it. Cells do not depend on which thread does them, so not on the number of threads either.
 * @param onCell  told every cell once, in the order in which they are done
 * @returns cells in ascending order of K, models as they were asked for
 * @throws {RequestError} `cancelled` after the signal; `worker-died` when a thread ended
 */
export async function scanOnThreads(
  threads: Threads,
  input: MixtureInput,
  options: ScanOptions,
  { signal, onCell }: { signal?: AbortSignal | undefined; onCell: (cell: TimedCell) => void },
): Promise<TimedCell[]> {
  const columns = input.columns.length;
  const total = planScan(options, columns).reduce((sum, { covarianceModels }) => sum + covarianceModels.length, 0);
  const claimed = new Int32Array(new SharedArrayBuffer(4));
  const done = new Map<ScannedCell, TimedCell>();
  const over = new AbortController();
  const stop = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  await new Promise<void>((resolve, reject) => {
    const onProgress = (told: TimedCell): void => {
      if (stop.aborted) return;
      done.set(told.cell, told);
      onCell(told);
      if (done.size === total) resolve();
    };
    const part = () => threads.run('scan-mixtures', { input, options, claimed }, { signal: stop, onProgress });
    Promise.all(Array.from({ length: threads.size }, part)).then(() => resolve(), reject);
  }).finally(() => over.abort()); // parts that still wait for a thread have nothing left to do
  return inOrder([...done.keys()], options, columns).map((cell) => done.get(cell)!);
}

/** One thread's part. Its cells are told as they are done and not again at the end. */
export function scanPart(
  { input, options, claimed }: JobInput<'scan-mixtures'>,
  { shouldStop, onProgress }: JobContext<'scan-mixtures'>,
): null {
  let begunAt = performance.now();
  const lap = (): number => {
    const before = begunAt;
    begunAt = performance.now();
    return begunAt - before;
  };
  const searching = new Map<string, number>();
  const keyOf = ({ components, covarianceModel }: Pick<ScannedCell, 'components' | 'covarianceModel'>): string =>
    `${components} ${covarianceModel}`;
  serveScan(input, options, claimed, {
    checkpoint: () => {
      if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
    },
    onSearched: (place) => searching.set(keyOf(place), lap()),
    onCell: (cell) => onProgress({ cell, elapsedMs: lap() + (searching.get(keyOf(cell)) ?? 0) }),
  });
  return null;
}

import { stopAll } from './control.ts';
import { cancelled } from './dataset-error.ts';
import type { RangeJob, RangeResult } from './range-job.ts';
import type { ReadHooks } from './read-hooks.ts';
import { readRange } from './read-range.ts';
import { scanBlocks } from './scan-source.ts';
import type { ScanJob } from './scan-source.ts';

/** Work on one file that several threads can share: equal jobs, each thread taking parts in turn. */
export type SharedJob = ScanJob | RangeJob;
/** What a thread found; a scan writes its findings into the job itself. */
export type SharedResult = RangeResult | null;

/** Does a thread's share of a job: what another thread is asked to run. */
export function runShare(job: SharedJob, onBlock?: () => void): SharedResult {
  if (job.kind === 'rows') return readRange(job, onBlock);
  scanBlocks(job, onBlock);
  return null;
}

/**
 * Does a job on this thread, and on a helper when there is one and the job is worth it.
 * @param parts   parts that threads can take
 * @param report  called now and then while the work goes on
 * @returns what each thread found
 */
export async function shareWork(
  job: SharedJob,
  parts: number,
  hooks: ReadHooks,
  report: () => void,
): Promise<SharedResult[]> {
  const helped = parts > 1 ? startHelper(job, hooks) : undefined;
  const check = (): void => {
    if (hooks.shouldStop?.() !== true) return;
    stopAll(job.control);
    throw cancelled();
  };
  const onBlock = (): void => {
    check();
    report();
  };
  // Whatever happens to this thread's share, the helper's answer is waited for: it writes into the same memory.
  const results: SharedResult[] = [];
  let failure: unknown;
  try {
    results.push(runShare(job, onBlock));
  } catch (error) {
    failure = error;
    stopAll(job.control);
  }
  while (helped !== undefined) {
    const answer = await Promise.race([helped, pause(20)]);
    if (answer === undefined) {
      try {
        if (failure === undefined) onBlock();
      } catch (error) {
        failure = error;
        stopAll(job.control);
      }
      continue;
    }
    if ('result' in answer) results.push(answer.result);
    else failure ??= answer.error;
    break;
  }
  if (failure !== undefined) throw failure as Error;
  return results;
}

/** What a helper came to: its part of the work, or why it could not. */
type HelperOutcome = { result: SharedResult } | { error: unknown };

/** The outcome is an answer either way. */
function startHelper(job: SharedJob, hooks: ReadHooks): Promise<HelperOutcome> | undefined {
  return hooks.runHelper?.(job).then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
}

function pause(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, ms, undefined));
}

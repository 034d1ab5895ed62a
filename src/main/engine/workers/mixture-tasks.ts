import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import type { ScanCell } from '../../../shared/contract/mixture-requests.ts';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';
import { bootstrapReplicate, type BootstrapFit, type Replicate } from '../statistics/gaussian-mixture/bootstrap.ts';
import { foldsOf, scoreFold, type FoldScore } from '../statistics/gaussian-mixture/cross-validation.ts';
import type { MixtureOptions } from '../statistics/gaussian-mixture/fit.ts';
import { simulateLikelihoodRatio, type NullSamples } from '../statistics/gaussian-mixture/likelihood-ratio.ts';
import { chosenUnderNull, type NullCheckOptions } from '../statistics/gaussian-mixture/null-check.ts';
import type { MixtureInput } from '../statistics/gaussian-mixture/prepare-rows.ts';
import type { JobContext } from './run-job.ts';
import type { Threads } from './threads.ts';

interface Work<Input, Result> {
  input: Input;
  result: Result;
}

/** Why there is no score. */
type Unscored = { error: Extract<ScanCell, { ok: false }>['error'] };

/** Work about mixtures that consists of many tasks, numbered from 0, each of which can be done by any thread. */
export interface MixtureWork {
  /** Task c·folds + f scores fold f of cell c. */
  'cross-validate': Work<
    {
      input: MixtureInput;
      cells: readonly { components: number; covarianceModel: CovarianceModel }[];
      options: Omit<MixtureOptions, 'components' | 'covarianceModel'>;
      folds: number;
    },
    FoldScore | Unscored
  >;
  'likelihood-ratio': Work<{ samples: NullSamples; options: MixtureOptions }, number | null>;
  'null-check': Work<{ samples: NullSamples; options: NullCheckOptions }, number | null>;
  bootstrap: Work<{ input: MixtureInput; fit: BootstrapFit; seed: number }, Replicate>;
}

export type WorkKind = keyof MixtureWork;

/** A thread's part of some work; `claimed` is one word that all parts share. */
export type WorkPart = {
  [W in WorkKind]: { kind: W; work: MixtureWork[W]['input']; total: number; claimed: Int32Array<SharedArrayBuffer> };
}[WorkKind];

export interface TaskDone {
  task: number;
  result: MixtureWork[WorkKind]['result'];
}

type Checkpoint = () => void;

/** Makes of some work a function that does one task of it. */
const makers: {
  [W in WorkKind]: (
    work: MixtureWork[W]['input'],
  ) => (task: number, checkpoint: Checkpoint) => MixtureWork[W]['result'];
} = {
  'cross-validate': ({ input, cells, options, folds }) => {
    const fold = foldsOf(input, folds, options.seed);
    return (task, checkpoint) => {
      const cell = cells[Math.floor(task / folds)]!;
      try {
        return scoreFold(input, { ...options, ...cell }, fold, task % folds, checkpoint);
      } catch (thrown) {
        if (!(thrown instanceof FitError)) throw thrown;
        const { code, message, details } = thrown;
        return { error: { code, message, details } };
      }
    };
  },
  'likelihood-ratio':
    ({ samples, options }) =>
    (task, checkpoint) =>
      simulateLikelihoodRatio(samples, options, task, checkpoint),
  'null-check':
    ({ samples, options }) =>
    (task, checkpoint) =>
      chosenUnderNull(samples, options, task, checkpoint),
  bootstrap:
    ({ input, fit, seed }) =>
    (task, checkpoint) =>
      bootstrapReplicate(input, fit, seed, task, checkpoint),
};

/** One thread's part: claims tasks from the shared counter until none is left, and tells each result as it is made. */
export function doTasks(part: WorkPart, { shouldStop, onProgress }: JobContext<'mixture-tasks'>): null {
  const { kind, work, total, claimed } = part;
  const make = makers[kind] as (input: typeof work) => (task: number, checkpoint: Checkpoint) => TaskDone['result'];
  const perform = make(work);
  const checkpoint = (): void => {
    if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
  };
  for (let task = Atomics.add(claimed, 0, 1); task < total; task = Atomics.add(claimed, 0, 1)) {
    checkpoint();
    onProgress({ task, result: perform(task, checkpoint) });
  }
  return null;
}

/**
 * All tasks of some work on every thread. A thread that is busy joins in when it is free, if anything is left to do by
 * then: nobody waits for it. A result does not depend on which thread made it, so not on the number of threads either.
 * @param onDone  told every task once, in the order in which they are done
 * @returns results in the order of the tasks
 * @throws {RequestError} `cancelled` after the signal; `worker-died` when a thread ended
 */
export async function tasksOnThreads<W extends WorkKind>(
  threads: Threads,
  kind: W,
  work: MixtureWork[W]['input'],
  total: number,
  hooks: { signal?: AbortSignal | undefined; onDone?: (task: number, result: MixtureWork[W]['result']) => void },
): Promise<MixtureWork[W]['result'][]> {
  const { signal, onDone } = hooks;
  const part = { kind, work, total, claimed: new Int32Array(new SharedArrayBuffer(4)) } as WorkPart;
  const results = new Array<MixtureWork[W]['result']>(total);
  let done = 0;
  const over = new AbortController();
  const stop = signal ? AbortSignal.any([signal, over.signal]) : over.signal;
  await new Promise<void>((resolve, reject) => {
    const onProgress = ({ task, result }: TaskDone): void => {
      if (stop.aborted) return;
      results[task] = result;
      onDone?.(task, result);
      if (++done === total) resolve();
    };
    const parts = Array.from({ length: threads.size }, () =>
      threads.run('mixture-tasks', part, { signal: stop, onProgress }),
    );
    Promise.all(parts).then(() => resolve(), reject);
  }).finally(() => over.abort()); // parts that still wait for a thread have nothing left to do
  return results;
}

import type { Worker } from 'node:worker_threads';
import { RequestError, cancelled, failureOf } from '../../../shared/contract/errors.ts';
import { createCancelFlag, raiseCancelFlag, type CancelFlag } from './cancel-flag.ts';
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts';
import type { FromThread, HelpOutcome, ToThread } from './thread-messages.ts';

export interface JobOptions<J extends JobName> {
  signal?: AbortSignal;
  onProgress?: (progress: JobProgress<J>) => void;
  /** It is told to stop as soon as another job waits for a thread. */
  givesWay?: boolean;
}

interface Job {
  message: ToThread & { kind: 'job' };
  onProgress: ((progress: never) => void) | undefined;
  givesWay: boolean;
  resolve: (output: never) => void;
  reject: (error: Error) => void;
}

interface Thread {
  worker: Worker;
  current: Job | null;
  /** Threads that do a part of the current job. */
  helpers: Set<Thread>;
}

/** Jobs that sort or simulate: what they give is looked at second. */
const patientJobs: ReadonlySet<JobName> = new Set(['sort-values', 'quantile-plot', 'goodness-of-fit']);

/**
 * Long-lived worker threads that take jobs in turn. They are started when first needed and ended by `close`: starting
 * and terminating over and over crashes Electron's main process.
 */
export class Threads {
  readonly size: number;
  readonly #spawn: () => Worker;
  readonly #threads: Thread[] = [];
  readonly #waiting: Job[] = [];
  #lastId = 0;
  #closed = false;

  /** @param size  most threads at a time, at least 1 */
  constructor(spawn: () => Worker, size: number) {
    this.#spawn = spawn;
    this.size = size;
  }

  /**
   * Runs a job on the next free thread.
   * @throws {RequestError} what the job failed with; `cancelled` after the signal; `worker-died` when its thread ended
   */
  run<J extends JobName>(job: J, input: JobInput<J>, options: JobOptions<J> = {}): Promise<JobOutput<J>> {
    const { signal, onProgress, givesWay = false } = options;
    if (signal?.aborted || this.#closed) return Promise.reject(cancelledError());
    const flag = createCancelFlag();
    return new Promise<JobOutput<J>>((resolve, reject) => {
      const abort = (): void => this.#cancel(entry, flag);
      const settled = (): void => signal?.removeEventListener('abort', abort);
      const entry: Job = {
        message: { kind: 'job', id: ++this.#lastId, job, input, flag },
        onProgress,
        givesWay,
        resolve: (output) => (settled(), resolve(output)),
        reject: (error) => (settled(), reject(error)),
      };
      signal?.addEventListener('abort', abort);
      this.#waiting.push(entry);
      this.#next();
    });
  }

  /** Ends every thread, after asking its job to stop. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(cancelledError());
    const threads = this.#threads.splice(0);
    for (const { current } of threads) {
      if (current === null) continue;
      raiseCancelFlag(current.message.flag);
      current.reject(cancelledError());
    }
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }

  #cancel(job: Job, flag: CancelFlag): void {
    raiseCancelFlag(flag);
    const place = this.#waiting.indexOf(job);
    if (place < 0) return; // it runs: its loop sees the flag
    this.#waiting.splice(place, 1);
    job.reject(cancelledError());
  }

  #next(): void {
    while (this.#waiting.length > 0) {
      const thread = this.#free();
      if (thread === null) {
        for (const { current } of this.#threads) if (current?.givesWay) raiseCancelFlag(current.message.flag);
        return;
      }
      const [job] = this.#waiting.splice(this.#mostUrgent(), 1);
      if (job === undefined) return;
      this.#give(thread, job);
    }
  }

  /** A chart's bins do not wait for the sorting that only its quantile plot needs, whichever was asked for first. */
  #mostUrgent(): number {
    return Math.max(
      0,
      this.#waiting.findIndex(({ message }) => !patientJobs.has(message.job)),
    );
  }

  #give(thread: Thread, job: Job): void {
    thread.current = job;
    thread.worker.ref();
    thread.worker.postMessage(job.message);
  }

  #free(): Thread | null {
    return this.#threads.find(({ current }) => current === null) ?? this.#start();
  }

  /** A part of a job goes to a thread that is free now or to none: waiting for one could wait for ever. */
  #help(leader: Thread, { help, job, input }: FromThread & { kind: 'help' }): void {
    const answer = (outcome: HelpOutcome): void => {
      const message: ToThread = { kind: 'helped', help, outcome };
      leader.worker.postMessage(message);
    };
    const helper = this.#free();
    if (helper === null || leader.current === null) {
      answer({ kind: 'none' });
      return;
    }
    const { flag } = leader.current.message;
    leader.helpers.add(helper);
    const done = (outcome: HelpOutcome): void => {
      leader.helpers.delete(helper);
      answer(outcome);
    };
    this.#give(helper, {
      message: { kind: 'job', id: ++this.#lastId, job, input, flag },
      onProgress: undefined,
      givesWay: false,
      resolve: (output) => done({ kind: 'done', output }),
      reject: (error) => done({ kind: 'failed', error: failureOf(error) }),
    });
  }

  #start(): Thread | null {
    if (this.#threads.length >= this.size) return null;
    const thread: Thread = { worker: this.#spawn(), current: null, helpers: new Set() };
    thread.worker.on('message', (message: FromThread) => this.#receive(thread, message));
    thread.worker.on('error', (error: Error) => this.#died(thread, error.message));
    thread.worker.on('exit', (code) => this.#died(thread, `exit code ${code}`));
    this.#threads.push(thread);
    return thread;
  }

  #receive(thread: Thread, message: FromThread): void {
    const job = thread.current;
    if (job?.message.id !== message.id) return;
    if (message.kind === 'progress') {
      job.onProgress?.(message.progress as never);
      return;
    }
    if (message.kind === 'help') {
      this.#help(thread, message);
      return;
    }
    thread.current = null;
    thread.worker.unref(); // an idle thread does not keep the program alive
    if (message.kind === 'done') job.resolve(message.output as never);
    else job.reject(new RequestError(message.error.code, message.error.message, message.error.details));
    this.#next();
  }

  /** Only the job of a thread that dies is lost: the others go on, and a new thread takes its place when needed. */
  #died(thread: Thread, cause: string): void {
    const place = this.#threads.indexOf(thread);
    if (place < 0) return;
    this.#threads.splice(place, 1);
    // Its helpers sleep until a leader wakes them that is no more.
    for (const helper of thread.helpers) void helper.worker.terminate();
    thread.current?.reject(
      new RequestError(
        'worker-died',
        'The calculation ended unexpectedly, perhaps for want of memory. Everything else is still here; try again, or with fewer rows or columns.',
        { cause },
      ),
    );
    this.#next();
  }
}

const cancelledError = (): RequestError => new RequestError(cancelled.code, cancelled.message);

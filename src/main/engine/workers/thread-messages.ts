import type { Failure } from '../../../shared/contract/errors.ts';
import type { CancelFlag } from './cancel-flag.ts';
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts';

/** To a thread. It does one job at a time. */
export type ToThread<J extends JobName = JobName> =
  | { kind: 'job'; id: number; job: J; input: JobInput<J>; flag: CancelFlag }
  /** What became of a call for help; `none` when every other thread is busy. */
  | { kind: 'helped'; help: number; outcome: HelpOutcome };

export type HelpOutcome =
  { kind: 'none' } | { kind: 'done'; output: JobOutput<JobName> } | { kind: 'failed'; error: Failure };

/** From a thread. */
export type FromThread<J extends JobName = JobName> =
  | { kind: 'progress'; id: number; progress: JobProgress<J> }
  /** The job asks for another thread to do a part of it, if one is free. */
  | { kind: 'help'; id: number; help: number; job: JobName; input: JobInput<JobName> }
  | { kind: 'done'; id: number; output: JobOutput<J> }
  | { kind: 'failed'; id: number; error: Failure };

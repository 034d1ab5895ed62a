import type { Failure } from '../../../shared/contract/errors.ts';
import type { CancelFlag } from './cancel-flag.ts';
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts';

/** To a thread: do this job. A thread does one at a time. */
export interface JobMessage<J extends JobName = JobName> {
  id: number;
  job: J;
  input: JobInput<J>;
  flag: CancelFlag;
}

/** From a thread. */
export type ThreadMessage<J extends JobName = JobName> =
  | { kind: 'progress'; id: number; progress: JobProgress<J> }
  | { kind: 'done'; id: number; output: JobOutput<J> }
  | { kind: 'failed'; id: number; error: Failure };

import { gatherValues } from '../dataset/gather-values.ts';
import { selectRows } from '../dataset/select-rows.ts';
import { momentsOfRange } from '../statistics/descriptive/moments.ts';
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts';

export interface JobContext<J extends JobName> {
  /** True once the job is to stop; it then throws an error with the code `cancelled`. */
  shouldStop: () => boolean;
  onProgress: (progress: JobProgress<J>) => void;
}

type Run<J extends JobName> = (input: JobInput<J>, context: JobContext<J>) => JobOutput<J> | Promise<JobOutput<J>>;

const runs: { [J in JobName]: Run<J> } = {
  'select-rows': ({ conditions, rows }) => selectRows(conditions, rows),
  'gather-values': ({ values, selected, split, mostGroups }) => gatherValues(values, selected, split, mostGroups),
  moments: ({ values, from, to }) => momentsOfRange(values, from, to),
};

/** Does a job in this thread. */
export async function runJob<J extends JobName>(
  job: J,
  input: JobInput<J>,
  context: JobContext<J>,
): Promise<JobOutput<J>> {
  return runs[job](input, context);
}

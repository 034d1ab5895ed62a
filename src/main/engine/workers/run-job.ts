import { outcomeOf } from '../../../shared/statistics/outcome.ts';
import { gatherValues } from '../dataset/gather-values.ts';
import { readTable } from '../dataset/read-table.ts';
import { selectRows } from '../dataset/select-rows.ts';
import { distinctOfRange } from '../statistics/descriptive/distinct-values.ts';
import { countsOfRange } from '../statistics/descriptive/histogram.ts';
import { momentsOfRange } from '../statistics/descriptive/moments.ts';
import { rankPassOfRange } from '../statistics/descriptive/order-statistics.ts';
import { goodnessOfFit } from '../statistics/normal/goodness-of-fit.ts';
import { quantilePlot } from '../statistics/normal/quantile-plot.ts';
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts';
import { overviewOfColumn } from './overview-of-column.ts';
import { sortValues } from './sort-values.ts';

export interface JobContext<J extends JobName> {
  /** True once the job is to stop; it then throws an error with the code `cancelled`. */
  shouldStop: () => boolean;
  onProgress: (progress: JobProgress<J>) => void;
}

type Run<J extends JobName> = (input: JobInput<J>, context: JobContext<J>) => JobOutput<J> | Promise<JobOutput<J>>;

/** How each job is done. One line each: what it does lies in the folders it calls. */
const runs: { [J in JobName]: Run<J> } = {
  'select-rows': ({ conditions, rows }) => selectRows(conditions, rows),
  'gather-values': ({ values, selected, split, mostGroups }) => gatherValues(values, selected, split, mostGroups),
  moments: ({ values, from, to }) => momentsOfRange(values, from, to),
  distinct: ({ values, from, to }) => distinctOfRange(values, from, to),
  'rank-pass': ({ values, from, to, pass }) => rankPassOfRange(values, from, to, pass),
  'count-bins': ({ values, from, to, edges }) => countsOfRange(values, from, to, edges),
  'sort-values': ({ values }) => sortValues(values),
  'quantile-plot': ({ sorted, confidence, points }) => outcomeOf(() => quantilePlot(sorted, confidence, points)),
  'goodness-of-fit': ({ sorted }) => outcomeOf(() => goodnessOfFit(sorted)),
  overview: ({ column, selected }) => overviewOfColumn(column, selected),
  'read-table': ({ source, overrides }, context) => readTable(source, overrides, context),
};

/** Does a job in this thread. */
export async function runJob<J extends JobName>(
  job: J,
  input: JobInput<J>,
  context: JobContext<J>,
): Promise<JobOutput<J>> {
  return runs[job](input, context);
}

import { outcomeOf } from '../../../shared/statistics/outcome.ts';
import { gatherValues } from '../dataset/gather-values.ts';
import { previewTable } from '../dataset/preview-table.ts';
import { selectRows } from '../dataset/select-rows.ts';
import { runShare } from '../dataset/share-work.ts';
import { warmUp } from '../dataset/warm-up.ts';
import { distinctOfRange } from '../statistics/descriptive/distinct-values.ts';
import { countsOfRange } from '../statistics/descriptive/histogram.ts';
import { momentsOfRange } from '../statistics/descriptive/moments.ts';
import { rankPassOfRange } from '../statistics/descriptive/order-statistics.ts';
import { quantiles } from '../statistics/descriptive/quantile.ts';
import { goodnessOfFitOf } from '../statistics/normal/goodness-of-fit.ts';
import { quantilePlotOf } from '../statistics/normal/quantile-plot.ts';
import type { JobInput, JobName, JobOutput, JobProgress } from './jobs.ts';
import { readTableOnThreads } from './read-table-on-threads.ts';
import { overviewOfColumn } from './overview-of-column.ts';
import { generatorRuns } from './run-generator-job.ts';
import { likelihoodRuns } from './run-likelihood-job.ts';
import { mixtureRuns } from './run-mixture-job.ts';
import { pairRuns } from './run-pair-job.ts';
import { samplingRuns } from './run-sampling-job.ts';
import { sortValues } from './sort-values.ts';

export interface JobContext<J extends JobName> {
  /** True once the job is to stop; it then throws an error with the code `cancelled`. */
  shouldStop: () => boolean;
  onProgress: (progress: JobProgress<J>) => void;
  /** Another thread does a part of this job at the same time; null when none is free. */
  help: <Part extends JobName>(job: Part, input: JobInput<Part>) => Promise<JobOutput<Part> | null>;
}

type Run<J extends JobName> = (input: JobInput<J>, context: JobContext<J>) => JobOutput<J> | Promise<JobOutput<J>>;

/** How each job is done. One line each: what it does lies in the folders it calls. */
const runs: { [J in JobName]: Run<J> } = {
  ...pairRuns,
  ...mixtureRuns,
  ...generatorRuns,
  ...samplingRuns,
  ...likelihoodRuns,
  'select-rows': ({ conditions, rows }) => selectRows(conditions, rows),
  'gather-values': ({ values, selected, split, mostGroups }) => gatherValues(values, selected, split, mostGroups),
  moments: ({ values, from, to }) => momentsOfRange(values, from, to),
  distinct: ({ values, from, to }) => distinctOfRange(values, from, to),
  quantiles: ({ values, probabilities }) => quantiles(values, probabilities),
  'rank-pass': ({ values, from, to, pass }) => rankPassOfRange(values, from, to, pass),
  'count-bins': ({ values, from, to, edges }) => countsOfRange(values, from, to, edges),
  'sort-values': ({ values }) => sortValues(values),
  'quantile-plot': ({ sorted, moments, confidence, points }) =>
    outcomeOf(() => quantilePlotOf(sorted, moments.mean ?? NaN, moments.sdMle ?? NaN, confidence, points)),
  'goodness-of-fit': ({ sorted, moments }) => outcomeOf(() => goodnessOfFitOf(sorted, moments)),
  overview: ({ column, selected }) => overviewOfColumn(column, selected),
  'preview-table': ({ source, overrides, rows }) => previewTable(source, overrides, rows),
  'warm-up': (_, { shouldStop }) => warmUp(shouldStop),
  'read-share': (input) => runShare(input),
  'read-table': ({ source, overrides }, context) => readTableOnThreads(source, overrides, context),
};

/** Does a job in this thread. */
export async function runJob<J extends JobName>(
  job: J,
  input: JobInput<J>,
  context: JobContext<J>,
): Promise<JobOutput<J>> {
  return runs[job](input, context);
}

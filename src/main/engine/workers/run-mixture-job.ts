import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import { labelCodes, someLabels, toComponents } from '../dataset/label-codes.ts';
import { shapeOfColumn } from '../statistics/descriptive/column-shape.ts';
import { chooseRows } from '../statistics/gaussian-mixture/choose-rows.ts';
import { firstMixture } from '../statistics/gaussian-mixture/first-mixture.ts';
import { nullSamplesOf } from '../statistics/gaussian-mixture/likelihood-ratio.ts';
import { groupEntropyOfRange } from '../statistics/gaussian-mixture/merge-groups.ts';
import { singleGaussianSamples } from '../statistics/gaussian-mixture/null-check.ts';
import { serveChunks } from '../statistics/gaussian-mixture/pass-team.ts';
import { prepareRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import { passOfRange } from '../statistics/gaussian-mixture/range-pass.ts';
import { gatherPatterns } from '../statistics/gaussian-mixture/row-patterns.ts';
import { sampleGaussianMixture } from '../statistics/gaussian-mixture/sample.ts';
import { errorsPart, standardErrors } from '../statistics/gaussian-mixture/standard-errors.ts';
import { fitMixtureOnThreads } from './fit-mixture-on-threads.ts';
import type { MixtureJobs } from './mixture-jobs.ts';
import { doTasks } from './mixture-tasks.ts';
import { crossTable, mixtureRows } from './mixture-table.ts';
import type { JobContext } from './run-job.ts';
import { scanPart } from './scan-on-threads.ts';

type Run<J extends keyof MixtureJobs> = (
  input: MixtureJobs[J]['input'],
  context: JobContext<J>,
) => MixtureJobs[J]['output'] | Promise<MixtureJobs[J]['output']>;

/** How each job about mixtures is done. */
export const mixtureRuns: { [J in keyof MixtureJobs]: Run<J> } = {
  'include-rows': ({ selected, rows }) => {
    const included = new Uint8Array(new SharedArrayBuffer(rows));
    for (const row of selected) included[row] = 1;
    return included;
  },
  'label-rows': ({ column, name, share, components }) => {
    const { codes, names } = labelCodes(column, name);
    return { codes: toComponents(someLabels(codes, share), components), names };
  },
  'gather-patterns': ({ columns }) => gatherPatterns(columns),
  'prepare-mixture-rows': (input) => prepareRows(input, false),
  'fit-mixture': fitMixtureOnThreads,
  'scan-mixtures': scanPart,
  'mixture-tasks': doTasks,
  'group-entropy': (pass, { shouldStop }) =>
    groupEntropyOfRange(pass, () => {
      if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
    }),
  'measurement-steps': ({ columns }) =>
    columns.map((values) => {
      const { step } = shapeOfColumn(values);
      return step === null ? 0 : step.step / step.denominator;
    }),
  'single-gaussian': ({ input, step }) => singleGaussianSamples(input, step),
  'null-samples': ({ input, mixture, step }) => nullSamplesOf(input, mixture, step),
  'serve-mixture-chunks': ({ rows, memory }) => {
    serveChunks(rows, memory);
    return null;
  },
  'mixture-pass': passOfRange,
  'standard-errors-part': ({ prepared, mixture, method, from, to }) => errorsPart(prepared, mixture, method, from, to),
  'standard-errors': ({ prepared, mixture, parts, ...how }) => standardErrors(prepared, mixture, how, parts),
  'first-mixture': ({ prepared, components, covarianceModel, method, seed }) =>
    firstMixture(prepared, components, covarianceModel, method, seed),
  'choose-mixture-rows': ({ input, count }) => chooseRows(input, count),
  'sample-mixture': ({ mixture, seed, block, rows }) => {
    const { columns, components } = sampleGaussianMixture(mixture, rows, seed, block);
    return { columns: columns.map((column) => new Float64Array(column)), components }; // what leaves is not shared
  },
  'cross-table': crossTable,
  'mixture-rows': mixtureRows,
};

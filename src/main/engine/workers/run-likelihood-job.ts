import { cancelled, RequestError } from '../../../shared/contract/errors.ts';
import { firstRows } from '../statistics/normal/first-rows.ts';
import { likelihoodProduct } from '../statistics/normal/likelihood-product.ts';
import type { LikelihoodJobs } from './likelihood-jobs.ts';
import type { JobContext } from './run-job.ts';

type Run<J extends keyof LikelihoodJobs> = (
  input: LikelihoodJobs[J]['input'],
  context: JobContext<J>,
) => LikelihoodJobs[J]['output'];

/** How each job about a likelihood in the order of the rows is done. */
export const likelihoodRuns: { [J in keyof LikelihoodJobs]: Run<J> } = {
  'likelihood-product': ({ values, selected, normal, points }, context) =>
    likelihoodProduct(values, selected, normal, points, stopper(context)),
  'first-rows': ({ values, sizes }, context) => firstRows(values, sizes, stopper(context)),
};

const stopper =
  ({ shouldStop }: { shouldStop: () => boolean }) =>
  (): void => {
    if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
  };

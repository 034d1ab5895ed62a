import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import { drawRange } from '../statistics/gaussian-mixture/draw-range.ts';
import { tallyDraw } from '../statistics/gaussian-mixture/tally-draw.ts';
import { drawText } from './draw-text.ts';
import type { GeneratorJobs } from './generator-jobs.ts';
import type { JobContext } from './run-job.ts';

type Run<J extends keyof GeneratorJobs> = (
  input: GeneratorJobs[J]['input'],
  context: JobContext<J>,
) => GeneratorJobs[J]['output'];

/** How each job about draws is done. */
export const generatorRuns: { [J in keyof GeneratorJobs]: Run<J> } = {
  'draw-rows': ({ mixture, seed, drawn, from, to }, { shouldStop }) => {
    drawRange(mixture, seed, drawn, from, to, () => {
      if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
    });
    return null;
  },
  'tally-draw': ({ drawn, parts, centre, bins }) => tallyDraw(drawn, parts, centre, bins),
  'draw-text': drawText,
};

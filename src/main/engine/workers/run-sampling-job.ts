import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import { normalPlotPoints } from '../statistics/normal/normal-plot-points.ts';
import { drawSample, drawStatistics } from '../statistics/sampling/draw-statistics.ts';
import { createStatistic } from '../statistics/sampling/sample-statistic.ts';
import { serialCorrelation } from '../statistics/sampling/serial-correlation.ts';
import type { JobContext } from './run-job.ts';
import type { SamplingJobs } from './sampling-jobs.ts';

type Run<J extends keyof SamplingJobs> = (
  input: SamplingJobs[J]['input'],
  context: JobContext<J>,
) => SamplingJobs[J]['output'];

/** How each job about samples is done. */
export const samplingRuns: { [J in keyof SamplingJobs]: Run<J> } = {
  'present-values': ({ values }) => {
    const present = new Float64Array(new SharedArrayBuffer(values.byteLength));
    let n = 0;
    for (const value of values) if (!Number.isNaN(value)) present[n++] = value;
    return present.subarray(0, n);
  },
  'serial-correlation': ({ values, mean }) => serialCorrelation(values, mean),
  'draw-statistics': ({ draws, from, to, out }, { shouldStop, onProgress }) => {
    drawStatistics(draws, from, to, out, (samples) => {
      if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
      onProgress(samples);
    });
    return null;
  },
  'draw-sample': ({ draws, place }) => {
    const values = drawSample(draws, place);
    return { values, statistic: createStatistic(draws.statistic, draws.size)(values.slice()) };
  },
  'normal-plot-points': ({ sorted, points }) => normalPlotPoints(sorted, points),
};

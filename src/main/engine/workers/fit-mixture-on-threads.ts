import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';
import { fitGaussianMixture, teamMemoryFor } from '../statistics/gaussian-mixture/fit.ts';
import { gatherPatterns } from '../statistics/gaussian-mixture/row-patterns.ts';
import type { JobInput } from './jobs.ts';
import type { JobContext } from './run-job.ts';

/** Fewer rows than this are done before another thread has woken up. */
const worthHelp = 20_000;
/** Progress is told this often at most. */
const reportEveryMs = 40;

/** Fits a mixture with whatever thread is free to help, and reports how far it has come. */
export async function fitMixtureOnThreads(
  { input, options }: JobInput<'fit-mixture'>,
  { shouldStop, onProgress, help }: JobContext<'fit-mixture'>,
): Promise<GaussianMixtureFit> {
  const begunAt = performance.now();
  const { columns, included = null, weights = null, labels = null } = input;
  const patterns = input.missing === 'em' ? (input.patterns ?? gatherPatterns(columns)) : null;
  const gathered = { ...input, patterns };
  const team = teamMemoryFor(gathered, options);
  const helping =
    (columns[0]?.length ?? 0) >= worthHelp
      ? help('serve-mixture-chunks', { rows: { columns, included, weights, labels, patterns }, memory: team })
      : null;
  let reportedAt = begunAt;
  let stage = '';
  let iteration = 0;
  const startsTotal = (options.starts ?? 20) + (options.given?.length ?? 0);
  try {
    return fitGaussianMixture(gathered, options, {
      team,
      checkpoint: () => {
        if (shouldStop()) throw new RequestError(cancelled.code, cancelled.message);
      },
      onProgress: (progress) => {
        iteration = progress.stage === stage ? iteration + 1 : 1;
        stage = progress.stage;
        const now = performance.now();
        if (now - reportedAt < reportEveryMs) return;
        reportedAt = now;
        onProgress({
          stage: progress.stage,
          start: progress.stage === 'starts' ? Math.min(progress.done, startsTotal) : startsTotal,
          starts: startsTotal,
          iteration,
          logLikelihood: progress.logLikelihood,
          elapsedMs: now - begunAt,
        });
      },
    });
  } finally {
    await helping; // the helper goes home with the fit: its thread is free again when this job is done
  }
}

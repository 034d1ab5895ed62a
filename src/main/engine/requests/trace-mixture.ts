import { RequestError, cancelled } from '../../../shared/contract/errors.ts';
import type { MixtureFrame, MixtureLocks, MixtureTrace } from '../../../shared/contract/mixture-requests.ts';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { nextMixture } from '../statistics/gaussian-mixture/evaluate.ts';
import type { PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import type { Threads } from '../workers/threads.ts';
import { evaluateMixture } from './evaluate-mixture.ts';

/** Frames of a trace that are sent together. */
const framesPerReport = 8;

/**
 * Plain EM from a mixture until a step gains next to nothing, every iteration kept.
 * @param onProgress  told the frames a few at a time, every frame once
 */
export async function traceMixture(
  threads: Threads,
  prepared: PreparedRows,
  from: {
    mixture: GaussianMixture;
    covarianceModel: CovarianceModel;
    locks: MixtureLocks | null;
    iterations: number;
  },
  {
    signal,
    onProgress,
  }: { signal: AbortSignal | undefined; onProgress: (progress: { frames: MixtureFrame[] }) => void },
): Promise<MixtureTrace> {
  const { covarianceModel, locks, iterations } = from;
  const tolerance = Math.max(1e-6, 1e-10 * prepared.counts.effective);
  const frames: MixtureFrame[] = [];
  let told = 0;
  const tell = (): void => {
    if (frames.length > told) onProgress({ frames: frames.slice(told) });
    told = frames.length;
  };
  const end = (status: MixtureTrace['status']): MixtureTrace => {
    tell();
    return { frames, status };
  };
  let { mixture } = from;
  let last = -Infinity;
  for (let i = 0; i < iterations; i++) {
    if (signal?.aborted) throw new RequestError(cancelled.code, cancelled.message);
    const { ready, ...step } = await evaluateMixture(threads, prepared, mixture, covarianceModel, signal);
    const { logLikelihood, componentRows, entropy } = step;
    const frame = { mixture, logLikelihood, componentRows, entropy };
    const settled = i > 0 && logLikelihood - last < tolerance;
    const next = settled || i === iterations - 1 ? null : nextMixture(prepared, ready, covarianceModel, locks, step);
    frames.push({ ...frame, bound: next && logLikelihood + next.expectedGain });
    if (settled) return end('converged');
    if (i === iterations - 1) return end('iteration-limit');
    if (next === null) return end('degenerate');
    if (frames.length - told >= framesPerReport) tell();
    last = logLikelihood;
    mixture = next.mixture;
  }
  return end('iteration-limit');
}

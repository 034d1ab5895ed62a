import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import {
  evaluationOf,
  prepareMixture,
  type MixtureEvaluation,
  type PreparedMixture,
} from '../statistics/gaussian-mixture/evaluate.ts';
import type { PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import { passLength } from '../statistics/gaussian-mixture/row-patterns.ts';
import { overRanges } from '../workers/ranges.ts';
import type { Threads } from '../workers/threads.ts';

/**
 * One E-step over all rows, on every thread; the same bits for any number of them.
 * @param model  counts the parameters for the criteria
 * @throws {FitError} as prepareMixture; {RequestError} `cancelled` after the signal
 */
export async function evaluateMixture(
  threads: Threads,
  prepared: PreparedRows,
  mixture: GaussianMixture,
  model: CovarianceModel,
  signal: AbortSignal | undefined,
): Promise<MixtureEvaluation & { ready: PreparedMixture }> {
  const ready = prepareMixture(prepared, mixture);
  const { parts, parameters } = ready;
  const { rows } = prepared;
  const n = passLength(rows);
  const chunks = await overRanges(threads, 'mixture-pass', { rows, parts, parameters }, n, signal);
  return { ...evaluationOf(prepared, ready, model, chunks.flat()), ready };
}

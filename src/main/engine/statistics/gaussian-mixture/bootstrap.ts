import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture, GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import { fitGaussianMixture } from './fit.ts';
import { matchComponents } from './match-components.ts';
import type { MixtureInput } from './prepare-rows.ts';

/** One refit: components in the order of the fit they are compared with. Null where it had no honest solution. */
export type Replicate = GaussianMixture | null;

/** An interval that holds the middle of the replicates, and their standard deviation. */
export interface BootstrapEstimate {
  standardError: number;
  interval: [lower: number, upper: number];
}

/** What resampling says of a mixture's parameters; shapes as in `GaussianMixture`. */
export interface BootstrapSummary {
  weights: BootstrapEstimate[];
  means: BootstrapEstimate[][];
  covariances: BootstrapEstimate[][][];
  /** Refits that the summary rests on, and those without an honest solution. */
  replicates: number;
  failed: number;
  confidence: number;
  /** The replicates, for ghost ellipses. */
  ghosts: GaussianMixture[];
}

/**
 * Refits a mixture to resampled rows: each row counts as often as it is drawn, so no row is copied. EM starts from the fit
 * itself, and identities are matched to it.
 * @param from, to  replicates to make, numbered from 0: threads may share them, each number gives the same replicate
 */
export function bootstrapReplicates(
  input: MixtureInput,
  fit: GaussianMixtureFit,
  seed: number,
  from: number,
  to: number,
  checkpoint?: () => void,
): Replicate[] {
  const n = input.columns[0]!.length;
  const usable: number[] = [];
  for (let row = 0; row < n; row++) {
    if (input.included && input.included[row] === 0) continue;
    if (input.weights && !(input.weights[row]! > 0)) continue;
    if (input.columns.every((column) => Number.isFinite(column[row]))) usable.push(row);
  }
  return Array.from({ length: to - from }, (_, i) => {
    const generator = createGenerator(seed, from + i + 1);
    const weights = new Float64Array(n);
    for (let draw = 0; draw < usable.length; draw++) {
      const row = usable[generator.integer(usable.length)]!;
      weights[row]! += input.weights ? input.weights[row]! : 1;
    }
    try {
      const refit = fitGaussianMixture(
        { ...input, weights, weightKind: input.weightKind ?? 'frequency' },
        {
          components: fit.components,
          covarianceModel: fit.covarianceModel,
          seed,
          starts: 0,
          given: [fit],
          noise: fit.noise !== null,
          regularisation: fit.regularisation,
          tolerance: 1e-3,
          sampleRows: n,
        },
        checkpoint ? { checkpoint } : {},
      );
      return inOrderOf(refit, matchComponents(fit, refit));
    } catch (thrown) {
      if (thrown instanceof FitError) return null;
      throw thrown;
    }
  });
}

function inOrderOf({ weights, means, covariances, noise }: GaussianMixture, order: readonly number[]): GaussianMixture {
  return {
    weights: order.map((k) => weights[k]!),
    means: order.map((k) => means[k]!),
    covariances: order.map((k) => covariances[k]!),
    noise,
  };
}

/**
 * Percentile intervals and standard errors from replicates.
 * @param confidence  0 < confidence < 1
 * @throws {FitError} `too-few-rows` with fewer than two replicates
 * @see [EfronTibshirani1993] chapters 6 and 13
 */
export function summariseBootstrap(replicates: readonly Replicate[], confidence: number): BootstrapSummary {
  const ghosts = replicates.filter((replicate) => replicate !== null);
  if (ghosts.length < 2)
    throw new FitError('too-few-rows', { replicates: ghosts.length }, 'Too few of the refits had an honest solution.');
  const estimate = (pick: (mixture: GaussianMixture) => number): BootstrapEstimate => {
    const values = ghosts.map(pick).sort((a, b) => a - b);
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const at = (p: number): number => {
      const place = p * (values.length - 1);
      const low = Math.floor(place);
      return values[low]! + (place - low) * ((values[low + 1] ?? values[low]!) - values[low]!);
    };
    return { standardError: Math.sqrt(variance), interval: [at((1 - confidence) / 2), at((1 + confidence) / 2)] };
  };
  const { weights, means, covariances } = ghosts[0]!;
  return {
    weights: weights.map((_, k) => estimate((mixture) => mixture.weights[k]!)),
    means: means.map((mean, k) => mean.map((_, i) => estimate((mixture) => mixture.means[k]![i]!))),
    covariances: covariances.map((matrix, k) =>
      matrix.map((row, i) => row.map((_, j) => estimate((mixture) => mixture.covariances[k]![i]![j]!))),
    ),
    replicates: ghosts.length,
    failed: replicates.length - ghosts.length,
    confidence,
    ghosts,
  };
}

/** Replicates and their summary on this thread. */
export function bootstrapMixture(
  input: MixtureInput,
  fit: GaussianMixtureFit,
  { replicates, seed, confidence = 0.95 }: { replicates: number; seed: number; confidence?: number },
  checkpoint?: () => void,
): BootstrapSummary {
  return summariseBootstrap(bootstrapReplicates(input, fit, seed, 0, replicates, checkpoint), confidence);
}

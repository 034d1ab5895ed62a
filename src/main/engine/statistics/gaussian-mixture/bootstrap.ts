import type { CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { BootstrapEstimate, BootstrapSummary } from '../../../../shared/statistics/bootstrap-summary.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import { isRowUsed } from './choose-rows.ts';
import { fitGaussianMixture } from './fit.ts';
import { matchComponents } from './match-components.ts';
import type { MixtureInput } from './prepare-rows.ts';

/** One refit: components in the order of the fit they are compared with. Null where it had no honest solution. */
export type Replicate = GaussianMixture | null;

/** The fit that is refitted, and how it was made. */
export interface BootstrapFit extends GaussianMixture {
  covarianceModel: CovarianceModel;
  regularisation: number;
}

/** Mixtures that a summary keeps, at most. */
const mostGhosts = 100;

/**
 * Refits a mixture to resampled rows: each row counts as often as it is drawn, so no row is copied. EM starts from the fit
 * itself, and identities are matched to it.
 *
 * Frequencies stand for rows: as many rows are drawn as they sum up to, each with a probability in proportion to its
 * frequency. Precisions stay with their row, whichever is drawn.
 * @param number  replicates are numbered from 0; each number gives the same replicate in whatever thread
 */
export function bootstrapReplicate(
  input: MixtureInput,
  fit: BootstrapFit,
  seed: number,
  number: number,
  checkpoint?: () => void,
): Replicate {
  const n = input.columns[0]!.length;
  try {
    const refit = fitGaussianMixture(
      {
        ...input,
        weights: resampledWeights(input, createGenerator(seed, number + 1)),
        weightKind: weightKindOf(input),
      },
      {
        components: fit.weights.length,
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
}

const weightKindOf = ({ weightKind = 'frequency' }: MixtureInput) => weightKind;

/** Each row's weight in a resample; 0 for a row that is not used or not drawn. */
function resampledWeights(input: MixtureInput, { integer, uniform }: ReturnType<typeof createGenerator>): Float64Array {
  const { weights } = input;
  const n = input.columns[0]!.length;
  const usable: number[] = [];
  for (let row = 0; row < n; row++) if (isRowUsed(input, row)) usable.push(row);
  const drawn = new Float64Array(n);
  if (weights && weightKindOf(input) === 'frequency') {
    let total = 0;
    const upTo = Float64Array.from(usable, (row) => (total += weights[row]!));
    for (let draw = 0; draw < Math.round(total); draw++) drawn[usable[placeOf(upTo, uniform() * total)]!]! += 1;
  } else
    for (let draw = 0; draw < usable.length; draw++) {
      const row = usable[integer(usable.length)]!;
      drawn[row]! += weights ? weights[row]! : 1;
    }
  return drawn;
}

/** The first place whose running sum is above a value. */
function placeOf(upTo: Float64Array, value: number): number {
  let low = 0;
  let high = upTo.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (upTo[middle]! > value) high = middle;
    else low = middle + 1;
  }
  return low;
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
 * Percentile intervals (quantiles of type 7) and standard errors from replicates, in the order of their numbers.
 * @param confidence  0 < confidence < 1
 * @throws {FitError} `too-few-rows` with fewer than two replicates
 * @see [EfronTibshirani1993] chapters 6 and 13
 */
export function summariseBootstrap(replicates: readonly Replicate[], confidence: number): BootstrapSummary {
  const honest = replicates.filter((replicate) => replicate !== null);
  const [first] = honest;
  if (first === undefined || honest.length < 2)
    throw new FitError('too-few-rows', { replicates: honest.length }, 'Too few of the refits had an honest solution.');
  const estimate = (pick: (mixture: GaussianMixture) => number): BootstrapEstimate => {
    const values = Float64Array.from(honest, pick).sort();
    const mean = values.reduce((a, b) => a + b, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
    const at = (p: number): number => {
      const place = p * (values.length - 1);
      const low = Math.floor(place);
      return values[low]! + (place - low) * ((values[low + 1] ?? values[low]!) - values[low]!);
    };
    return { standardError: Math.sqrt(variance), interval: [at((1 - confidence) / 2), at((1 + confidence) / 2)] };
  };
  return {
    weights: first.weights.map((_, k) => estimate((mixture) => mixture.weights[k]!)),
    means: first.means.map((mean, k) => mean.map((_, i) => estimate((mixture) => mixture.means[k]![i]!))),
    covariances: first.covariances.map((matrix, k) =>
      matrix.map((row, i) => row.map((_, j) => estimate((mixture) => mixture.covariances[k]![i]![j]!))),
    ),
    noise: first.noise && estimate((mixture) => mixture.noise?.weight ?? 0),
    replicates: honest.length,
    failed: replicates.length - honest.length,
    confidence,
    ghosts: honest.slice(0, mostGhosts),
  };
}

/** Replicates and their summary on this thread. */
export function bootstrapMixture(
  input: MixtureInput,
  fit: BootstrapFit,
  { replicates, seed, confidence = 0.95 }: { replicates: number; seed: number; confidence?: number },
  checkpoint?: () => void,
): BootstrapSummary {
  const refits = Array.from({ length: replicates }, (_, i) => bootstrapReplicate(input, fit, seed, i, checkpoint));
  return summariseBootstrap(refits, confidence);
}

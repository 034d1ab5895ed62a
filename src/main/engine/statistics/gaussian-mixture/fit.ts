import { canonicalModel, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture, GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createTeamMemory, endTeam, type TeamMemory } from './pass-team.ts';
import type { MixtureInput, PreparedRows } from './prepare-rows.ts';
import { passLength } from './row-patterns.ts';
import type { Effort } from './search.ts';
import { fitInSession, openSession, shapeOf } from './session.ts';
import type { Start } from './starts.ts';
import { toScaled, type MixtureLocks } from './units.ts';

export interface MixtureOptions {
  components: number;
  covarianceModel: CovarianceModel;
  seed: number;
  /** Starts to draw, 20 unless told otherwise. */
  starts?: number;
  /** Mixtures in the columns' units from which to start as well, or alone with `starts: 0`. */
  given?: readonly GaussianMixture[];
  /** Weights, means and covariances that are held fixed; components are then numbered as in the locks. */
  locks?: MixtureLocks | null;
  /** A uniform component for rows that belong to none. */
  noise?: boolean;
  /** Added to every variance, in units of the column's own; 0 unless told otherwise. */
  regularisation?: number;
  /** Total log-likelihood that may be left ungained; see `maximise`. */
  tolerance?: number;
  /** Most E-steps of one run. */
  iterationLimit?: number;
  /** Rows, at most, on which starts are tried before the best goes on with all of them. */
  sampleRows?: number;
}

export interface FitHooks {
  /** Shared with helper threads that run `serveChunks`; made by `teamMemoryFor`. */
  team?: TeamMemory;
  /** Called after every pass over the rows; throws to cancel. */
  checkpoint?: () => void;
  onProgress?: (progress: MixtureProgress) => void;
}

export interface MixtureProgress {
  stage: 'starts' | 'all-rows';
  done: number;
  total: number;
  logLikelihood: number;
}

/** Memory for a fit whose passes helper threads share; rows with gaps must have been gathered. */
export const teamMemoryFor = (input: MixtureInput, { components, covarianceModel }: MixtureOptions): TeamMemory =>
  createTeamMemory(
    passLength({ columns: input.columns, patterns: input.missing === 'em' ? (input.patterns ?? null) : null }),
    input.columns.length,
    components + 1,
    shapeOf(canonicalModel(covarianceModel, input.columns.length)),
  );

/** A fit done as well as it can be: 20 starts, nothing visible left ungained. */
export const thorough = (effectiveRows: number): Effort => ({
  sampleRows: 8192,
  starts: 20,
  shortRun: 12,
  carried: 5,
  rivals: { cheap: 30, costly: 16 },
  rounds: 5,
  tolerance: Math.max(1e-6, 1e-10 * effectiveRows),
  sampleTolerance: 1e-4,
  patience: 2,
  limit: 5000,
});

/**
 * A Gaussian mixture by maximum likelihood: EM from many starts, the referee's pick of them, components in order of
 * descending weight.
 * @throws {FitError} `too-few-rows`, `zero-variance`, `collinear`, `invalid-parameter`; `degenerate` where no start led to
 *   an honest solution
 */
export function fitGaussianMixture(
  input: MixtureInput,
  options: MixtureOptions,
  hooks: FitHooks = {},
): GaussianMixtureFit {
  const { components, covarianceModel, seed, locks = null, noise = false, regularisation = 0 } = options;
  try {
    const session = openSession(input, covarianceModel, options.sampleRows ?? thorough(0).sampleRows, seed);
    const effort = thorough(session.prepared.counts.effective);
    const tolerance = options.tolerance ?? effort.tolerance;
    const { fit } = fitInSession(
      session,
      { components, covarianceModel, seed, locks, noise, regularisation },
      {
        ...effort,
        starts: options.starts ?? effort.starts,
        // From a given mixture alone, the answer is the maximum above that one, not a rival's.
        rounds: options.starts === 0 ? 0 : effort.rounds,
        limit: options.iterationLimit ?? effort.limit,
        tolerance,
        sampleTolerance: session.sample.complete ? Math.max(tolerance, effort.sampleTolerance) : effort.sampleTolerance,
      },
      (options.given ?? []).map((mixture) => givenStart(mixture, session.prepared)),
      {
        ...(hooks.team && { team: hooks.team }),
        onStep: (stage, done, total, logLikelihood) => {
          hooks.checkpoint?.();
          hooks.onProgress?.({ stage, done, total, logLikelihood });
        },
      },
    );
    return fit;
  } finally {
    if (hooks.team) endTeam(hooks.team);
  }
}

/** A given mixture as moments: what it would see in rows drawn from itself. */
export function givenStart(mixture: GaussianMixture, { rows, counts }: PreparedRows): Start {
  const scaled = toScaled(mixture, rows);
  return {
    method: 'given',
    moments: {
      components: scaled.components,
      d: scaled.d,
      rows: scaled.weights.map((weight) => weight * counts.effective),
      means: scaled.means,
      covariances: scaled.covariances,
      noiseRows: (scaled.noise?.weight ?? 0) * counts.effective,
    },
  };
}

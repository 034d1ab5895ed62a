import {
  canonicalModel,
  isDiagonalModel,
  mixtureParameterCount,
  type CovarianceModel,
} from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture, GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import type { EmProblem, EStep } from './em-step.ts';
import { informationCriteria } from './information-criteria.ts';
import { maximise } from './maximise.ts';
import type { Moments } from './moments.ts';
import { createPassRunner, createTeamMemory, endTeam, type TeamMemory } from './pass-team.ts';
import { prepareRows, type MixtureInput, type PreparedRows } from './prepare-rows.ts';
import type { Evidence } from './referee.ts';
import { remarksOn, sentenceOf } from './remarks.ts';
import { sampleRows, type RowSample } from './row-sample.ts';
import { scaleLocks, toColumnUnits, toScaled, type MixtureLocks } from './units.ts';
import { bestOf, judged, landscapeOf, searchSample, type Candidate } from './search.ts';
import type { Start } from './starts.ts';
import { valueGrid } from './value-grid.ts';

export interface MixtureOptions {
  components: number;
  covarianceModel: CovarianceModel;
  seed: number;
  /** Starts to draw, 20 unless told otherwise. */
  starts?: number;
  /** Mixtures in the columns' units from which to start as well, or alone with `starts: 0`. */
  given?: readonly GaussianMixture[];
  /** Weights, means and covariances that are held fixed; needs a given start that holds them. */
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
  /** Called often; throws to cancel. */
  checkpoint?: () => void;
  onProgress?: (progress: MixtureProgress) => void;
}

export interface MixtureProgress {
  stage: 'starts' | 'all-rows';
  done: number;
  total: number;
  logLikelihood: number;
}

const shapeOf = (model: CovarianceModel) => (isDiagonalModel(model) ? 'diagonal' : 'full');

/** Memory for a fit whose passes helper threads share. */
export const teamMemoryFor = ({ columns }: MixtureInput, options: MixtureOptions): TeamMemory =>
  createTeamMemory(
    columns[0]?.length ?? 0,
    columns.length,
    options.components + 1,
    shapeOf(canonicalModel(options.covarianceModel, columns.length)),
  );

/**
 * A Gaussian mixture by maximum likelihood: EM from many starts, the referee's pick of them, components in order of
 * descending weight.
 * @throws {FitError} what `prepareRows` throws; `too-few-rows` with fewer different rows than components;
 *   `degenerate` where no start led to an honest solution
 */
export function fitGaussianMixture(
  input: MixtureInput,
  options: MixtureOptions,
  hooks: FitHooks = {},
): GaussianMixtureFit {
  try {
    return fit(input, options, hooks);
  } finally {
    if (hooks.team) endTeam(hooks.team);
  }
}

function fit(input: MixtureInput, options: MixtureOptions, hooks: FitHooks): GaussianMixtureFit {
  const { components, seed, starts = 20, regularisation = 0, iterationLimit = 5000 } = options;
  const d = input.columns.length;
  const model = canonicalModel(options.covarianceModel, d);
  if (!(components >= 1 && Number.isInteger(components)))
    throw new FitError(
      'invalid-parameter',
      { components },
      'The number of components must be a whole number of at least 1.',
    );
  const prepared = prepareRows(input, model);
  const problem = problemOf(prepared, input, options, hooks.team ?? teamMemoryFor(input, options));
  const sample = sampleRows(prepared, options.sampleRows ?? 8192, createGenerator(seed));
  if (sample.count < components)
    throw new FitError(
      'too-few-rows',
      { rows: sample.count, components },
      `${components} components need at least as many different rows; there are ${sample.count}.`,
    );
  const parameters = mixtureParameterCount(model, d, components, options.noise);
  if (prepared.counts.effective <= parameters && regularisation === 0)
    throw new FitError(
      'too-few-rows',
      { rows: prepared.counts.used, parameters },
      `${parameters} parameters are more than ${prepared.counts.used} rows can tell: use fewer components, fewer columns or a simpler covariance.`,
    );

  const evidence = evidenceOf(sample, prepared, model, options);
  const tolerance = options.tolerance ?? Math.max(1e-6, 1e-10 * prepared.counts.effective);
  const given = (options.given ?? []).map((mixture) => givenStart(mixture, prepared));
  let done = 0;
  const onIteration = (_: number, step: EStep): void => {
    hooks.checkpoint?.();
    hooks.onProgress?.({ stage: 'starts', done, total: starts, logLikelihood: step.logLikelihood + prepared.logUnits });
  };
  const candidates = searchSample(problem, sample, evidence, {
    components,
    starts: labelsDecide(prepared) ? 1 : starts,
    seed,
    tolerance: sample.complete ? tolerance : tolerance * 100,
    limit: iterationLimit,
    given,
    onIteration,
    onStart: (count) => (done = count),
  });
  const winner = bestOf(candidates);
  if (!winner?.step) throw degenerate(candidates, components);
  const last = maximise(problem, winner.step.moments, {
    tolerance,
    limit: iterationLimit,
    onIteration: (iteration, step) => {
      hooks.checkpoint?.();
      hooks.onProgress?.({
        stage: 'all-rows',
        done: iteration,
        total: iterationLimit,
        logLikelihood: step.logLikelihood + prepared.logUnits,
      });
    },
  });
  const final = judged(winner.method, last, winner.iterations, evidence);
  if (!final.step) throw degenerate([final], components);
  const step = final.step;
  const logLikelihood = step.logLikelihood + prepared.logUnits;
  const mixture = toColumnUnits(step.mixture, prepared.rows);
  const result: GaussianMixtureFit = {
    ...mixture,
    covarianceModel: model,
    components,
    logLikelihood,
    parameterCount: parameters,
    criteria: informationCriteria(logLikelihood, parameters, prepared.counts.effective, step.certainty, null),
    rows: prepared.counts,
    status: final.status,
    iterations: final.iterations,
    seed,
    starts: landscapeOf(candidates, prepared.logUnits),
    trace: last.trace.map((value) => value + prepared.logUnits),
    smallestEigenvalue: final.smallestEigenvalue,
    degeneracy: final.degeneracy,
    regularisation,
    remarks: [],
  };
  return { ...result, remarks: remarksOn(result) };
}

/** With every row labelled the maximum is found in one step, whatever the start. */
const labelsDecide = ({ counts }: PreparedRows): boolean => counts.labelled === counts.used;

function problemOf(prepared: PreparedRows, input: MixtureInput, options: MixtureOptions, team: TeamMemory): EmProblem {
  const { rows, covariance, wholeFactor, weightScale, lowest, highest } = prepared;
  const d = input.columns.length;
  const model = canonicalModel(options.covarianceModel, d);
  const regularisation = options.regularisation ?? 0;
  const volume = highest.reduce((sum, value, j) => sum + Math.log(value - lowest[j]!), 0);
  return {
    d,
    shape: shapeOf(model),
    run: createPassRunner(rows, team),
    wholeFactor,
    weightScale,
    mStep: {
      model,
      locks: options.locks ? scaleLocks(options.locks, rows) : null,
      ridge:
        regularisation > 0 ? Float64Array.from({ length: d }, (_, j) => regularisation * covariance[j * d + j]!) : null,
      noiseLogDensity: options.noise ? -volume : null,
    },
  };
}

function evidenceOf(
  sample: RowSample,
  prepared: PreparedRows,
  model: CovarianceModel,
  options: MixtureOptions,
): Evidence {
  const { d, count, y } = sample;
  const grid = Float64Array.from({ length: d }, (_, j) =>
    valueGrid(Float64Array.from({ length: count }, (_, i) => y[i * d + j]!)),
  );
  const lockedCovariances = Array.from(
    { length: options.components },
    (_, k) => options.locks?.covariances?.[k] != null,
  );
  return { sample, model, wholeFactor: prepared.wholeFactor, grid, lockedCovariances };
}

/** A given mixture as moments: what it would see in rows drawn from itself. */
function givenStart(mixture: GaussianMixture, { rows, counts }: PreparedRows): Start {
  const scaled = toScaled(mixture, rows);
  const moments: Moments = {
    components: scaled.components,
    d: scaled.d,
    rows: scaled.weights.map((weight) => weight * counts.effective),
    means: scaled.means,
    covariances: scaled.covariances,
    noiseRows: (scaled.noise?.weight ?? 0) * counts.effective,
  };
  return { method: 'given', moments };
}

function degenerate(candidates: readonly Candidate[], components: number): FitError {
  const verdict = candidates.find((candidate) => candidate.degeneracy)?.degeneracy;
  const sentence = verdict ? sentenceOf(verdict) : 'No start led to a maximum.';
  return new FitError(
    'degenerate',
    { components, rows: verdict?.rows ?? 0, component: (verdict?.component ?? 0) + 1 },
    `${sentence} Use fewer components, a simpler covariance, or regularisation.`,
  );
}

import {
  canonicalModel,
  dependsOnUnits,
  isDiagonalModel,
  mixtureParameterCount,
  type CovarianceModel,
} from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import type { EmProblem, EStep } from './em-step.ts';
import { informationCriteria } from './information-criteria.ts';
import { maximise } from './maximise.ts';
import { createPassRunner, createTeamMemory, type RunPass, type TeamMemory } from './pass-team.ts';
import { membershipEntropy } from './membership-entropy.ts';
import { prepareRows, type MixtureInput, type PreparedRows } from './prepare-rows.ts';
import { allRowsOf, rowsOfSample } from './own-rows.ts';
import type { Evidence } from './referee.ts';
import { remarksOn, sentenceOf } from './remarks.ts';
import { refuseWithGaps } from './refuse-with-gaps.ts';
import { passLength } from './row-patterns.ts';
import { sampleRows, type RowSample } from './row-sample.ts';
import { bestOf, judged, landscapeOf, searchSample, type Candidate, type Effort } from './search.ts';
import type { UniformDensity } from './scaled-mixture.ts';
import type { Start } from './starts.ts';
import { canonicalOrder, scaleLocks, toColumnUnits, type MixtureLocks } from './units.ts';
import { valueGrid } from './value-grid.ts';

/** Rows prepared once for any number of fits: of one K after the other, of one covariance model after the other. */
export interface MixtureSession {
  input: MixtureInput;
  prepared: PreparedRows;
  sample: RowSample;
  /** Step of each column's values in scaled coordinates, 0 where there is none. */
  grid: Float64Array;
  runs: Map<string, RunPass>;
}

/** What is fitted to the rows of a session. */
export interface MixtureModel {
  components: number;
  covarianceModel: CovarianceModel;
  seed: number;
  locks: MixtureLocks | null;
  noise: boolean;
  /** Added to every variance, in units of the column's own. */
  regularisation: number;
}

/** Calls a fit makes as it goes; `onStep` may throw to cancel. */
export interface SessionHooks {
  team?: TeamMemory;
  onStep?: (stage: 'starts' | 'all-rows', done: number, total: number, logLikelihood: number) => void;
}

/** A fit and the E-step it ended with, from which another model may start. */
export interface SessionFit {
  fit: GaussianMixtureFit;
  step: EStep;
}

/** @param model  one that is to be fitted; others may follow if `needsCommonScale` says the same of them */
export function openSession(
  input: MixtureInput,
  model: CovarianceModel,
  mostRows: number,
  seed: number,
): MixtureSession {
  const prepared = prepareRows(input, needsCommonScale(model, input.columns.length));
  const sample = sampleRows(prepared, mostRows, createGenerator(seed));
  const { d, count, y, gaps } = sample;
  const grid = Float64Array.from({ length: d }, (_, j) =>
    valueGrid(Float64Array.from({ length: count }, (_, i) => y[i * d + j]!).filter((_, i) => !gaps?.[i * d + j])),
  );
  return { input, prepared, sample, grid, runs: new Map() };
}

/** True where a session with columns scaled alike is the right one for a model. */
export const needsCommonScale = (model: CovarianceModel, columns: number): boolean =>
  dependsOnUnits(canonicalModel(model, columns));

export const shapeOf = (model: CovarianceModel) => (isDiagonalModel(model) ? 'diagonal' : 'full');

/**
 * Fits a model to the rows of a session: a search on the sample, the referee's pick of it, then all rows.
 * @throws {FitError} `invalid-parameter`; `too-few-rows` with fewer different rows than components or not more rows than
 *   parameters; `degenerate` where no start led to an honest solution
 */
export function fitInSession(
  session: MixtureSession,
  wanted: MixtureModel,
  effort: Effort,
  given: readonly Start[] = [],
  hooks: SessionHooks = {},
): SessionFit {
  const { prepared, sample } = session;
  const d = session.input.columns.length;
  const model = { ...wanted, covarianceModel: canonicalModel(wanted.covarianceModel, d) };
  const { components, seed } = model;
  refuseWithGaps(prepared, model.noise, shapeOf(model.covarianceModel) === 'full');
  const parameters = checkSize(session, model);
  const problem = problemOf(session, model, hooks.team);
  const { centre, factor } = prepared.rows;
  const evidence: Evidence = {
    rows: rowsOfSample(sample),
    model: model.covarianceModel,
    wholeFactor: prepared.wholeFactor,
    grid: session.grid,
    lockedCovariances: Array.from({ length: components }, (_, k) => model.locks?.covariances?.[k] != null),
    inUnits: (column, value) => centre[column]! + value / factor[column]!,
  };
  let done = 0;
  const tell = (stage: 'starts' | 'all-rows') => (iteration: number, step: EStep) =>
    hooks.onStep?.(
      stage,
      stage === 'starts' ? done : iteration,
      stage === 'starts' ? effort.starts + given.length : effort.limit,
      step.logLikelihood + prepared.logUnits,
    );
  const candidates = searchSample(problem, sample, evidence, {
    components,
    seed,
    effort: labelsDecide(prepared) ? { ...effort, starts: 1, rounds: 0 } : effort,
    given,
    onIteration: tell('starts'),
    onStart: (count) => (done = count),
  });
  const { winner, final, trace } = carryToAllRows(
    problem,
    candidates,
    sample.complete ? evidence : { ...evidence, rows: allRowsOf(prepared) },
    sample.complete,
    effort,
    tell('all-rows'),
  );
  if (!winner || !final?.step) throw degenerate(final ? [final] : candidates, components);
  const logLikelihood = final.step.logLikelihood + prepared.logUnits;
  const result: GaussianMixtureFit = {
    ...toColumnUnits(final.step.mixture, prepared.rows),
    covarianceModel: model.covarianceModel,
    components,
    logLikelihood,
    parameterCount: parameters,
    criteria: informationCriteria(
      logLikelihood,
      parameters,
      prepared.counts.effective,
      final.step.certainty,
      membershipEntropy(final.step),
    ),
    rows: prepared.counts,
    status: final.status,
    iterations: final.iterations,
    seed,
    starts: landscapeOf(candidates, prepared.logUnits),
    trace: trace.map((value) => value + prepared.logUnits),
    smallestEigenvalue: final.smallestEigenvalue,
    degeneracy: final.degeneracy,
    regularisation: model.regularisation,
    remarks: [],
    labelComponents: prepared.counts.labelled > 0 ? placesOf(canonicalOrder(final.step.mixture)) : null,
  };
  return { fit: { ...result, remarks: remarksOn(result) }, step: final.step };
}

/** The best honest candidate on all rows; where it degenerates there, the next. */
function carryToAllRows(
  problem: EmProblem,
  candidates: readonly Candidate[],
  evidence: Evidence,
  complete: boolean,
  { tolerance, patience, limit }: Effort,
  onIteration: (iteration: number, step: EStep) => void,
): { winner: Candidate | null; final: Candidate | null; trace: number[] } {
  const left = [...candidates];
  let final: Candidate | null = null;
  for (let attempt = 0; attempt < 3; attempt++) {
    const winner = bestOf(left) ?? (complete ? null : bestOf(left, true));
    if (!winner?.step) break;
    const last = maximise(problem, winner.step.moments, { tolerance, patience, limit, onIteration });
    final = judged(winner.method, last, winner.iterations, evidence);
    if (final.status !== 'degenerate') return { winner, final, trace: last.trace };
    left.splice(left.indexOf(winner), 1);
  }
  return { winner: null, final, trace: [] };
}

/** Where each component went. */
function placesOf(order: readonly number[]): number[] {
  const places = new Array<number>(order.length);
  order.forEach((from, to) => (places[from] = to));
  return places;
}

/** With every row labelled the maximum is found in one step, whatever the start. */
const labelsDecide = ({ counts }: PreparedRows): boolean => counts.labelled === counts.used;

/** @returns the number of free parameters */
function checkSize(
  { prepared, sample }: MixtureSession,
  { components, covarianceModel, noise, regularisation }: MixtureModel,
): number {
  if (!(components >= 1 && Number.isInteger(components)))
    throw new FitError(
      'invalid-parameter',
      { components },
      'The number of components must be a whole number of at least 1.',
    );
  if (sample.count < components)
    throw new FitError(
      'too-few-rows',
      { rows: sample.count, components },
      `${components} components need at least as many different rows; there are ${sample.count}.`,
    );
  const parameters = mixtureParameterCount(covarianceModel, sample.d, components, noise);
  if (prepared.counts.effective <= parameters && regularisation === 0)
    throw new FitError(
      'too-few-rows',
      { rows: prepared.counts.used, parameters },
      `${parameters} parameters are more than ${prepared.counts.used} rows can tell: use fewer components, fewer columns or a simpler covariance.`,
    );
  return parameters;
}

function problemOf({ input, prepared, runs }: MixtureSession, model: MixtureModel, team?: TeamMemory): EmProblem {
  const { rows, covariance, wholeFactor, weightScale } = prepared;
  const d = input.columns.length;
  const shape = shapeOf(model.covarianceModel);
  const room = model.components + 1;
  const key = `${shape} ${team ? 'team' : room}`;
  let run = runs.get(key);
  if (!run) {
    run = createPassRunner(rows, team ?? createTeamMemory(passLength(rows), d, room, shape));
    runs.set(key, run);
  }
  const { regularisation } = model;
  return {
    d,
    shape,
    run,
    wholeFactor,
    weightScale,
    mStep: {
      model: model.covarianceModel,
      locks: model.locks ? scaleLocks(model.locks, rows) : null,
      ridge:
        regularisation > 0 ? Float64Array.from({ length: d }, (_, j) => regularisation * covariance[j * d + j]!) : null,
      noise: model.noise ? noiseOver(prepared) : null,
    },
  };
}

/** Uniform over the range of every column among the rows used. */
function noiseOver({ lowest, highest }: PreparedRows): UniformDensity {
  const box = Float64Array.from({ length: 2 * lowest.length }, (_, i) => (i % 2 === 0 ? lowest : highest)[i >> 1]!);
  return { logDensity: -highest.reduce((sum, high, j) => sum + Math.log(high - lowest[j]!), 0), box };
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

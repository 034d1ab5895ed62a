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
import { maximise, type MaximiseOptions } from './maximise.ts';
import { asShape, type Moments } from './moments.ts';
import { createPassRunner, createTeamMemory, type RunPass, type TeamMemory } from './pass-team.ts';
import { membershipEntropy } from './membership-entropy.ts';
import { prepareRows, type MixtureInput, type PreparedRows } from './prepare-rows.ts';
import { allRowsOf, rowsOfSample } from './own-rows.ts';
import type { Evidence } from './referee.ts';
import { remarksOn, sentenceOf } from './remarks.ts';
import { refuseWithGaps } from './refuse-with-gaps.ts';
import { passLength } from './row-patterns.ts';
import { sampleRows, type RowSample } from './row-sample.ts';
import {
  bestOf,
  judged,
  landscapeOf,
  searchSample,
  solutionsNear,
  type Candidate,
  type Effort,
  type SampleSearch,
} from './search.ts';
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

/** A model's search on the sample, and its end on all rows. */
export interface SessionSearch extends SampleSearch {
  /**
   * The referee's pick, carried to all rows.
   * @param nested  what models found there of which every mixture is one of this model too: the fit starts from them where
   *   it would otherwise fall behind. In the coordinates of this session
   * @throws {FitError} `degenerate` where no start led to an honest solution
   */
  finish: (nested?: readonly NestedSolution[]) => SessionFit;
}

/** A solution on all rows: the moments it makes, and its log-likelihood in the columns' units. */
export interface NestedSolution {
  moments: Moments;
  logLikelihood: number;
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
export const fitInSession = (...search: Parameters<typeof searchInSession>): SessionFit =>
  searchInSession(...search).finish();

/**
 * The first half of `fitInSession`, which other models' solutions may then add to.
 * @throws {FitError} `invalid-parameter`, `too-few-rows`
 */
export function searchInSession(
  session: MixtureSession,
  wanted: MixtureModel,
  effort: Effort,
  given: readonly Start[] = [],
  hooks: SessionHooks = {},
): SessionSearch {
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
  const search = searchSample(problem, sample, evidence, {
    components,
    seed,
    effort: labelsDecide(prepared) ? { ...effort, starts: 1, rounds: 0 } : effort,
    given,
    onIteration: tell('starts'),
    onStart: (count) => (done = count),
  });
  return { ...search, finish };

  function finish(nested: readonly NestedSolution[] = []): SessionFit {
    const { candidates } = search;
    const onAllRows = sample.complete ? evidence : { ...evidence, rows: allRowsOf(prepared) };
    const options = { ...effort, onIteration: tell('all-rows') };
    const carried = carryToAllRows(problem, candidates, onAllRows, sample, options);
    const { final, trace, tried } = raiseAbove(nested, carried, (moments) => {
      const run = maximise(problem, moments, options);
      return { final: judged('other-model', run, 0, onAllRows), trace: run.trace };
    });
    if (!final?.step || final.status === 'degenerate') throw degenerate(final ? [final] : candidates, components);
    const { step } = final;
    const logLikelihood = step.logLikelihood + prepared.logUnits;
    const result: GaussianMixtureFit = {
      ...toColumnUnits(step.mixture, prepared.rows),
      covarianceModel: model.covarianceModel,
      components,
      logLikelihood,
      parameterCount: parameters,
      criteria: informationCriteria(
        logLikelihood,
        parameters,
        prepared.counts.effective,
        step.certainty,
        membershipEntropy(step),
      ),
      rows: prepared.counts,
      status: final.status,
      iterations: final.iterations,
      seed,
      // Log-likelihoods of a sample and of all rows do not stand in one landscape.
      starts: landscapeOf(sample.complete ? [...candidates, ...tried] : candidates, prepared.logUnits),
      trace: trace.map((value) => value + prepared.logUnits),
      smallestEigenvalue: final.smallestEigenvalue,
      degeneracy: final.degeneracy,
      regularisation: model.regularisation,
      remarks: [],
      labelComponents: prepared.counts.labelled > 0 ? placesOf(canonicalOrder(step.mixture)) : null,
    };
    return { fit: { ...result, remarks: remarksOn(result) }, step };
  }

  /** From nested solutions above the best end so far, the highest first, until one leads to an honest solution. */
  function raiseAbove(
    nested: readonly NestedSolution[],
    carried: Carried,
    carry: (moments: Moments) => Carried,
  ): Carried & { tried: Candidate[] } {
    const tried: Candidate[] = [];
    const heightOf = ({ final }: Carried): number =>
      final?.step && final.status !== 'degenerate' ? final.step.logLikelihood + prepared.logUnits : -Infinity;
    const above = nested
      // Sums over the same rows in other units agree to ten digits or so.
      .filter(({ logLikelihood }) => logLikelihood - 1e-10 * Math.abs(logLikelihood) > heightOf(carried))
      .sort((a, b) => b.logLikelihood - a.logLikelihood);
    for (const { moments } of above) {
      const raised = carry(asShape(moments, problem.shape));
      tried.push(raised.final!);
      if (heightOf(raised) > heightOf(carried)) return { ...raised, tried };
    }
    return { ...carried, tried };
  }
}

/** Where a fit ended on all rows; `final` is null where it could not begin. */
interface Carried {
  final: Candidate | null;
  trace: number[];
}

/** Solutions of a sample that all rows are asked about, at most, and how many E-steps each is given to answer. */
const finalists = 3;
const finalRun = 3;

/**
 * The best honest candidate on all rows; where it degenerates there, the next. Of a sample, solutions that chance may have
 * put below its best are compared on all rows first.
 */
function carryToAllRows(
  problem: EmProblem,
  candidates: readonly Candidate[],
  evidence: Evidence,
  { complete, count }: RowSample,
  options: MaximiseOptions,
): Carried {
  const left = [...candidates];
  let final: Candidate | null = null;
  for (let attempt = 0; attempt < 3; attempt++) {
    const winner = bestOf(left) ?? (complete ? null : bestOf(left, true));
    if (!winner?.step) break;
    // Rows differ in what they prefer by about ½: n of them, drawn by chance, by √n / 2, and two standard errors are √n.
    const rivals = complete ? [winner] : solutionsNear(winner, left, Math.sqrt(count), finalists);
    const { chosen, moments } = bestOnAllRows(problem, rivals, options);
    const last = maximise(problem, moments, options);
    final = judged(chosen.method, last, chosen.iterations, evidence);
    if (final.status !== 'degenerate') return { final, trace: last.trace };
    left.splice(left.indexOf(chosen), 1);
  }
  return { final, trace: [] };
}

/** Which of a sample's solutions leads highest on all rows after a few steps, and where it stands then. */
function bestOnAllRows(problem: EmProblem, rivals: readonly Candidate[], options: MaximiseOptions) {
  const begun = rivals.map((chosen) => ({ chosen, moments: chosen.step!.moments, height: -Infinity }));
  if (rivals.length > 1)
    for (const rival of begun) {
      const { step, status } = maximise(problem, rival.moments, { ...options, limit: finalRun });
      if (step && status !== 'degenerate') Object.assign(rival, { moments: step.moments, height: step.logLikelihood });
    }
  return begun.reduce((best, rival) => (rival.height > best.height ? rival : best));
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

import { canonicalModel, isNestedIn, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import type { Moments } from './moments.ts';
import type { MixtureInput } from './prepare-rows.ts';
import { bestOf, type Effort } from './search.ts';
import {
  needsCommonScale,
  openSession,
  searchInSession,
  type MixtureSession,
  type NestedSolution,
  type SessionSearch,
} from './session.ts';
import { makeStart, startMethods, type Start } from './starts.ts';

export interface ScanOptions {
  /** Numbers of components, 1 included for a fair answer. */
  components: readonly number[];
  covarianceModels: readonly CovarianceModel[];
  seed: number;
  noise?: boolean;
  regularisation?: number;
}

/** One cell of a scan: a fit, or why there is none. */
export type ScannedCell = { components: number; covarianceModel: CovarianceModel } & (
  | { ok: true; fit: GaussianMixtureFit }
  | { ok: false; error: { code: FitError['code']; message: string; details: FitError['details'] } }
);

/** The models of one number of components, which lend each other starts. */
export interface ScanTask {
  components: number;
  covarianceModels: CovarianceModel[];
}

export interface ScanHooks {
  /** A model has been searched for on the sample; its cell follows later. */
  onSearched?: (place: Pick<ScannedCell, 'components' | 'covarianceModel'>) => void;
  onCell?: (cell: ScannedCell) => void;
  /** Called after every pass over the rows; throws to cancel. */
  checkpoint?: () => void;
}

/**
 * A cell is done well enough to be compared: what may be left ungained moves BIC by 0.2. Its starts are few, but models
 * lend each other what they find. `fitGaussianMixture` does a chosen cell thoroughly.
 */
const screening: Effort = {
  sampleRows: 4000,
  starts: 6,
  shortRun: 8,
  carried: 2,
  rivals: { cheap: 4, costly: 4 },
  rounds: 2,
  sampleTolerance: 2,
  tolerance: 0.1,
  patience: 1,
  limit: 300,
};

/** The order in which models are searched for: each after all in which it is nested. */
// prettier-ignore
const order: readonly CovarianceModel[] = [
  'VVV', 'EVV', 'VEV', 'EEV', 'VVE', 'EVE', 'VEE', 'EEE', 'VVI', 'EVI', 'VEI', 'EEI', 'VII', 'EII',
];

/** The tasks of a scan, costliest first: whatever threads there are then end together. */
export function planScan({ components, covarianceModels }: ScanOptions, columns: number): ScanTask[] {
  const models = new Set(covarianceModels.map((model) => canonicalModel(model, columns)));
  return [...new Set(components)]
    .sort((a, b) => b - a)
    .map((K) => ({ components: K, covarianceModels: order.filter((model) => models.has(model)) }));
}

/**
 * One thread's part of a scan: claims tasks from a counter shared by all threads until none is left. A cell comes out
 * the same whichever thread does it.
 * @param claimed  one shared word, 0 at the start
 */
export function serveScan(
  input: MixtureInput,
  options: ScanOptions,
  claimed: Int32Array<SharedArrayBuffer>,
  hooks: ScanHooks = {},
): ScannedCell[] {
  const tasks = planScan(options, input.columns.length);
  const sessions = new Map<boolean, MixtureSession>();
  const cells: ScannedCell[] = [];
  for (let i = Atomics.add(claimed, 0, 1); i < tasks.length; i = Atomics.add(claimed, 0, 1))
    cells.push(...runTask(input, tasks[i]!, options, sessions, hooks));
  return cells;
}

/** A whole scan on this thread; cells in ascending order of K, models as they were asked for. */
export function scanMixtures(input: MixtureInput, options: ScanOptions, hooks: ScanHooks = {}): ScannedCell[] {
  return inOrder(
    serveScan(input, options, new Int32Array(new SharedArrayBuffer(4)), hooks),
    options,
    input.columns.length,
  );
}

/** Cells of all threads in the order in which they were asked for. */
export function inOrder(
  cells: readonly ScannedCell[],
  { components, covarianceModels }: ScanOptions,
  columns: number,
): ScannedCell[] {
  const models = [...new Set(covarianceModels.map((model) => canonicalModel(model, columns)))];
  return [...new Set(components)]
    .sort((a, b) => a - b)
    .flatMap((K) =>
      models.flatMap((model) => cells.filter((cell) => cell.components === K && cell.covarianceModel === model)),
    );
}

/** A model that has been searched for on the sample, and what it came to on all rows. */
interface Searched {
  model: CovarianceModel;
  session: MixtureSession;
  search: SessionSearch;
  end: NestedSolution | null;
}

/**
 * Down and up. First every model is searched for on the sample, the most flexible first, each from shared starts and from
 * what the models next above it found. Then every model, the simplest first, starts from what the models next below it
 * found too, and goes on to all rows, where it ends no lower than any model nested in it unless what lies higher is
 * degenerate.
 */
function runTask(
  input: MixtureInput,
  { components, covarianceModels }: ScanTask,
  { seed, noise = false, regularisation = 0 }: ScanOptions,
  sessions: Map<boolean, MixtureSession>,
  { onSearched, onCell, checkpoint }: ScanHooks,
): ScannedCell[] {
  const shared = new Map<MixtureSession, Start[]>();
  const searched: Searched[] = [];
  const cells: ScannedCell[] = [];
  const orFailure = (covarianceModel: CovarianceModel, attempt: () => void): void => {
    try {
      attempt();
    } catch (thrown) {
      if (!(thrown instanceof FitError)) throw thrown;
      const { code, message, details } = thrown;
      tell({ components, covarianceModel, ok: false, error: { code, message, details } });
    }
  };
  const tell = (cell: ScannedCell): void => {
    cells.push(cell);
    onCell?.(cell);
  };

  for (const model of covarianceModels)
    orFailure(model, () => {
      const common = needsCommonScale(model, input.columns.length);
      if (!sessions.has(common)) sessions.set(common, openSession(input, model, screening.sampleRows, seed));
      const session = sessions.get(common)!;
      if (!shared.has(session)) shared.set(session, drawStarts(session, components, seed));
      const above = nextTo(
        model,
        searched.filter((other) => isNestedIn(model, other.model)),
      );
      const search = searchInSession(
        session,
        { components, covarianceModel: model, seed, locks: null, noise, regularisation },
        { ...screening, starts: 0 },
        [...shared.get(session)!, ...startsFrom(above, session)],
        { onStep: () => checkpoint?.() },
      );
      searched.push({ model, session, search, end: null });
      onSearched?.({ components, covarianceModel: model });
    });

  for (const own of searched.toReversed())
    orFailure(own.model, () => {
      const { model, session, search } = own;
      const below = searched.filter((other) => isNestedIn(other.model, model));
      search.extend(startsFrom(nextTo(model, below), session));
      const { fit, step } = search.finish(
        below.flatMap(({ end, session: from }) =>
          end ? [{ ...end, moments: rescaled(end.moments, scaleOf(from), scaleOf(session)) }] : [],
        ),
      );
      own.end = { moments: step.moments, logLikelihood: fit.logLikelihood };
      tell({ components, covarianceModel: model, ok: true, fit });
    });
  return cells;
}

/** Of models all more flexible, or all simpler, than one: those with none between. */
function nextTo(model: CovarianceModel, others: readonly Searched[]): Searched[] {
  return others.filter(
    ({ model: other }) =>
      !others.some(
        ({ model: between }) =>
          (isNestedIn(model, between) && isNestedIn(between, other)) ||
          (isNestedIn(other, between) && isNestedIn(between, model)),
      ),
  );
}

/** What models found on the sample, as starts in the coordinates of a session. */
const startsFrom = (others: readonly Searched[], to: MixtureSession): Start[] =>
  others.flatMap(({ search, session }) => {
    const best = bestOf(search.candidates);
    if (!best?.step) return [];
    return [{ method: 'other-model' as const, moments: rescaled(best.step.moments, scaleOf(session), scaleOf(to)) }];
  });

const scaleOf = ({ prepared }: MixtureSession): Float64Array => prepared.rows.factor;

/** The starts that every model of one number of components shares. */
function drawStarts({ sample, prepared }: MixtureSession, components: number, seed: number): Start[] {
  const { counts } = prepared;
  const methods = startMethods(counts.labelled === counts.used ? 1 : screening.starts, components);
  if (sample.count < components) return [];
  return methods.map((method, turn) =>
    makeStart(method, turn, sample, components, 'full', createGenerator(seed, turn + 1)),
  );
}

/** Moments in the coordinates of a session that scales the columns otherwise. */
function rescaled(moments: Moments, from: Float64Array, to: Float64Array): Moments {
  const { d } = moments;
  const ratio = from.map((factor, j) => to[j]! / factor);
  if (ratio.every((value) => value === 1)) return moments;
  return {
    ...moments,
    means: moments.means.map((value, i) => value * ratio[i % d]!),
    covariances: moments.covariances.map((value, i) => value * ratio[Math.floor(i / d) % d]! * ratio[i % d]!),
  };
}

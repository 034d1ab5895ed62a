import { canonicalModel, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixtureFit } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import type { Moments } from './moments.ts';
import type { MixtureInput } from './prepare-rows.ts';
import type { Effort } from './search.ts';
import { fitInSession, needsCommonScale, openSession, type MixtureSession } from './session.ts';
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
  onCell?: (cell: ScannedCell) => void;
  /** Called after every pass over the rows; throws to cancel. */
  checkpoint?: () => void;
}

/**
 * A cell is done well enough to be compared: what may be left ungained moves BIC by 0.2. Its starts are few, but every
 * model also starts from what the models before it found. `fitGaussianMixture` does a chosen cell thoroughly.
 */
const screening: Effort = {
  sampleRows: 4000,
  starts: 6,
  shortRun: 8,
  carried: 2,
  rivals: 4,
  rounds: 2,
  sampleTolerance: 2,
  tolerance: 0.1,
  patience: 1,
  limit: 300,
};

/** The order in which models are fitted: the most flexible first, each after those that resemble it. */
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

function runTask(
  input: MixtureInput,
  { components, covarianceModels }: ScanTask,
  options: ScanOptions,
  sessions: Map<boolean, MixtureSession>,
  { onCell, checkpoint }: ScanHooks,
): ScannedCell[] {
  const { seed, noise = false, regularisation = 0 } = options;
  const starts = new Map<boolean, Start[]>();
  const found: { common: boolean; moments: Moments; factor: Float64Array }[] = [];
  return covarianceModels.map((covarianceModel) => {
    const place = { components, covarianceModel };
    const cell = ((): ScannedCell => {
      try {
        const common = needsCommonScale(covarianceModel, input.columns.length);
        if (!sessions.has(common))
          sessions.set(common, openSession(input, covarianceModel, screening.sampleRows, seed));
        const session = sessions.get(common)!;
        if (!starts.has(common)) starts.set(common, drawStarts(session, components, seed));
        const { factor } = session.prepared.rows;
        const lent = found.slice(-2).concat(found.slice(0, found.length > 2 ? 1 : 0));
        const given = lent.map((other): Start => ({
          method: 'given',
          moments: rescaled(other.moments, other.factor, factor),
        }));
        const { fit, step } = fitInSession(
          session,
          { components, covarianceModel, seed, locks: null, noise, regularisation },
          { ...screening, starts: 0 },
          [...starts.get(common)!, ...given],
          { onStep: () => checkpoint?.() },
        );
        found.push({ common, moments: step.moments, factor });
        return { ...place, ok: true, fit };
      } catch (thrown) {
        if (!(thrown instanceof FitError)) throw thrown;
        const { code, message, details } = thrown;
        return { ...place, ok: false, error: { code, message, details } };
      }
    })();
    onCell?.(cell);
    return cell;
  });
}

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

import type {
  Degeneracy,
  FitStatus,
  MixtureStart,
  StartMethod,
} from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import { createPassRunner, createTeamMemory } from './pass-team.ts';
import type { EmProblem, EStep } from './em-step.ts';
import { maximise, type Maximum } from './maximise.ts';
import { asShape, type Moments } from './moments.ts';
import { collapseOf, findDegeneracy, relativeEigenvalues, type Evidence } from './referee.ts';
import { gatherPatterns, passLength } from './row-patterns.ts';
import type { RowSample } from './row-sample.ts';
import { rivalsBySplitAndMerge } from './split-and-merge.ts';
import { makeStart, startMethods, type Start } from './starts.ts';

/** How much work a search may do. */
export interface Effort {
  /** Rows on which starts are tried. */
  sampleRows: number;
  /** Starts drawn. */
  starts: number;
  /** E-steps of a short run. */
  shortRun: number;
  /** Starts carried to the end where they cost too much to carry them all. */
  carried: number;
  /** Challenges by splitting and merging: rivals per round, where an iteration is cheap and where not, and rounds. */
  rivals: { cheap: number; costly: number };
  rounds: number;
  /** Log-likelihood that may be left ungained, on the sample and on all rows; cycles that must say so. */
  sampleTolerance: number;
  tolerance: number;
  patience: number;
  /** Most E-steps of one run. */
  limit: number;
}

export interface SearchOptions {
  components: number;
  seed: number;
  effort: Effort;
  /** Starts before those drawn: a person's own, or what another model found. */
  given: readonly Start[];
  onStart?: (done: number, total: number) => void;
  /** Throws to cancel. */
  onIteration?: (iteration: number, step: EStep) => void;
}

/** One start carried as far as it was worth. */
export interface Candidate {
  method: StartMethod;
  step: EStep | null;
  status: FitStatus;
  iterations: number;
  degeneracy: Degeneracy | null;
  carried: boolean;
  smallestEigenvalue: number;
}

/** A search that can go on. */
export interface SampleSearch {
  /** Every start so far, in the order in which they were made. */
  candidates: readonly Candidate[];
  /** Adds further starts, which do not challenge the best by splitting and merging. */
  extend: (starts: readonly Start[]) => void;
}

/** How often as many starts are drawn again where all have led into degenerate solutions. */
const rescues = 4;

/** Below this many rows × components an iteration costs next to nothing, and every start is carried to the end. */
const cheap = 20_000;

interface ShortRun {
  method: StartMethod;
  run: Maximum;
}

/** The problem of a sample: the same model on fewer rows. */
export function sampleProblem(problem: EmProblem, sample: RowSample): EmProblem {
  const { d, count, y, gaps, weights, labels } = sample;
  const columns = Array.from({ length: d }, (_, j) =>
    Float64Array.from({ length: count }, (_, i) => (gaps?.[i * d + j] ? NaN : y[i * d + j]!)),
  );
  const rows = {
    columns,
    centre: new Float64Array(d),
    factor: new Float64Array(d).fill(1),
    included: null,
    weights: weights.every((weight) => weight === 1) ? null : weights,
    labels,
    patterns: gaps && gatherPatterns(columns),
  };
  const most = 64; // grows in the runner's own memory; the team has one member
  return {
    ...problem,
    run: createPassRunner(rows, createTeamMemory(passLength(rows), d, most, problem.shape)),
    weightScale: 1,
  };
}

/**
 * Many starts on a sample of the rows: a short run each, the promising ones carried on until little is to be gained, the
 * best then challenged by merging two components and splitting another. Every end is judged by the referee.
 */
export function searchSample(
  problem: EmProblem,
  sample: RowSample,
  evidence: Evidence,
  options: SearchOptions,
): SampleSearch {
  const { components, seed, effort, given, onIteration, onStart } = options;
  const small = sampleProblem(problem, sample);
  const isCheap = sample.count * components <= cheap;
  const run = (moments: Moments, limit: number): Maximum =>
    maximise(small, moments, {
      tolerance: effort.sampleTolerance,
      patience: effort.patience,
      limit,
      ...(onIteration && { onIteration }),
    });
  const methods = startMethods(effort.starts, components);
  const total = methods.length + given.length;
  const short: ShortRun[] = [];
  const shortRun = ({ method, moments }: Start): ShortRun => ({
    method,
    run: run(asShape(moments, problem.shape), effort.shortRun),
  });
  const brief = (start: Start): void => {
    short.push(shortRun(start));
    onStart?.(Math.min(short.length, total), total);
  };
  given.forEach(brief);
  const draw = (method: StartMethod, turn: number): void =>
    brief(makeStart(method, turn, sample, components, problem.shape, createGenerator(seed, turn + 1)));
  methods.forEach(draw);

  const candidates = carryBest(short, isCheap ? total : effort.carried);
  // Where nothing honest was found, more starts are worth their time.
  for (let more = 1; isCheap && more <= rescues && effort.starts > 0 && components > 1 && !bestOf(candidates); more++) {
    const from = effort.starts * more;
    startMethods(from + effort.starts, components).forEach((method, turn) => turn >= from && draw(method, turn));
    candidates.push(...carryBest(short.slice(-effort.starts), isCheap ? effort.starts : effort.carried));
  }
  const challenged: Candidate[] = [];
  for (let round = 0; round < effort.rounds && components > 1; round++) {
    // The best not yet challenged, as long as few solutions are better.
    const next = bestOf(candidates.filter((candidate) => !challenged.some((done) => sameSolution(done, candidate))));
    if (!next?.step || challenged.filter((done) => done.step!.logLikelihood > next.step!.logLikelihood).length > 2)
      break;
    challenged.push(next);
    const rivals = rivalsBySplitAndMerge(next.step, effort.rivals[isCheap ? 'cheap' : 'costly']).map((moments) => ({
      method: 'split-and-merge' as const,
      run: run(moments, effort.shortRun),
    }));
    candidates.push(...carryBest(rivals, isCheap ? Math.max(4, rivals.length / 2) : 2));
  }
  return {
    candidates,
    extend: (starts) => candidates.push(...carryBest(starts.map(shortRun), isCheap ? starts.length : effort.carried)),
  };

  /** The best of some short runs go on, and more of them while none has led to an honest solution; the others are kept as they are. */
  function carryBest(runs: readonly ShortRun[], most: number): Candidate[] {
    const order = runs.map((_, i) => i).sort((a, b) => scoreOf(runs[b]!.run) - scoreOf(runs[a]!.run) || a - b);
    const ends = new Array<Candidate>(runs.length);
    let left = most;
    let honest = false;
    for (const i of order) {
      const { method, run: first } = runs[i]!;
      const over = first.status !== 'iteration-limit' || !first.step;
      const carried: boolean = over || left > 0 || !honest;
      const end: Maximum = over || !carried ? first : run(first.step!.moments, effort.limit);
      ends[i] = { ...judged(method, end, end === first ? 0 : first.iterations, evidence), carried };
      left--;
      honest ||= carried && !ends[i].degeneracy;
    }
    return ends;
  }
}

const scoreOf = (run: Maximum): number =>
  run.status === 'degenerate' ? -Infinity : (run.step?.logLikelihood ?? -Infinity);

/** The referee's word on where a run ended. */
export function judged(method: StartMethod, run: Maximum, spent: number, evidence: Evidence): Candidate {
  const iterations = run.iterations + spent;
  const base = { method, step: run.step, iterations, carried: true };
  if (!run.step) {
    const degeneracy = collapseOf(run, evidence);
    return { ...base, status: 'degenerate', degeneracy, smallestEigenvalue: 0 };
  }
  const eigenvalues = relativeEigenvalues(run.step.mixture, evidence.wholeFactor);
  const smallestEigenvalue = eigenvalues.reduce((a, b) => Math.min(a, b), Infinity);
  const degeneracy = run.status === 'degenerate' ? collapseOf(run, evidence) : findDegeneracy(run.step, evidence);
  const status = degeneracy ? 'degenerate' : run.status;
  return { ...base, status, degeneracy, smallestEigenvalue: run.status === 'degenerate' ? 0 : smallestEigenvalue };
}

/**
 * The highest log-likelihood that is not degenerate.
 * @param forgiving  what a sample calls degenerate may be a small group of all rows: a component that has not collapsed
 *   may then win as well
 */
export function bestOf(candidates: readonly Candidate[], forgiving = false): Candidate | null {
  return candidates.reduce<Candidate | null>((best, candidate) => {
    if (!candidate.step || !candidate.carried) return best;
    if (candidate.degeneracy && !(forgiving && candidate.smallestEigenvalue > 0)) return best;
    return !best?.step || candidate.step.logLikelihood > best.step.logLikelihood ? candidate : best;
  }, null);
}

/** A solution and other honest ones whose log-likelihood is at most `drop` below its own, the highest first. */
export function solutionsNear(
  best: Candidate,
  candidates: readonly Candidate[],
  drop: number,
  most: number,
): Candidate[] {
  const near = [best];
  candidates
    .filter(({ step, carried, degeneracy }) => step && carried && !degeneracy)
    .sort((a, b) => b.step!.logLikelihood - a.step!.logLikelihood)
    .forEach((candidate) => {
      if (near.length === most || candidate.step!.logLikelihood < best.step!.logLikelihood - drop) return;
      if (!near.some((other) => sameSolution(other, candidate))) near.push(candidate);
    });
  return near;
}

/** Two ends are one solution if their log-likelihoods and their components' rows agree. */
const sameSolution = (a: Candidate, b: Candidate): boolean => {
  if (!a.step || !b.step || (a.degeneracy === null) !== (b.degeneracy === null)) return false;
  const size = Math.max(1, Math.abs(a.step.logLikelihood));
  if (Math.abs(a.step.logLikelihood - b.step.logLikelihood) > 1e-3 + 1e-7 * size) return false;
  const total = a.step.moments.rows.reduce((x, y) => x + y, 0);
  const [rowsA, rowsB] = [a, b].map((c) => c.step!.moments.rows.slice().sort());
  return rowsA!.every((rows, k) => Math.abs(rows - rowsB![k]!) < 0.01 * total);
};

/** The restart landscape: one entry per start, solutions numbered from the best honest one. */
export function landscapeOf(candidates: readonly Candidate[], logUnits: number): MixtureStart[] {
  const height = (c: Candidate): number => (c.degeneracy || !c.step ? -1e300 : c.step.logLikelihood);
  const ranked = candidates.filter((c) => c.carried).sort((a, b) => height(b) - height(a));
  const solutions: Candidate[] = [];
  const numberOf = new Map<Candidate, number>();
  for (const candidate of ranked) {
    let number = solutions.findIndex((solution) => sameSolution(solution, candidate));
    if (number < 0) number = solutions.push(candidate) - 1;
    numberOf.set(candidate, number);
  }
  return candidates.map((c) => ({
    method: c.method,
    logLikelihood: c.step ? c.step.logLikelihood + logUnits : NaN,
    smallestEigenvalue: c.smallestEigenvalue,
    rows: c.step ? [...c.step.moments.rows].sort((a, b) => b - a) : [],
    solution: numberOf.get(c) ?? -1,
    iterations: c.iterations,
    status: c.status,
    degeneracy: c.degeneracy,
  }));
}

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
import type { Moments } from './moments.ts';
import { findDegeneracy, ownRowsOf, relativeEigenvalues, type Evidence } from './referee.ts';
import type { RowSample } from './row-sample.ts';
import { rivalsBySplitAndMerge } from './split-and-merge.ts';
import { makeStart, startMethods, type Start } from './starts.ts';

export interface SearchOptions {
  components: number;
  starts: number;
  seed: number;
  tolerance: number;
  limit: number;
  /** Starts besides those drawn: a person's own, a split of the best with one component fewer. */
  given: readonly Start[];
  /** Throws to cancel. */
  onStart?: (done: number, total: number) => void;
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

/** E-steps of a short run, and how much of the sample's work the carried starts may cost: rows × components × starts. */
const shortRun = 12;
const cheap = 20_000;

/** The problem of a sample: the same model on fewer rows. */
export function sampleProblem(problem: EmProblem, sample: RowSample): EmProblem {
  const { d, count, y, weights, labels } = sample;
  const columns = Array.from({ length: d }, (_, j) => Float64Array.from({ length: count }, (_, i) => y[i * d + j]!));
  const rows = {
    columns,
    centre: new Float64Array(d),
    factor: new Float64Array(d).fill(1),
    included: null,
    weights: weights.every((weight) => weight === 1) ? null : weights,
    labels,
  };
  const most = 64; // grows in the runner's own memory; the team has one member
  return { ...problem, run: createPassRunner(rows, createTeamMemory(count, d, most, problem.shape)), weightScale: 1 };
}

/**
 * Many starts on a sample of the rows: a short run each, the promising ones carried on until nothing is to be gained, the
 * best then challenged by splitting one component and merging two others. Every end is judged by the referee.
 */
export function searchSample(
  problem: EmProblem,
  sample: RowSample,
  evidence: Evidence,
  options: SearchOptions,
): Candidate[] {
  const { components, starts, seed, given, tolerance, limit, onIteration, onStart } = options;
  const small = sampleProblem(problem, sample);
  const methods = startMethods(starts, components);
  const total = methods.length + given.length;
  const short: { start: Start; run: Maximum }[] = [];
  const brief = (start: Start): void => {
    short.push({
      start,
      run: maximise(small, start.moments, { tolerance, limit: shortRun, ...(onIteration && { onIteration }) }),
    });
    onStart?.(short.length, total);
  };
  given.forEach(brief);
  methods.forEach((method, turn) =>
    brief(makeStart(method, turn, sample, components, problem.shape, createGenerator(seed, turn + 1))),
  );

  // Where an iteration costs next to nothing every start is carried on; otherwise the best quarter, different ones first.
  const share = sample.count * components <= cheap ? total : Math.max(4, Math.ceil(total / 4));
  const order = short.map((_, i) => i).sort((a, b) => scoreOf(short[b]!.run) - scoreOf(short[a]!.run) || a - b);
  const chosen = new Set(order.slice(0, share));
  const carry = (method: StartMethod, moments: Moments, spent: number): Candidate =>
    judged(
      method,
      maximise(small, moments, { tolerance, limit, ...(onIteration && { onIteration }) }),
      spent,
      evidence,
    );
  const candidates = short.map(({ start, run }, i) => {
    if (run.status === 'degenerate' || run.status === 'converged') return judged(start.method, run, 0, evidence);
    if (chosen.has(i)) return carry(start.method, run.step!.moments, run.iterations);
    return { ...judged(start.method, run, 0, evidence), carried: false };
  });

  for (let round = 0; round < 4; round++) {
    const best = bestOf(candidates);
    if (!best?.step || components < 2) break;
    const rivals = rivalsBySplitAndMerge(best.step, 6).map((moments) => {
      const run = maximise(small, moments, { tolerance, limit: shortRun, ...(onIteration && { onIteration }) });
      if (!run.step || run.status === 'degenerate') return judged('split-and-merge', run, 0, evidence);
      return carry('split-and-merge', run.step.moments, run.iterations);
    });
    candidates.push(...rivals);
    if (!((bestOf(candidates)?.step?.logLikelihood ?? -Infinity) > best.step.logLikelihood + 1e-3)) break;
  }
  return candidates;
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
  const degeneracy =
    run.status === 'degenerate' ? collapseOf(run, evidence) : findDegeneracy(run.step.mixture, evidence);
  const status = degeneracy ? 'degenerate' : run.status;
  return { ...base, status, degeneracy, smallestEigenvalue: run.status === 'degenerate' ? 0 : smallestEigenvalue };
}

function collapseOf(run: Maximum, evidence: Evidence): Degeneracy {
  const { collapsed, step } = run;
  const own = step
    ? ownRowsOf(step.mixture, collapsed, evidence.sample)
    : { rows: 0, distinctRows: 0, column: null, value: null };
  const code =
    step && !(step.moments.rows[collapsed]! > 1e-9)
      ? 'empty-component'
      : own.column !== null
        ? 'tied-values'
        : 'eigenvalue-floor';
  return { code, component: collapsed, ...own, smallestEigenvalue: 0 };
}

/** The highest log-likelihood that is not degenerate. */
export function bestOf(candidates: readonly Candidate[]): Candidate | null {
  return candidates.reduce<Candidate | null>((best, candidate) => {
    if (!candidate.step || candidate.degeneracy || !candidate.carried) return best;
    return !best?.step || candidate.step.logLikelihood > best.step.logLikelihood ? candidate : best;
  }, null);
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

import type { FitStatus } from '../../../../shared/statistics/gaussian-mixture.ts';
import { emStep, isCollapse, type EmProblem, type EStep } from './em-step.ts';
import { extrapolate } from './extrapolate.ts';
import type { Moments } from './moments.ts';
import type { ScaledMixture } from './scaled-mixture.ts';

export interface MaximiseOptions {
  /** The run ends when what is still to be gained, in total log-likelihood, is estimated below this. */
  tolerance: number;
  /** Most E-steps. */
  limit: number;
  /** Cycles in a row that must meet the stop rule, 2 unless told otherwise. */
  patience?: number;
  /** Plain EM only: for a trace that is to be looked at. */
  plain?: boolean;
  /** Called after every E-step; throws to cancel. */
  onIteration?: (iteration: number, step: EStep) => void;
}

export interface Maximum {
  /** The last E-step that counted; null where the first step already collapsed. */
  step: EStep | null;
  status: FitStatus;
  iterations: number;
  /** Log-likelihood of the mixtures kept, in order; never falls (without a ridge). */
  trace: number[];
  /** The component that collapsed, where the status is `degenerate`, and the mixture in which it did. */
  collapsed: number;
  collapsedMixture: ScaledMixture | null;
}

/** Extrapolations grow and shrink by this factor as they succeed and fail. */
const stretch = 4;

/**
 * EM from given moments, accelerated by squared extrapolation. An extrapolated mixture is kept only if its
 * log-likelihood is not below that of the plain step before it, so the log-likelihood rises throughout.
 *
 * The stop rule looks ahead: with gains shrinking by the factor ρ² per step (the geometric sequence that Aitken's method
 * assumes, ρ being how much the steps themselves shrink), what is left is gain·ρ²/(1 − ρ²). It must be below the
 * tolerance for the slowest ρ of the last cycles, in two cycles in a row that gained less than the tolerance themselves.
 * @see [McLachlanPeel2000] section 2.11, [VaradhanRoland2008]
 */
export function maximise(problem: EmProblem, start: Moments, options: MaximiseOptions): Maximum {
  const { tolerance, limit, patience = 2, plain = false, onIteration } = options;
  const trace: number[] = [];
  let iterations = 0;
  let kept: EStep | null = null;
  let collapsed = -1;
  let collapsedMixture: ScaledMixture | null = null;

  const advance = (moments: Moments): EStep | null => {
    const step = emStep(problem, moments, kept?.mixture ?? null);
    iterations++;
    if (isCollapse(step)) {
      collapsed = step.collapsed;
      collapsedMixture = step.mixture;
      return null;
    }
    onIteration?.(iterations, step);
    return step;
  };
  const end = (status: FitStatus): Maximum => ({ step: kept, status, iterations, trace, collapsed, collapsedMixture });
  const keep = (step: EStep): void => {
    kept = step;
    trace.push(step.logLikelihood);
  };

  let from = start;
  let first = advance(from);
  if (!first) return end('degenerate');
  keep(first);
  // Rounding alone moves a sum of n terms by about this much: a fall within it is none.
  const rounding = 1e-12 * Math.abs(first.logLikelihood) + 1e-10;
  const rates: number[] = [];
  let longest = plain ? 1 : stretch;
  let quiet = 0;

  while (iterations < limit) {
    const second = advance(first.moments);
    if (!second) return end('degenerate');
    if (second.logLikelihood < first.logLikelihood - rounding && !problem.mStep.ridge) return end('stalled');
    keep(second);

    const leap = extrapolate(from, first.moments, second.moments, problem.shape, longest);
    let third: EStep | null = null;
    if (leap && leap.step > 1) {
      const reached = advance(leap.moments);
      if (reached && reached.logLikelihood >= second.logLikelihood) third = reached;
      collapsed = -1; // a leap too far is no verdict on the solution
      if (third && leap.step === longest) longest *= stretch;
      if (!third) longest = Math.max(stretch, longest / stretch);
    }
    from = third ? leap!.moments : second.moments;
    third ??= advance(from);
    if (!third) return end('degenerate');
    keep(third);

    rates.push(leap?.rate ?? 1);
    if (rates.length > 4) rates.shift();
    const rate = Math.max(...rates) ** 2;
    const gained = third.logLikelihood - first.logLikelihood;
    const left = ((second.logLikelihood - first.logLikelihood) * rate) / (1 - rate);
    // Steps that change nothing but roundings shrink at no rate that could be measured.
    const settled = gained <= rounding || (rate < 1 && left < tolerance);
    quiet = gained < tolerance && settled ? quiet + 1 : 0;
    if (quiet === patience) return end('converged');
    first = third;
  }
  return end('iteration-limit');
}

import { componentLength, totalsLength, type CovarianceShape } from '../../kernels/em.ts';
import { momentsOfTotals, type Moments } from './moments.ts';
import { mStep, type MStepOptions } from './m-step.ts';
import type { RunPass } from './pass-team.ts';
import { writeParameters, type ScaledMixture } from './scaled-mixture.ts';

/** Rows and a model of them: all that an EM iteration needs besides where it starts. */
export interface EmProblem {
  d: number;
  shape: CovarianceShape;
  run: RunPass;
  mStep: MStepOptions;
  /** Cholesky factor of the whole sample's covariance, in the fit's coordinates; shape (d, d). */
  wholeFactor: Float64Array;
  /** What responsibilities are multiplied by: 1, or used rows / Σ weights where weights are precisions. */
  weightScale: number;
}

/** One E-step of a mixture. */
export interface EStep {
  mixture: ScaledMixture;
  /** ln likelihood of the rows under the mixture, in the fit's coordinates. */
  logLikelihood: number;
  /** Σ ln(largest responsibility), at most 0. */
  certainty: number;
  /** The moments its responsibilities make. */
  moments: Moments;
  /** Entropy of the values that rows lack, Σ τ h (see `createRowPass`); 0 where rows are complete. */
  missingEntropy: number;
}

/** A component that has collapsed, or has no rows left. */
export interface Collapse {
  collapsed: number;
  mixture: ScaledMixture | null;
}

/** The E-step: responsibilities of all rows and the moments they make, without keeping them. */
export function eStep(problem: EmProblem, mixture: ScaledMixture): EStep | Collapse {
  const { d, shape, run, wholeFactor, weightScale } = problem;
  const parts = mixture.components + (mixture.noise ? 1 : 0);
  const parameters = new Float64Array(parts * componentLength(d, shape));
  const collapsed = writeParameters(mixture, shape, wholeFactor, parameters);
  if (collapsed >= 0) return { collapsed, mixture };
  const totals = run(parts, parameters);
  if (weightScale !== 1) for (let i = 0; i < totals.length; i++) totals[i]! *= weightScale;
  const moments = momentsOfTotals(totals, parameters, mixture.components, d, shape, mixture.noise !== null);
  const missingEntropy = totals[totalsLength(d, parts, shape)] ?? 0;
  return { mixture, logLikelihood: totals[0]!, certainty: totals[1]!, moments, missingEntropy };
}

/** One EM iteration in the order M, E: the best mixture for these moments, and the moments it makes. */
export function emStep(problem: EmProblem, moments: Moments, previous: ScaledMixture | null): EStep | Collapse {
  const empty = moments.rows.findIndex((rows) => !(rows > 0));
  if (empty >= 0) return { collapsed: empty, mixture: previous };
  const mixture = mStep(moments, problem.mStep, previous);
  return mixture ? eStep(problem, mixture) : { collapsed: 0, mixture: previous };
}

export const isCollapse = (step: EStep | Collapse): step is Collapse => 'collapsed' in step;

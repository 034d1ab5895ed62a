import { mixtureParameterCount, type CovarianceModel } from '../../../../shared/statistics/covariance-models.ts';
import { canonicalModel } from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture, InformationCriteria } from '../../../../shared/statistics/gaussian-mixture.ts';
import { componentLength, totalsLength } from '../../kernels/em.ts';
import { expectedLogLikelihood } from './expected-log-likelihood.ts';
import { informationCriteria } from './information-criteria.ts';
import { membershipEntropy } from './membership-entropy.ts';
import { momentsOfTotals, type Moments } from './moments.ts';
import { mStep } from './m-step.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { refuseWithGaps } from './refuse-with-gaps.ts';
import { writeParameters, type ScaledMixture } from './scaled-mixture.ts';
import { scaleLocks, toColumnUnits, toScaled, type MixtureLocks } from './units.ts';

/** A mixture made ready for passes over prepared rows. */
export interface PreparedMixture {
  scaled: ScaledMixture;
  /** Components, the noise counted. */
  parts: number;
  parameters: Float64Array;
}

/** What one E-step says of a mixture. */
export interface MixtureEvaluation {
  /** Total, natural logarithm, in the columns' units. */
  logLikelihood: number;
  parameterCount: number;
  criteria: InformationCriteria;
  /** Σ of responsibilities, shape (K,). */
  componentRows: number[];
  noiseRows: number;
  /** n of the criteria. */
  effective: number;
  /** −ΣΣ τ ln τ */
  entropy: number;
  moments: Moments;
}

/** @throws {FitError} `not-positive-definite`, naming the component, where a covariance is none or a weight is not above 0 */
export function prepareMixture(prepared: PreparedRows, mixture: GaussianMixture): PreparedMixture {
  const { rows, wholeFactor } = prepared;
  const d = rows.columns.length;
  if (mixture.means.some((mean) => mean.length !== d))
    throw new FitError(
      'invalid-parameter',
      { columns: d },
      `The mixture has ${mixture.means[0]?.length ?? 0} columns, the rows have ${d}.`,
    );
  refuseWithGaps(prepared, mixture.noise !== null, false);
  const scaled = toScaled(mixture, rows);
  const parts = scaled.components + (scaled.noise ? 1 : 0);
  const parameters = new Float64Array(parts * componentLength(d, 'full'));
  const collapsed = writeParameters(scaled, 'full', wholeFactor, parameters);
  if (collapsed >= 0)
    throw new FitError(
      'not-positive-definite',
      { component: collapsed + 1 },
      `Component ${collapsed + 1} has no extent or no weight: make it wider, raise its weight, or delete it.`,
    );
  return { scaled, parts, parameters };
}

/** @param chunks  totals of `passOfRange` in the order of the rows, one entry at least */
export function evaluationOf(
  prepared: PreparedRows,
  { scaled, parameters }: PreparedMixture,
  model: CovarianceModel,
  chunks: readonly Float64Array[],
): MixtureEvaluation {
  const { components, d, noise } = scaled;
  const totals = chunks[0]!.slice();
  for (const chunk of chunks.slice(1)) for (let i = 0; i < totals.length; i++) totals[i]! += chunk[i]!;
  for (let i = 0; i < totals.length; i++) totals[i]! *= prepared.weightScale;
  const missingEntropy = totals[totalsLength(d, components + (noise ? 1 : 0), 'full')] ?? 0;
  const moments = momentsOfTotals(totals, parameters, components, d, 'full', noise !== null);
  const logLikelihood = totals[0]! + prepared.logUnits;
  const parameterCount = mixtureParameterCount(model, d, components, noise !== null);
  const { effective } = prepared.counts;
  const entropy = membershipEntropy({ mixture: scaled, logLikelihood: totals[0]!, moments, missingEntropy });
  return {
    logLikelihood,
    parameterCount,
    criteria: informationCriteria(logLikelihood, parameterCount, effective, totals[1]!, entropy),
    componentRows: [...moments.rows],
    noiseRows: moments.noiseRows,
    effective,
    entropy,
    moments,
  };
}

/** An M-step. */
export interface NextMixture {
  mixture: GaussianMixture;
  /** Q of that mixture minus Q of the one before, both with the responsibilities of the one before; at least 0. */
  expectedGain: number;
}

/**
 * The M-step after that E-step, components in the order in which they were.
 * @returns null where a component has lost its rows or its extent
 */
export function nextMixture(
  { rows }: PreparedRows,
  { scaled }: PreparedMixture,
  model: CovarianceModel,
  locks: MixtureLocks | null,
  { moments }: Pick<MixtureEvaluation, 'moments'>,
): NextMixture | null {
  if (moments.rows.some((count) => !(count > 0))) return null;
  const next = mStep(
    moments,
    {
      model: canonicalModel(model, scaled.d),
      locks: locks && scaleLocks(locks, rows),
      ridge: null,
      noise: scaled.noise,
    },
    scaled,
  );
  return (
    next && {
      mixture: toColumnUnits(next, rows, false),
      expectedGain: expectedLogLikelihood(next, moments) - expectedLogLikelihood(scaled, moments),
    }
  );
}

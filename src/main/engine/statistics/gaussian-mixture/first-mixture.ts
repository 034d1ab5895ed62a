import {
  canonicalModel,
  isDiagonalModel,
  type CovarianceModel,
} from '../../../../shared/statistics/covariance-models.ts';
import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture, StartMethod } from '../../../../shared/statistics/gaussian-mixture.ts';
import { createGenerator } from '../random/generator.ts';
import { mStep } from './m-step.ts';
import type { PreparedRows } from './prepare-rows.ts';
import { sampleRows } from './row-sample.ts';
import { makeStart } from './starts.ts';
import { toColumnUnits } from './units.ts';

/** Rows a first mixture is drawn from. */
const sampleSize = 8192;

/**
 * A mixture to begin EM with: the M-step of a start's first division of the rows.
 * @throws {FitError} `too-few-rows` with fewer different rows than components; `degenerate` where a group has no extent
 */
export function firstMixture(
  prepared: PreparedRows,
  components: number,
  covarianceModel: CovarianceModel,
  method: StartMethod,
  seed: number,
): GaussianMixture {
  const model = canonicalModel(covarianceModel, prepared.rows.columns.length);
  const sample = sampleRows(prepared, sampleSize, createGenerator(seed));
  if (sample.count < components)
    throw new FitError(
      'too-few-rows',
      { rows: sample.count, components },
      `${components} components need at least as many different rows; there are ${sample.count}.`,
    );
  const shape = isDiagonalModel(model) ? 'diagonal' : 'full';
  const { moments } = makeStart(method, 0, sample, components, shape, createGenerator(seed, 1));
  const mixture = mStep(moments, { model, locks: null, ridge: null, noise: null }, null);
  if (!mixture || mixture.weights.some((weight) => !(weight > 0)))
    throw new FitError('degenerate', { components }, 'This start leaves a component without extent: try another seed.');
  return toColumnUnits(mixture, prepared.rows, false);
}

import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';
import { cholesky } from '../linear-algebra/cholesky.ts';
import { createGenerator } from '../random/generator.ts';

/** Rows drawn from a mixture. */
export interface MixtureDraw {
  /** d columns of n values, on shared memory. */
  columns: Float64Array<SharedArrayBuffer>[];
  /** The component each row was drawn from; −1 for the noise. */
  components: Int32Array;
}

/**
 * Draws rows from a mixture: first z from the weights, then x from component z. Noise rows, if the mixture has any, are
 * uniform over its box.
 * @param stream  another one, another independent sample of the same seed
 * @throws {FitError} `not-positive-definite`, with the component; `invalid-parameter` where noise has no box
 */
export function sampleGaussianMixture(
  { weights, means, covariances, noise }: GaussianMixture,
  rows: number,
  seed: number,
  stream = 0,
): MixtureDraw {
  const d = means[0]?.length ?? 0;
  const box = noise?.box;
  if (noise && !box)
    throw new FitError(
      'invalid-parameter',
      { noise: noise.weight },
      'The range of the noise is not known: fit the model again to draw from it.',
    );
  const factors = covariances.map((covariance, k) => {
    const l = cholesky(covariance.flat(), d);
    if (!l) throw new FitError('not-positive-definite', { component: k + 1 });
    return l;
  });
  const { uniform, normal } = createGenerator(seed, stream);
  const columns = means[0]!.map(() => new Float64Array(new SharedArrayBuffer(rows * 8)));
  const components = new Int32Array(rows);
  const z = new Float64Array(d);
  for (let row = 0; row < rows; row++) {
    const k = drawComponent(weights, noise?.weight ?? 0, uniform());
    components[row] = k;
    if (k < 0) {
      box!.forEach(([low, high], j) => (columns[j]![row] = low + (high - low) * uniform()));
      continue;
    }
    for (let j = 0; j < d; j++) z[j] = normal();
    for (let i = 0; i < d; i++) {
      let value = means[k]![i]!;
      for (let j = 0; j <= i; j++) value += factors[k]![i * d + j]! * z[j]!;
      columns[i]![row] = value;
    }
  }
  return { columns, components };
}

/** The component in whose share of [0, 1) a uniform number falls; −1 for the noise, whose share is the last. */
function drawComponent(weights: readonly number[], noise: number, u: number): number {
  let left = u;
  for (let k = 0; k < weights.length; k++) {
    left -= weights[k]!;
    if (left < 0) return k;
  }
  return noise > 0 ? -1 : weights.length - 1;
}

import { componentLength, type CovarianceShape } from '../../kernels/em.ts';

/**
 * What the E-step says of each component: how many rows it holds, their mean, their covariance ÷ rows. The M-step needs
 * nothing else, whatever the covariance model; EM is a map from moments to moments.
 */
export interface Moments {
  components: number;
  d: number;
  /** Σ of responsibilities, shape (K,). */
  rows: Float64Array;
  /** Shape (K, d). */
  means: Float64Array;
  /** Shape (K, d, d), symmetric; off the diagonal 0 where the model is diagonal. */
  covariances: Float64Array;
  /** Rows of the noise component. */
  noiseRows: number;
}

export const createMoments = (components: number, d: number): Moments => ({
  components,
  d,
  rows: new Float64Array(components),
  means: new Float64Array(components * d),
  covariances: new Float64Array(components * d * d),
  noiseRows: 0,
});

/**
 * Moments from the totals of an EM pass, whose deviations are from the means in `parameters`.
 * @param totals  as `EmPass` writes them; the noise component, where there is one, is the last
 */
export function momentsOfTotals(
  totals: Float64Array,
  parameters: Float64Array,
  components: number,
  d: number,
  shape: CovarianceShape,
  noise: boolean,
): Moments {
  const moments = createMoments(components, d);
  const stride = componentLength(d, shape);
  for (let k = 0; k < components; k++) {
    const from = 2 + k * stride;
    const rows = totals[from]!;
    moments.rows[k] = rows;
    if (!(rows > 0)) continue;
    for (let i = 0; i < d; i++)
      moments.means[k * d + i] = parameters[k * stride + 1 + i]! + totals[from + 1 + i]! / rows;
    let cell = from + 1 + d;
    for (let i = 0; i < d; i++)
      for (let j = shape === 'full' ? 0 : i; j <= i; j++, cell++) {
        const shift = (totals[from + 1 + i]! / rows) * (totals[from + 1 + j]! / rows);
        const value = totals[cell]! / rows - shift;
        moments.covariances[(k * d + i) * d + j] = moments.covariances[(k * d + j) * d + i] = value;
      }
  }
  if (noise) moments.noiseRows = totals[2 + components * stride]!;
  return moments;
}

/** Moments as a covariance shape sees them: without what is off the diagonal where that is not kept. */
export function asShape(moments: Moments, shape: CovarianceShape): Moments {
  if (shape === 'full') return moments;
  const { d } = moments;
  const covariances = moments.covariances.map((value, i) => ((i % (d * d)) % (d + 1) === 0 ? value : 0));
  return { ...moments, covariances };
}

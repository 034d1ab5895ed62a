import type { ChartTable } from './chart-table.ts';
import type { LikelihoodSurfaceView } from './likelihood-surface-view.ts';

/** Contours, profiles, maximum and point: one row per drawn place. */
export function likelihoodTable({ contours, mean, sd, maximum, current, first }: LikelihoodSurfaceView): ChartTable {
  const outline = (what: string, lines: typeof contours): ChartTable['rows'] =>
    lines.flatMap(({ drop, confidence, line }) => line.map(([mu, sigma]) => [what, mu, sigma, -drop, confidence]));
  return {
    columns: ['drawn', 'μ', 'σ', 'log-likelihood − maximum', 'joint confidence'],
    rows: [
      ['maximum', maximum.mean, maximum.sd, 0, null],
      ['point', current.mean, current.sd, -current.drop, null],
      ...outline('contour', contours),
      ...outline(`contour, first ${first?.n ?? 0} values`, first?.contours ?? []),
      ...Array.from(mean.curve.x, (mu, i) => ['profile of μ', mu, null, mean.curve.y[i] ?? null, null]),
      ...Array.from(sd.curve.x, (sigma, i) => ['profile of σ', null, sigma, sd.curve.y[i] ?? null, null]),
    ],
  };
}

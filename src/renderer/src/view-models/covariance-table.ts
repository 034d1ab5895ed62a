import type { ChartTable } from './chart-table.ts';
import { toColumns, type CovarianceModel, type CovariancePlane } from './covariance-plane.ts';

/** What the plane draws, place by place, in the columns' units and along the axes of Σ. */
export function covarianceTable(
  { mean, point }: CovarianceModel,
  plane: CovariancePlane,
  names: readonly [x: string, y: string],
): ChartTable {
  const inColumns = (place: readonly [number, number]): readonly [number, number] => toColumns(plane, place);
  const [first, second] = plane.axes.map(({ to }) => inColumns(to));
  return {
    columns: ['drawn', ...names],
    rows: [
      ['mean μ', ...mean],
      ['point x', ...point],
      ['μ + √λ₁ q₁', ...first!],
      ['μ + √λ₂ q₂', ...second!],
      ...plane.ellipse.map((place) => ['ellipse', ...inColumns(place)]),
      ...plane.circle.map((place) => ['circle through the point', ...inColumns(place)]),
    ],
  };
}

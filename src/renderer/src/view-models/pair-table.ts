import { confidenceEllipse } from '../../../shared/statistics/confidence-ellipse.ts';
import type { EllipseKind } from '../../../shared/statistics/ellipse-kind.ts';
import { shareInterval } from '../../../shared/statistics/share-interval.ts';
import type { ChartTable } from './chart-table.ts';
import { levelName, levelRadius, shareOf, type EllipseLevel } from './ellipse-level.ts';
import type { PairGroup } from './pair-view.ts';

/** One ellipse of one fit, in numbers. */
export interface EllipseNumbers {
  level: string;
  share: number;
  /** D² on its border. */
  squaredRadius: number | null;
  /** Rows the Gaussian says are inside; null for the ellipse of the mean, which holds no rows. */
  expected: number | null;
  inside: number | null;
  /** Of the observed share, with 95 % confidence. */
  interval: [lower: number, upper: number] | null;
}

/** What each ellipse of a fit holds, expected and observed. */
export function ellipseNumbers(
  { n, inside }: { n: number; inside: readonly number[] | null },
  levels: readonly EllipseLevel[],
  kind: EllipseKind,
): EllipseNumbers[] {
  return levels.map((level, place) => {
    const share = shareOf(level);
    const seen = kind === 'mean' ? null : (inside?.[place] ?? null);
    return {
      level: levelName(level),
      share,
      squaredRadius: levelRadius(level, kind, n),
      expected: kind === 'mean' ? null : n * share,
      inside: seen,
      interval: seen === null ? null : shareInterval(seen, n, 0.95),
    };
  });
}

/** One row per ellipse: what it holds, and its shape in the columns' units. */
export function pairTable(
  groups: readonly PairGroup[],
  levels: readonly EllipseLevel[],
  kind: EllipseKind,
): ChartTable {
  return {
    columns: [
      'group',
      'estimator',
      'ellipse',
      'D² on it',
      'rows expected',
      'rows inside',
      'share from',
      'share to',
      'centre x',
      'centre y',
      'longer semi-axis',
      'shorter semi-axis',
      'angle in degrees',
    ],
    rows: groups.flatMap(({ name, fits }) =>
      fits.flatMap((fit) =>
        ellipseNumbers(fit, levels, kind).map(({ level, squaredRadius, expected, inside, interval }) => {
          const flat = !((fit.axes.variances[1] ?? 0) > 0);
          const shape =
            squaredRadius === null || flat
              ? null
              : confidenceEllipse(fit.mean, fit.covariance, -Math.expm1(-squaredRadius / 2));
          return [
            name,
            fit.estimator,
            level,
            squaredRadius,
            expected,
            inside,
            interval?.[0] ?? null,
            interval?.[1] ?? null,
            fit.mean[0],
            fit.mean[1],
            shape?.semiAxes[0] ?? null,
            shape?.semiAxes[1] ?? null,
            shape ? (shape.angleRadians * 180) / Math.PI : null,
          ];
        }),
      ),
    ),
  };
}

/** The rows that are drawn one by one. */
export function pointsTable(groups: readonly PairGroup[], columns: readonly [string, string]): ChartTable {
  const named = groups.length > 1;
  return {
    columns: [...(named ? ['group'] : []), 'row', ...columns],
    rows: groups.flatMap(({ name, points }) =>
      Array.from(points.x, (x, i) => [...(named ? [name] : []), points.rows[i] ?? 0, x, points.y[i] ?? 0]),
    ),
  };
}

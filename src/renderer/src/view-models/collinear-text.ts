import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import { formatNumber, minusSign } from './number-format.ts';

/** Why a covariance is singular, as the relation between its columns, and what that means for the picture. */
export function collinearText({ relations, rank }: GaussianFit, columns: readonly string[]): string {
  const written = relations.map(({ column, others, coefficients, constant }) => {
    const name = columns[column] ?? '';
    if (others.length === 0) return `${name} is ${formatNumber(constant)} in every row`;
    const sum = others
      .map((other, i) => `${formatNumber(coefficients[i] ?? NaN)} · ${columns[other] ?? ''}`)
      .join(' + ')
      .replaceAll('+ −', `${minusSign} `);
    const rest = constant === 0 ? '' : ` ${constant < 0 ? minusSign : '+'} ${formatNumber(Math.abs(constant))}`;
    return `${name} = ${sum}${rest} in every row`;
  });
  const picture = rank === 0 ? 'a point' : 'a line';
  return `${written.join('; ')}. The rows lie on ${picture}, the covariance has no inverse, and the likelihood has no bound: choose another column.`;
}

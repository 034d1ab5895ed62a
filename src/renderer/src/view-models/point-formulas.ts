import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import { eigen2d } from '../../../shared/statistics/eigen-2d.ts';
import {
  fraction,
  inBrackets,
  index,
  matrix,
  number,
  operator,
  power,
  root,
  row,
  squared,
  symbol,
  type Formula,
} from './formula.ts';
import { formatNumber, formatShare } from './number-format.ts';

/** One line of a calculation: what is done, the rule, the same with the point's numbers. */
export interface CalculationLine {
  title: string;
  formulas: Formula[];
  why: string;
}

const x = symbol('x', 'data');
const y = symbol('y', 'data');
const mu = symbol('μ', 'mean');
const distance = symbol('D', 'interval');
const lambda = (place: string): Formula => index(symbol('λ', 'spread'), place);
const coordinate = (place: string): Formula => index(y, place);
const transposedQ = power(symbol('Q', 'spread'), symbol('T'));
const write = (value: number, digits = 5): string => formatNumber(value, digits);
const data = (value: number): Formula => number(write(value), 'data');
const spread = (value: number): Formula => number(write(value), 'spread');
const interval = (value: number): Formula => number(write(value, 6), 'interval');
const vector = (role: (value: number) => Formula, values: readonly number[]): Formula =>
  matrix(values.map((value) => [role(value)]));
const times = operator('·');

/** From a point to its distance and density, every line with the numbers of the moment. */
export function pointCalculation(point: Point, mean: Point, covariance: Matrix2): CalculationLine[] {
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [first, second] = eigenvalues;
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  const offset = [point[0] - mean[0], point[1] - mean[1]] as const;
  const turned = [cos * offset[0] + sin * offset[1], -sin * offset[0] + cos * offset[1]] as const;
  const shares = [turned[0] ** 2 / first, turned[1] ** 2 / second] as const;
  const d2 = shares[0] + shares[1];
  const peak = 1 / (2 * Math.PI * Math.sqrt(first) * Math.sqrt(second));
  const square = (value: number): Formula => squared(value < 0 ? inBrackets(data(value)) : data(value));
  const exponent = row('−', fraction(squared(distance), '2'));
  return [
    {
      title: 'From the mean',
      formulas: [
        row(
          x,
          '−',
          mu,
          '=',
          vector(data, point),
          '−',
          vector((value) => number(write(value), 'mean'), mean),
          '=',
          vector(data, offset),
        ),
      ],
      why: 'The arrow from μ to the point.',
    },
    {
      title: 'Turned to the axes of Σ',
      formulas: [
        row(y, '=', transposedQ, inBrackets(row(x, '−', mu))),
        row(
          '=',
          matrix([
            [spread(cos), spread(sin)],
            [spread(-sin), spread(cos)],
          ]),
          vector(data, offset),
        ),
        row('=', vector(data, turned)),
      ],
      why: 'The lines of Qᵀ are the unit vectors of the axes: each entry of y is how far the arrow reaches along one of them.',
    },
    {
      title: 'Its length is kept',
      formulas: [
        row(
          symbol('|y|', 'data'),
          '=',
          root(square(turned[0]), '+', square(turned[1])),
          '=',
          data(Math.hypot(...turned)),
        ),
        row(
          symbol('|x − μ|', 'data'),
          '=',
          root(square(offset[0]), '+', square(offset[1])),
          '=',
          data(Math.hypot(...offset)),
        ),
      ],
      why: 'A turn changes no length: the point stays on its circle.',
    },
    {
      title: 'In standard deviations of each axis',
      formulas: [
        row(
          squared(distance),
          '=',
          fraction(squared(coordinate('1')), lambda('1')),
          '+',
          fraction(squared(coordinate('2')), lambda('2')),
        ),
        row('=', fraction(square(turned[0]), spread(first)), '+', fraction(square(turned[1]), spread(second))),
        row('=', data(shares[0]), '+', data(shares[1]), '=', interval(d2)),
      ],
      why: 'The same number as (x − μ)ᵀ Σ⁻¹ (x − μ): along its own axes Σ is diagonal, and dividing is all that is left to do.',
    },
    {
      title: 'Distance',
      formulas: [row(distance, '=', root(interval(d2)), '=', interval(Math.sqrt(d2)))],
      why: `Mahalanobis’s distance. The ellipse through the point holds 1 − e^(−D²/2) = ${formatShare(-Math.expm1(-d2 / 2))} of the Gaussian.`,
    },
    {
      title: 'Density',
      formulas: [
        row(
          symbol('f'),
          inBrackets(x),
          '=',
          fraction('1', row('2', symbol('π'), root(lambda('1'), lambda('2')))),
          power(symbol('e'), exponent),
        ),
        row(
          '=',
          fraction('1', row('2', symbol('π'), root(spread(first), times, spread(second)))),
          power(symbol('e'), row('−', interval(d2 / 2))),
        ),
        row(
          '=',
          number(write(peak)),
          times,
          number(write(Math.exp(-d2 / 2))),
          '=',
          number(write(peak * Math.exp(-d2 / 2), 6)),
        ),
      ],
      why: 'Per unit of x times unit of y; λ₁ λ₂ is the determinant of Σ. The first factor is the height at the mean.',
    },
  ];
}

/** Σ in its two forms, with the numbers of the moment. */
export function covarianceForms(covariance: Matrix2): Formula[] {
  const { eigenvalues, angleRadians } = eigen2d(covariance);
  const [cos, sin] = [Math.cos(angleRadians), Math.sin(angleRadians)];
  const short = (value: number): Formula => number(write(value, 3), 'spread');
  const block = (entries: readonly (readonly number[])[]): Formula => matrix(entries.map((line) => line.map(short)));
  return [
    row(symbol('Σ', 'spread'), '=', block(covariance)),
    row(
      '=',
      block([
        [cos, -sin],
        [sin, cos],
      ]),
      block([
        [eigenvalues[0], 0],
        [0, eigenvalues[1]],
      ]),
      power(symbol('Q', 'spread'), symbol('T')),
    ),
  ];
}

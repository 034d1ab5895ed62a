import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import type { MixtureFactor } from '../../../shared/statistics/mixture-factor.ts';
import type { Mode } from '../../../shared/statistics/mixture-modes.ts';
import { fraction, index, matrix, number, row, symbol, type Formula, type Part } from './formula.ts';
import { formatNumber } from './number-format.ts';

export const factorChoices: { value: MixtureFactor; label: string; title: string }[] = [
  { value: 'joint', label: 'p(x, z)', title: 'Joint: both the values and the component they came from' },
  { value: 'marginal', label: 'p(x)', title: 'Marginal: the values alone, z forgotten' },
  { value: 'x-given-z', label: 'p(x | z)', title: 'Conditional: the values of one component' },
  { value: 'z-given-x', label: 'p(z | x)', title: 'Conditional: which component, given the values' },
];

const x = symbol('x', 'data');
const z = symbol('z');
const k = symbol('k');
const sub = (letter: string, at: Part, role?: 'mean' | 'spread'): Formula => index(symbol(letter, role), at);
const normal = (at: Part): Formula =>
  row(symbol('𝒩'), '(', x, '|', sub('μ', at, 'mean'), ',', sub('Σ', at, 'spread'), ')');
const p = (...inside: Part[]): Formula => row(symbol('p'), '(', ...inside, ')');
const sumOver = (letter: Formula): Formula => ({ kind: 'sum', from: row(letter, '=', '1'), to: symbol('K') });
const written = (value: number, role?: 'mean' | 'spread'): Formula => number(formatNumber(value, 4), role);

/**
 * The distribution as a formula; that of one component with its numbers. Symbols are numbered as the
 * components are named.
 * @param place  of the component of p(x | z)
 */
export function factorFormulas(factor: MixtureFactor, { mixture, ids }: IdentifiedMixture, place: number): Formula[] {
  const { weights, means, covariances } = mixture;
  switch (factor) {
    case 'joint':
      return [
        row(p(x, ',', z, '=', k), '=', p(z, '=', k), p(x, '|', z, '=', k)),
        row(p(x, ',', z, '=', k), '=', sub('φ', k), normal(k)),
      ];
    case 'marginal':
      return [
        row(p(x), '=', sumOver(k), sub('φ', k), normal(k)),
        row(
          p(x),
          '=',
          ...weights.flatMap((weight, i) => [
            ...(i > 0 ? ['+'] : []),
            written(weight),
            row(sub('𝒩', String(ids[i]! + 1)), '(', x, ')'),
          ]),
        ),
      ];
    case 'x-given-z': {
      const own = String(ids[place]! + 1);
      const mean = means[place]!;
      const covariance = covariances[place]!;
      const numbers: Part[] =
        mean.length === 1
          ? [written(mean[0]!, 'mean'), ',', written(covariance[0]![0]!, 'spread')]
          : [
              matrix(mean.map((value) => [written(value, 'mean')])),
              ',',
              matrix(covariance.map((line) => line.map((value) => written(value, 'spread')))),
            ];
      return [row(p(x, '|', z, '=', own), '=', normal(own)), row('=', symbol('𝒩'), '(', x, '|', ...numbers, ')')];
    }
    case 'z-given-x':
      return [
        row(p(z, '=', k, '|', x), '=', fraction(p(x, ',', z, '=', k), p(x))),
        row(
          p(z, '=', k, '|', x),
          '=',
          fraction(
            row(sub('φ', k), normal(k)),
            row({ kind: 'sum', from: symbol('j'), to: symbol('\u2009') }, sub('φ', symbol('j')), normal(symbol('j'))),
          ),
        ),
      ];
  }
}

/**
 * A mode's place as a person writes it: to about a thousandth of the spread, so that a mode at 0 is not written 1.05 × 10⁻⁵.
 * @param spreads  standard deviation of p(x) per column
 */
export function placeOfMode({ at }: Mode, spreads: readonly number[]): string {
  const written = at.map((value, i) => {
    const step = 10 ** (Math.floor(Math.log10(spreads[i]!)) - 3);
    return formatNumber(Math.round(value / step) * step, 5);
  });
  return written.length === 1 ? written[0]! : `(${written.join(', ')})`;
}

/** How many modes the sum has, though each part has one. */
export function modesText(modes: readonly Mode[], parts: number, spreads: readonly number[]): string {
  const places = (list: readonly Mode[]): string => list.map((mode) => placeOfMode(mode, spreads)).join(', ');
  const many = modes.length === 1 ? `one mode, at ${places(modes)}` : `${modes.length} modes, at ${places(modes)}`;
  if (parts === 1) return `With one component p(x) is that Gaussian: ${many}.`;
  const each = 'Each of its parts is a Gaussian and has one.';
  return modes.length === 1
    ? `p(x) has ${many}: the parts lie too close to be told apart by humps, and the sum still is no Gaussian.`
    : `p(x) has ${many}. ${each}`;
}

/** What one looks at, in a sentence or two. */
export function factorText(factor: MixtureFactor, name: string): string {
  switch (factor) {
    case 'joint':
      return 'A row has both: z, the component it came from, and x, its values. First z is drawn by the weights φ, then x from that component.';
    case 'marginal':
      return 'z is forgotten and x alone is left, as in a file: a weighted sum of Gaussians.';
    case 'x-given-z':
      return `Only rows with z of ${name}: one Gaussian, whatever the others are.`;
    case 'z-given-x':
      return 'Given the values, how probable each component is as their source. It is what the E-step of EM computes.';
  }
}

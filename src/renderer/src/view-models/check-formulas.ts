import type { BootstrapEstimate } from '../../../shared/statistics/bootstrap-summary.ts';
import type { LikelihoodRatioTest } from '../../../shared/statistics/likelihood-ratio-test.ts';
import type { NormalComponent } from '../../../shared/statistics/mixture-thresholds.ts';
import type { NullCheck } from '../../../shared/statistics/null-check.ts';
import type { Derivation } from './derivation.ts';
import {
  componentRole,
  fraction,
  inBrackets,
  index,
  number,
  operator,
  power,
  row,
  squared,
  sumOver,
  sumOverRows,
  symbol,
  type Formula,
  type Part,
} from './formula.ts';
import { amid, count, result } from './formula-numbers.ts';
import { formatNumber, formatPValue, formatShare } from './number-format.ts';

const ell = symbol('ℓ');
const K = symbol('K');
const ln = symbol('ln\u2009');
const star = (of: Part): Formula => power(of, '*');
const next = row(K, '+', '1');

/** How often chance makes one component more look as good. @see [McLachlan1987] */
export function likelihoodRatioDerivation({ statistic, simulated, pValue }: LikelihoodRatioTest): Derivation {
  const lambda = symbol('Λ');
  const reached = simulated.filter((value) => value >= statistic).length;
  return {
    rule: [
      row(lambda, '=', '2', inBrackets(index(ell, next), '−', index(ell, K))),
      row(
        symbol('p'),
        '=',
        fraction(row('1', '+', operator('#'), inBrackets(star(lambda), '≥', lambda)), row('1', '+', symbol('B'))),
      ),
    ],
    substituted: [
      row(lambda, '=', result(statistic, 6)),
      row(
        symbol('p'),
        '=',
        fraction(row('1', '+', count(reached)), row('1', '+', count(simulated.length))),
        '=',
        number(formatPValue(pValue)),
      ),
    ],
    why: 'Λ* is the same of each of the B samples drawn from the fit with K. No table of χ² holds here, because one of K + 1 components may vanish. The rows count as one sample more, so p is never 0.',
  };
}

/** The middle of a parameter in the refits. @param name  symbol of the parameter @see [EfronTibshirani1993] chapters 6 and 13 */
export function bootstrapIntervalDerivation(
  name: string,
  { interval: [lower, upper], standardError }: BootstrapEstimate,
  { replicates, confidence }: { replicates: number; confidence: number },
): Derivation {
  const theta = symbol(name);
  const refits = inBrackets(index(star(theta), symbol('b')));
  const [low, high] = [(1 - confidence) / 2, (1 + confidence) / 2];
  const end = (share: number): Formula => row(index(symbol('Q'), number(formatShare(share))), refits);
  return {
    rule: [row(symbol('lower'), '=', end(low)), row(symbol('upper'), '=', end(high))],
    substituted: [
      row(symbol('lower'), '=', result(lower, 6)),
      row(symbol('upper'), '=', result(upper, 6)),
      row(symbol('SE'), '=', result(standardError, 4)),
    ],
    why: `Each of the ${formatNumber(replicates)} refits b is of as many rows, drawn again with replacement; Q is the value below which that share of the refits lies, SE their standard deviation.`,
  };
}

/** How uncertain the rows' groups are after components were joined. @see [BaudryEtAl2010] */
export function groupEntropyDerivation(groups: number, entropy: number): Derivation {
  const g = symbol('g');
  const tau = index(symbol('τ'), row(symbol('i'), g));
  return {
    rule: [
      row(symbol('E'), '=', '−', sumOverRows(), sumOver(g), tau, ln, tau),
      row(tau, '=', sumOver(row(symbol('k'), symbol('in'), g)), index(symbol('τ'), row(symbol('i'), symbol('k')))),
    ],
    substituted: [row(symbol('E'), '=', result(entropy, 6)), row(symbol('G'), '=', count(groups))],
    why: 'Of G groups. Joined components share their responsibilities. E is 0 where every row has one clear group; each join lowers it by what those two could not agree on.',
  };
}

/** How often BIC would call one Gaussian several. */
export function nullShareDerivation({ called, samples }: NullCheck): Derivation {
  return {
    rule: [row(symbol('share'), '=', fraction(row(operator('#'), inBrackets(symbol('K̂'), '>', '1')), symbol('B')))],
    substituted: [row('=', fraction(count(called), count(samples)), '=', number(formatShare(called / samples)))],
    why: 'K̂ is what BIC chooses for each of the B samples of one Gaussian, rounded as these columns are. A procedure that is right calls few of them several.',
  };
}

/** A component of one column, and the number that gives it its colour. */
export interface NumberedNormal extends NormalComponent {
  id: number;
}

/** Where two weighted normals are equally high: a quadratic equation in x. */
export function crossingDerivation(x: number, first: NumberedNormal, second: NumberedNormal): Derivation {
  const name = ({ id }: NumberedNormal): Formula => number(String(id + 1), componentRole(id));
  const own = (of: NumberedNormal, value: number): Formula => number(formatNumber(value, 5), componentRole(of.id));
  const height = (of: NumberedNormal): number =>
    (of.weight * Math.exp(-((x - of.mean) ** 2) / (2 * of.variance))) / Math.sqrt(2 * Math.PI * of.variance);
  const weighted = (of: NumberedNormal): Formula =>
    row(
      index(symbol('φ', componentRole(of.id)), name(of)),
      index(symbol('𝒩', componentRole(of.id)), name(of)),
      inBrackets(symbol('x')),
    );
  const exponent = (of: NumberedNormal): Formula =>
    row(
      ln,
      fraction(own(of, of.weight), own(of, Math.sqrt(of.variance))),
      '−',
      fraction(squared(inBrackets(symbol('x'), '−', own(of, of.mean))), row('2', operator('·'), own(of, of.variance))),
    );
  return {
    rule: [row(weighted(first), '=', weighted(second))],
    substituted: [
      exponent(first),
      row('=', exponent(second)),
      row(symbol('x'), '=', result(x, 7)),
      row(symbol('both'), '=', result(height(first), 5)),
    ],
    why: 'The logarithms differ by a quadratic in x, so two components cross at two places at most, at one where their variances are the same.',
  };
}

/** The share of values that fall where another component is more probable. @param shares  by component */
export function misclassifiedDerivation(
  weights: readonly number[],
  shares: readonly number[],
  ids: readonly number[],
  misclassified: number,
): Derivation {
  const k = symbol('k');
  const terms = weights.slice(0, 3).flatMap((weight, at): Part[] => {
    const role = componentRole(ids[at] ?? at);
    return [
      ...(at > 0 ? ['+'] : []),
      number(formatNumber(weight, 4), role),
      operator('·'),
      number(formatNumber(shares[at] ?? NaN, 3), role),
    ];
  });
  const more = weights.length > 3 ? ['+', '…'] : [];
  return {
    rule: [
      row(
        symbol('wrong'),
        '=',
        sumOver(k),
        index(symbol('φ'), k),
        index(symbol('P'), k),
        inBrackets(symbol('elsewhere')),
      ),
    ],
    substituted: [
      row('=', ...terms, ...more),
      row('=', amid(misclassified, 4), '=', number(formatShare(misclassified))),
    ],
    why: 'Pₖ(elsewhere) is the area of component k, taken as 1 in all, over the regions where another one is higher. No division of the axis makes the share smaller.',
  };
}

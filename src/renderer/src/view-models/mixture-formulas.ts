import { accidentBound } from '../../../shared/statistics/accident-bound.ts';
import {
  canonicalModel,
  covarianceParameterCount,
  type CovarianceModel,
} from '../../../shared/statistics/covariance-models.ts';
import type { GaussianMixture, InformationCriteria } from '../../../shared/statistics/gaussian-mixture.ts';
import type { Derivation } from './derivation.ts';
import {
  componentRole,
  fraction,
  inBrackets,
  index,
  matrix,
  number,
  operator,
  power,
  row,
  sumOver,
  sumOverComponents,
  sumOverRows,
  symbol,
  type Formula,
  type Part,
} from './formula.ts';
import { amid, count, result } from './formula-numbers.ts';
import { formatNumber, formatShare } from './number-format.ts';

const ell = symbol('ℓ');
const n = symbol('n', 'data');
const K = symbol('K');
const p = symbol('p');
const k = symbol('k');
const ln = symbol('ln\u2009');
const times = operator('·');
const xi = index(symbol('x', 'data'), symbol('i'));
const phi = (place: Part): Formula => index(symbol('φ'), place);
const tau = index(symbol('τ'), symbol('ik'));
const gaussian = (place: Part, at: Formula = xi): Formula =>
  row(symbol('𝒩'), inBrackets(at, '|', index(symbol('μ', 'mean'), place), ',', index(symbol('Σ', 'spread'), place)));

/** What of one component is written in its colour. */
const own = (id: number, text: string): Formula => symbol(text, componentRole(id));
const ownNumber = (id: number, value: number, digits = 4): Formula =>
  number(formatNumber(value, digits), componentRole(id));
const place = (id: number): Formula => number(String(id + 1), componentRole(id));

/** ℓ of a mixture over all rows. @param ids  numbers of the components, which give them their colours */
export function mixtureLogLikelihoodDerivation(
  { weights, noise }: GaussianMixture,
  ids: readonly number[],
  logLikelihood: number,
  rows: number,
): Derivation {
  const terms = weights.slice(0, 4).flatMap((weight, at): Part[] => {
    const id = ids[at] ?? at;
    return [...(at > 0 ? ['+'] : []), ownNumber(id, weight), index(own(id, '𝒩'), place(id))];
  });
  const more = weights.length > 4 ? ['+', '…'] : [];
  const uniform = noise ? ['+', amid(noise.weight, 3), times, amid(noise.density, 3)] : [];
  return {
    rule: [row(ell, '=', sumOverRows(), ln, sumOverComponents(), phi(k), gaussian(k))],
    substituted: [
      row('=', sumOverRows(), ln, inBrackets(...terms, ...more, ...uniform)),
      row('=', count(rows), times, amid(logLikelihood / rows, 7), '=', result(logLikelihood, 10)),
    ],
    why: 'The logarithm of a sum has no closed-form maximum: that is why EM is needed. With one component, or with known labels, there is one.',
  };
}

/** The change of ℓ against the fit. */
export function changeDerivation(logLikelihood: number, fitted: number): Derivation {
  const hat = symbol('ℓ̂');
  return {
    rule: [row(symbol('Δℓ'), '=', ell, '−', hat)],
    substituted: [row('=', amid(logLikelihood, 9), '−', amid(fitted, 9), '=', result(logLikelihood - fitted, 5))],
    why: 'What is set by hand, against the fit. Run EM from here climbs from this point, perhaps to another maximum.',
  };
}

/** Free parameters: weights, means, and what the covariances of the model may choose. */
export function parameterCountDerivation(
  model: CovarianceModel,
  d: number,
  components: number,
  noise = false,
): Derivation {
  const [volume, shape, orientation] = canonicalModel(model, d);
  const covariances = covarianceParameterCount(model, d, components);
  const total = components - 1 + components * d + covariances + (noise ? 2 : 0);
  const c = symbol('c', 'spread');
  const half = fraction(row(symbol('d'), inBrackets(symbol('d'), '−', '1')), '2');
  const each = (letter: string | undefined, one: Formula): Part[] =>
    letter === 'I' ? ['0'] : letter === 'E' ? [one] : [K, one];
  const parts = [
    row(...(volume === 'E' ? ['1'] : [K])),
    row(...each(shape, inBrackets(symbol('d'), '−', '1'))),
    row(...each(orientation, half)),
  ];
  const numbers = [String(components - 1), String(components * d), String(covariances), ...(noise ? ['2'] : [])];
  return {
    rule: [
      row(p, '=', inBrackets(K, '−', '1'), '+', K, symbol('d'), '+', c, ...(noise ? ['+', '2'] : [])),
      row(c, '=', parts[0]!, '+', parts[1]!, '+', parts[2]!),
    ],
    substituted: [
      row('=', ...numbers.flatMap((text, at) => (at > 0 ? ['+', number(text)] : [number(text)])), '=', String(total)),
    ],
    why: `Weights add up to 1, so one is given. c counts the covariances of ${canonicalModel(model, d)}: volume, shape, orientation; one for all (E), one each (V), or none (I).${noise ? ' Noise adds its share and its volume.' : ''}`,
  };
}

interface CriterionNumbers {
  logLikelihood: number;
  parameters: number;
  rows: number;
  criteria: InformationCriteria;
}

/** A criterion by which models are compared; lower is better. @see [Akaike1974], [HurvichTsai1989], [Schwarz1978], [BiernackiCeleuxGovaert2000] */
export function criterionDerivation(
  criterion: 'aic' | 'aicc' | 'bic' | 'icl',
  { logLikelihood, parameters, rows, criteria }: CriterionNumbers,
): Derivation {
  const minus2ell = row('−', '2', ell);
  const given = row('−', '2', times, amid(logLikelihood, 10));
  const P = number(String(parameters));
  switch (criterion) {
    case 'aic':
      return {
        rule: [row(symbol('AIC'), '=', minus2ell, '+', '2', p)],
        substituted: [row('=', given, '+', '2', times, P), row('=', result(criteria.aic, 10))],
        why: `Lower is better. Each of the p = ${parameters} free parameters costs 2: what it gains by chance alone when predicting.`,
      };
    case 'aicc':
      return {
        rule: [
          row(
            symbol('AICc'),
            '=',
            symbol('AIC'),
            '+',
            fraction(row('2', p, inBrackets(p, '+', '1')), row(n, '−', p, '−', '1')),
          ),
        ],
        substituted: [
          row(
            '=',
            amid(criteria.aic, 10),
            '+',
            fraction(row('2', times, P, times, String(parameters + 1)), count(rows - parameters - 1)),
          ),
          row('=', result(criteria.aicc ?? NaN, 10)),
        ],
        why: 'AIC with a correction that matters where rows are few beside the parameters.',
      };
    case 'bic':
      return {
        rule: [row(symbol('BIC'), '=', minus2ell, '+', p, ln, n)],
        substituted: [row('=', given, '+', P, ln, count(rows)), row('=', result(criteria.bic, 10))],
        why: `Lower is better. A parameter costs ln n = ${formatNumber(Math.log(rows), 4)}. mclust prints the negative of this number.`,
      };
    case 'icl': {
      const certainty = (criteria.bic - criteria.icl) / 2;
      return {
        rule: [row(symbol('ICL'), '=', symbol('BIC'), '−', '2', sumOverRows(), ln, index(symbol('max'), k), tau)],
        substituted: [
          row('=', amid(criteria.bic, 10), '−', '2', times, amid(certainty, 6)),
          row('=', result(criteria.icl, 10)),
        ],
        why: 'BIC that also charges for rows between components: ln max τ is 0 where a row clearly belongs to one.',
      };
    }
  }
}

/** How undecided the responsibilities are, over all rows. @param most  of the rows, n ln K */
export function entropyDerivation(
  { bic, iclEntropy }: InformationCriteria,
  rows: number,
  components: number,
): Derivation {
  const entropy = (iclEntropy - bic) / 2;
  return {
    rule: [row(symbol('E'), '=', '−', sumOverRows(), sumOverComponents(), tau, ln, tau)],
    substituted: [
      row('=', result(entropy, 6)),
      row(
        symbol('most'),
        '=',
        n,
        ln,
        K,
        '=',
        count(rows),
        ln,
        String(components),
        '=',
        result(rows * Math.log(components), 6),
      ),
    ],
    why: '0 where every row has one clear component; the most where every row is divided evenly.',
  };
}

/** Rows of a component and its weight: what the M-step makes of the responsibilities. */
export function weightDerivation(id: number, rows: number, total: number): Derivation {
  const name = place(id);
  return {
    rule: [
      row(index(symbol('n', 'data'), k), '=', sumOverRows(), tau),
      row(phi(k), '=', fraction(index(symbol('n', 'data'), k), n)),
    ],
    substituted: [
      row(
        index(own(id, 'φ'), name),
        '=',
        fraction(ownNumber(id, rows, 7), count(total)),
        '=',
        ownNumber(id, rows / total, 6),
      ),
    ],
    why: 'Each row counts for a component with its responsibility, so a component need not hold a whole number of rows.',
  };
}

/** The mean vector of a component, as the M-step has it. @param values  μ, shape (d,) */
export function componentMeanDerivation(id: number, rows: number, values: readonly number[]): Derivation {
  const nk = index(symbol('n', 'data'), k);
  const [first = NaN, ...others] = values;
  const vector = (digits: number, scale: number): Formula =>
    others.length === 0
      ? ownNumber(id, scale * first, digits)
      : matrix(values.map((value) => [ownNumber(id, scale * value, digits)]));
  const share = ownNumber(id, rows, 6);
  const sums = vector(7, rows);
  return {
    rule: [row(index(symbol('μ', 'mean'), k), '=', fraction('1', nk), sumOverRows(), tau, xi)],
    substituted: [
      row(
        index(own(id, 'μ'), place(id)),
        '=',
        ...(others.length === 0 ? [fraction(sums, share)] : [fraction('1', share), sums]),
        '=',
        vector(6, 1),
      ),
    ],
    why: 'The mean of the rows, each counted with its responsibility.',
  };
}

/** The covariance of two columns within a component, as the M-step has it. */
export function componentCovarianceDerivation(
  id: number,
  value: number,
  [first, second]: readonly [string, string],
): Derivation {
  const nk = index(symbol('n', 'data'), k);
  const deviation = inBrackets(xi, '−', index(symbol('μ', 'mean'), k));
  return {
    rule: [
      row(
        index(symbol('Σ', 'spread'), k),
        '=',
        fraction('1', nk),
        sumOverRows(),
        tau,
        deviation,
        power(deviation, symbol('T')),
      ),
    ],
    substituted: [
      row(
        index(own(id, 'Σ'), place(id)),
        symbol('at'),
        symbol(first),
        ',',
        symbol(second),
        '=',
        ownNumber(id, value, 7),
      ),
    ],
    why:
      first === second
        ? `The variance of ${first} within the component, each row counted with its responsibility.`
        : `How ${first} and ${second} vary together within the component.`,
  };
}

/**
 * The responsibility of one component for one row, from φₖ·𝒩ₖ(x) of every component.
 * @param products  φₖ·𝒩ₖ(x), in the order of `ids`; the noise, if any, last and without an id
 */
export function responsibilityDerivation(products: readonly number[], ids: readonly number[], at: number): Derivation {
  const id = ids[at] ?? 0;
  const j = symbol('j');
  const sum = products.reduce((a, b) => a + b, 0);
  const terms = products.flatMap((value, place_): Part[] => [
    ...(place_ > 0 ? ['+'] : []),
    ids[place_] === undefined ? amid(value, 4) : ownNumber(ids[place_], value, 4),
  ]);
  return {
    rule: [row(index(symbol('τ'), k), '=', fraction(row(phi(k), gaussian(k)), row(sumOver(j), phi(j), gaussian(j))))],
    substituted: [
      row(index(own(id, 'τ'), place(id)), '=', fraction(ownNumber(id, products[at] ?? NaN, 4), row(...terms))),
      row('=', number(formatShare((products[at] ?? NaN) / sum), componentRole(id))),
    ],
    why: 'Bayes’ rule: what the component foretells for this row, as a share of what all of them do.',
  };
}

/** How narrow a component is, and how narrow the referee lets one of so few rows be. */
export function refereeDerivation(smallestEigenvalue: number, rows: number, d: number): Derivation {
  const lambda = index(symbol('λ', 'spread'), symbol('min'));
  const m = symbol('m', 'data');
  const spare = row(m, '−', symbol('d'), '−', '1');
  const bound = accidentBound(rows, d);
  return {
    rule: [row(lambda, '≥', power('10', row('−', '1', '−', fraction(inBrackets(spare), '4'))))],
    substituted: [
      row(lambda, '=', result(smallestEigenvalue, 4)),
      row(
        symbol('limit'),
        '=',
        power('10', row('−', '1', '−', fraction(inBrackets(count(rows), '−', String(d), '−', '1'), '4'))),
      ),
      row('=', bound > 1e-10 ? result(bound, 3) : row(result(bound, 3), inBrackets(symbol('at least')))),
    ],
    why: 'λ is the smallest variance of a component relative to that of all rows. Among many rows, m of them lie nearly in a line by chance; a component so narrow is refused as an accident.',
  };
}

/** What EM has gained in the step shown. */
export function emStepDerivation(trace: readonly number[], frame: number): Derivation {
  const at = (t: Part): Formula => power(ell, inBrackets(t));
  const now = trace[frame] ?? NaN;
  const before = trace[frame - 1];
  const t = symbol('t');
  return {
    rule: [
      row(
        symbol('E'),
        ':',
        tau,
        '=',
        fraction(row(phi(k), gaussian(k)), row(sumOver(symbol('j')), phi(symbol('j')), gaussian(symbol('j')))),
      ),
      row(symbol('M'), ':', phi(k), '=', fraction('1', n), sumOverRows(), tau),
      row(at(t), '≥', at(row(t, '−', '1'))),
    ],
    substituted: [
      before === undefined
        ? row(at('0'), '=', result(now, 9))
        : row(at(String(frame)), '=', result(now, 9), ',', operator('gained'), result(now - before, 4)),
    ],
    why: 'E divides every row among the components, M fits each to its share. Neither can lower the log-likelihood.',
  };
}

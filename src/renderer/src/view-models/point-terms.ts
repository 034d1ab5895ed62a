import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';
import { mixtureDensity, toResponsibilities } from '../../../shared/statistics/mixture-density.ts';
import { fraction, index, number, row, symbol, type Formula } from './formula.ts';
import { formatNumber } from './number-format.ts';

/** What one component says of a point. */
export interface PointTerm {
  id: number;
  name: string;
  /** φₖ */
  weight: number;
  /** 𝒩(x | μₖ, Σₖ) */
  density: number;
  /** φₖ 𝒩(x | μₖ, Σₖ) */
  product: number;
  /** τₖ: the product's share of the sum. */
  responsibility: number;
}

/** A point taken apart: p(x) = Σ φₖ 𝒩ₖ(x), and who is responsible for it. */
export interface PointTerms {
  terms: PointTerm[];
  /** p(x) */
  sum: number;
  logDensity: number;
}

/** @returns null where a component has no extent; the noise, where there is some, stands last with the number −1 */
export function pointTerms(
  { mixture, ids }: IdentifiedMixture,
  x: readonly number[],
  nameOf: (id: number) => string,
): PointTerms | null {
  if (mixture.means[0]?.length !== x.length) return null;
  let density;
  try {
    density = mixtureDensity(mixture);
  } catch (thrown) {
    if (thrown instanceof FitError) return null;
    throw thrown;
  }
  const logTerms = density.logTerms(x, new Float64Array(density.parts));
  const shares = Float64Array.from(logTerms);
  const logDensity = toResponsibilities(shares);
  const weights = [...mixture.weights, ...(mixture.noise ? [mixture.noise.weight] : [])];
  const terms = weights.map((weight, k): PointTerm => ({
    id: ids[k] ?? -1,
    name: k < ids.length ? nameOf(ids[k]!) : 'Noise',
    weight,
    density: Math.exp(logTerms[k]! - Math.log(weight)),
    product: Math.exp(logTerms[k]!),
    responsibility: shares[k]!,
  }));
  // In the order of their numbers, whatever the order in which EM holds them; the noise last.
  const rank = ({ id }: PointTerm): number => (id < 0 ? Infinity : id);
  return { terms: terms.sort((a, b) => rank(a) - rank(b)), sum: Math.exp(logDensity), logDensity };
}

const written = (value: number): Formula => number(formatNumber(value, 4));
const p = row(symbol('p'), '(', symbol('x', 'data'), ')');
/** Symbols are numbered as the components are named: Component 1 has φ₁. */
const sub = (letter: string, id: number): Formula => index(symbol(letter), id < 0 ? symbol('noise') : String(id + 1));

/** The sum with its numbers, and the share of one term. @param k  place of that term */
export function pointFormulas({ terms, sum }: PointTerms, k: number): Formula[] {
  const added = terms.flatMap(({ product }, i) => [...(i > 0 ? ['+'] : []), written(product)]);
  const own = terms[k]!;
  return [
    row(p, '=', ...added, '=', written(sum)),
    row(
      sub('τ', own.id),
      '=',
      fraction(row(sub('φ', own.id), sub('𝒩', own.id), '(', symbol('x', 'data'), ')'), p),
      '=',
      fraction(row(written(own.weight), '·', written(own.density)), written(sum)),
      '=',
      written(own.responsibility),
    ),
  ];
}

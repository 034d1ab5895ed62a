import type { LikelihoodProduct } from '../../../shared/statistics/likelihood-product.ts';
import { linearAxis, type Axis } from './axis.ts';
import type { ChartTable } from './chart-table.ts';
import type { Curve } from './normal-curve.ts';
import { formatCount, formatNumber, timesPowerOfTen } from './number-format.ts';

/** The running product and the running sum of logarithms, both as powers of ten. */
export interface LikelihoodProductView {
  /** Values multiplied so far. */
  x: Axis;
  /** log₁₀ of the likelihood. */
  y: Axis;
  /** What the sum of logarithms says the product is. */
  sum: Curve;
  /** What doubles make of it, as far as they hold a positive finite number. */
  product: Curve;
  /** Where doubles end: exponents of the least and the largest, and where digits begin to be lost. */
  limits: { least: number; fewDigits: number; largest: number };
  /** Where the product stops being a number above 0; null where it never does. */
  end: { count: number; text: string; height: number } | null;
  /** What happened, in a sentence or two. */
  story: string;
}

const leastExponent = Math.log10(5e-324);
const fewDigitsExponent = Math.log10(2 ** -1022);
const largestExponent = Math.log10(Number.MAX_VALUE);

/** A number as what it is the logarithm of: 10 to a power, however small. */
export function fromLogarithm(logarithm: number): string {
  const power = logarithm / Math.LN10;
  const exponent = Math.floor(power);
  if (exponent >= -4 && exponent < 6) return formatNumber(Math.exp(logarithm), 4);
  // A total of a million rows leaves few digits for the mantissa.
  const digits = Math.max(1, Math.min(4, 13 - Math.ceil(Math.log10(Math.abs(power)))));
  return formatNumber(10 ** (power - exponent), digits) + timesPowerOfTen(exponent);
}

export function likelihoodProductView(
  result: LikelihoodProduct,
  room: { x: number; y: number },
): LikelihoodProductView {
  const { trace } = result;
  const logs = trace.logLikelihood.map((sum) => sum / Math.LN10);
  const held = [...trace.product].map((product) => product > 0 && product < Infinity);
  const drawn = held.indexOf(false) < 0 ? held.length : held.indexOf(false);
  const last = trace.count.at(-1) ?? 1;
  const lowest = Math.min(0, ...logs);
  const highest = Math.max(0, ...logs);
  const place = result.infinite ?? result.zero;
  const end = place && {
    count: place.count,
    height: result.infinite ? largestExponent : leastExponent,
    text: `${result.infinite ? '∞' : '0'} from row ${formatCount(place.row)}`,
  };
  return {
    x: linearAxis({
      min: 0,
      max: Math.max(last, 2),
      name: 'values multiplied, in the order of the file',
      count: room.x,
    }),
    y: linearAxis({ min: lowest * 1.06 - 1, max: highest * 1.06 + 1, name: 'log₁₀ likelihood', count: room.y }),
    sum: { x: trace.count, y: logs },
    product: {
      x: trace.count.slice(0, drawn),
      y: trace.product.slice(0, drawn).map((product) => Math.log10(product)),
    },
    limits: { least: leastExponent, fewDigits: fewDigitsExponent, largest: largestExponent },
    end,
    story: storyOf(result),
  };
}

function storyOf({
  n,
  logLikelihood,
  product,
  subnormal,
  zero,
  infinite,
  undefined: undefinedAt,
}: LikelihoodProduct): string {
  const count = formatCount(n);
  const sum = `The sum of the ${count} logarithms is ${formatNumber(logLikelihood, 9)}, the logarithm of ${fromLogarithm(logLikelihood)}.`;
  const at = ({ count: values, row }: { count: number; row: number }): string =>
    values === row ? `row ${formatCount(row)}` : `row ${formatCount(row)}, value ${formatCount(values)}`;
  if (infinite)
    return `Densities above 1 drive the product beyond the largest double, 1.8\u202f·\u202f10³⁰⁸: it is ∞ from ${at(infinite)} on${undefinedAt ? `, and no number at all from ${at(undefinedAt)} on` : ''}. ${sum}`;
  if (zero)
    return `The product falls below the least double, 4.9\u202f·\u202f10⁻³²⁴, and is 0 from ${at(zero)} on${subnormal && subnormal.count < zero.count ? `, after losing digits from ${at(subnormal)} on` : ''}. ${sum}`;
  if (subnormal) return `From ${at(subnormal)} on the product is so small that it loses digits. ${sum}`;
  return `The product of all ${count} densities is still a number: ${formatNumber(product, 6)}. ${sum}`;
}

export function likelihoodProductTable({ trace }: Pick<LikelihoodProduct, 'trace'>): ChartTable {
  return {
    columns: ['values', 'product in doubles', 'sum of logarithms'],
    rows: Array.from(trace.count, (count, i) => {
      const product = trace.product[i] ?? NaN;
      return [count, Number.isFinite(product) ? product : String(product), trace.logLikelihood[i] ?? null];
    }),
  };
}

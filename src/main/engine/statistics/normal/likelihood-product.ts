import type { LikelihoodProduct, ProductPlace } from '../../../../shared/statistics/likelihood-product.ts';
import { normalDensity, normalLogDensity } from '../../../../shared/statistics/normal.ts';
import { twoSum } from '../../kernels/moments.ts';

/** Rows between two looks at whether anybody still waits. */
const rowsPerLook = 65_536;
/** 2⁻¹⁰²²: smaller doubles have fewer than 53 binary digits. */
const smallestNormal = 2 ** -1022;

type Watch = Pick<LikelihoodProduct, 'subnormal' | 'zero' | 'infinite' | 'undefined'>;

/**
 * The likelihood of a column's values under a normal, multiplied out in double precision in the order of the rows, and
 * the sum of the logarithms beside it. The sum is compensated [Neumaier1974]; the product is what a plain loop gives.
 * @param values    the column, shape (rows,); what is not finite is missing
 * @param selected  rows to use, from 0 and ascending; null for all
 * @param sd        > 0
 * @param points    of the trace, at least 2
 * @param look      called every so often; what it throws ends the calculation
 */
export function likelihoodProduct(
  values: Float64Array,
  selected: Uint32Array | null,
  { mean, sd }: { mean: number; sd: number },
  points: number,
  look: () => void = () => {},
): LikelihoodProduct {
  const watch: Watch = { subnormal: null, zero: null, infinite: null, undefined: null };
  const peak = normalDensity(mean, mean, sd);
  let n = 0;
  let product = 1;
  let [sum, tail] = [0, 0];
  for (const row of rowsOf(values, selected, look)) {
    const value = values[row]!;
    n++;
    const [next, error] = twoSum(sum, normalLogDensity(value, mean, sd));
    sum = next;
    tail += error;
    // Nothing finite brings 0 back, and nothing at all brings back what is no number.
    if ((product === 0 && peak < Infinity) || Number.isNaN(product)) continue;
    product *= normalDensity(value, mean, sd);
    note(watch, product, { count: n, row: row + 1 });
  }
  const first = watch.zero ?? watch.infinite ?? watch.subnormal;
  const traced = first ? Math.min(n, 2 * first.count) : n;
  return { n, logLikelihood: sum + tail, product, ...watch, trace: traceOf(traced) };

  /** A second pass over the values up to where the story is told. */
  function traceOf(upTo: number): LikelihoodProduct['trace'] {
    const places = evenPlaces(upTo, points);
    const trace = {
      count: Float64Array.from(places),
      logLikelihood: new Float64Array(places.length),
      product: new Float64Array(places.length),
    };
    let [count, next, running, logs] = [0, 0, 1, 0];
    for (const row of rowsOf(values, selected, look)) {
      if (next >= places.length) break;
      logs += normalLogDensity(values[row]!, mean, sd);
      running *= normalDensity(values[row]!, mean, sd);
      if (++count !== places[next]) continue;
      trace.logLikelihood[next] = logs;
      trace.product[next] = running;
      next++;
    }
    return trace;
  }
}

function note(watch: Watch, product: number, place: ProductPlace): void {
  if (Number.isNaN(product)) watch.undefined ??= place;
  else if (product === Infinity) watch.infinite ??= place;
  else if (product === 0) watch.zero ??= place;
  else if (product < smallestNormal) watch.subnormal ??= place;
}

/** Rows with a value, in the order of the file. */
function* rowsOf(values: Float64Array, selected: Uint32Array | null, look: () => void): Generator<number> {
  const rows = selected?.length ?? values.length;
  for (let i = 0; i < rows; i++) {
    if (i % rowsPerLook === 0) look();
    const row = selected ? selected[i]! : i;
    if (Number.isFinite(values[row]!)) yield row;
  }
}

/** Whole numbers from 1 to `last`, all of them or `points` evenly chosen ones with both ends. */
function evenPlaces(last: number, points: number): number[] {
  if (last <= points) return Array.from({ length: last }, (_, i) => i + 1);
  return Array.from({ length: points }, (_, i) => 1 + Math.round((i * (last - 1)) / (points - 1)));
}

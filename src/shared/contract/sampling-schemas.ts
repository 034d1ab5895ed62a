import * as v from 'valibot';
import { largestSize, mostBlockRows, mostRepeats, type SamplingRequests } from './sampling-requests.ts';
import { dataset, filters, finite, probability, text } from './schema-parts.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const numbers = v.pipe(v.array(finite), v.minLength(1), v.maxLength(60));

// Whether parameters lie in their ranges is the distribution's own to say, in a sentence a person understands.
const distribution = v.variant('kind', [
  v.strictObject({ kind: v.literal('uniform'), from: finite, to: finite }),
  v.strictObject({ kind: v.literal('exponential'), rate: finite }),
  v.strictObject({ kind: v.literal('bernoulli'), probability: finite }),
  v.strictObject({ kind: v.literal('poisson'), mean: finite }),
  v.strictObject({ kind: v.literal('lognormal'), mean: finite, sd: finite }),
  v.strictObject({ kind: v.literal('cauchy'), location: finite, scale: finite }),
  v.strictObject({ kind: v.literal('normal'), mean: finite, sd: finite }),
  v.strictObject({ kind: v.literal('mixture'), weights: numbers, means: numbers, sds: numbers }),
]);

const population = v.variant('kind', [
  v.strictObject({ kind: v.literal('column'), ...dataset, column: text, filters, blockRows: whole(1, mostBlockRows) }),
  v.strictObject({ kind: v.literal('distribution'), distribution }),
]);

const statistic = v.variant('kind', [
  v.strictObject({
    kind: v.picklist(['mean', 'sum', 'median', 'variance', 'sd', 'minimum', 'maximum', 'range']),
  }),
  v.strictObject({ kind: v.literal('quantile'), probability }),
]);

const size = whole(1, largestSize);
const repeats = whole(1, mostRepeats);
const plan = { population, size, statistic, seed: whole(0, 2 ** 32 - 1) };
const repeated = { ...plan, repeats };
const at = whole(1, mostRepeats);

/** What the parameters of requests about samples must be. */
export const samplingSchemas: {
  [M in keyof SamplingRequests]: v.GenericSchema<unknown, SamplingRequests[M]['params']>;
} = {
  'sampling.population': v.strictObject({ population }),
  'sampling.run': v.strictObject(repeated),
  'sampling.frame': v.strictObject({ ...repeated, at }),
  'sampling.quantiles': v.strictObject({ ...repeated, at, points: whole(2, 5000) }),
  'sampling.sizes': v.strictObject({
    population,
    statistic,
    seed: plan.seed,
    sizes: v.pipe(v.array(size), v.minLength(1), v.maxLength(40)),
    repeats: whole(2, 100_000),
  }),
  'sampling.sample': v.strictObject({ ...plan, number: at }),
  'sampling.rows': v.strictObject({ ...repeated, from: whole(0, mostRepeats), count: whole(0, 50_000) }),
};

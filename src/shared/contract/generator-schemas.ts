import * as v from 'valibot';
import { mostDraws, type GeneratorRequests } from './generator-requests.ts';
import { mixture, seed, whole } from './mixture-schemas.ts';
import { finite, text } from './schema-parts.ts';

const draw = {
  mixture: v.pipe(
    mixture,
    v.check(({ noise }) => noise === null, 'noise has no values to draw: leave it out'),
    v.check(
      ({ weights }) => Math.abs(weights.reduce((sum, weight) => sum + weight, 0) - 1) < 1e-6,
      'the weights must add up to 1',
    ),
  ),
  seed,
  rows: whole(1, mostDraws),
};

/** What the parameters of requests about mixtures as generators must be. */
export const generatorSchemas: {
  [M in keyof GeneratorRequests]: v.GenericSchema<unknown, GeneratorRequests[M]['params']>;
} = {
  'generator.draw': v.strictObject({
    ...draw,
    points: whole(0, 50_000),
    bins: v.nullable(
      v.pipe(
        v.strictObject({ from: finite, to: finite, count: whole(1, 2000) }),
        v.check(({ from, to }) => from < to, 'the bins have no width'),
      ),
    ),
  }),
  'generator.estimate': v.strictObject({ ...draw, starts: whole(1, 200) }),
  'generator.trace': v.strictObject({
    ...draw,
    start: v.strictObject({
      method: v.picklist(['hierarchical', 'k-means', 'random-means', 'random-responsibilities']),
      seed,
    }),
    iterations: whole(1, 2000),
  }),
  'generator.rows': v.strictObject({
    ...draw,
    names: v.pipe(v.array(text), v.minLength(1), v.maxLength(60)),
    block: whole(0, 2 ** 32 - 1),
  }),
};

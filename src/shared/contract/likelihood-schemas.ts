import * as v from 'valibot';
import type { LikelihoodRequests } from './likelihood-requests.ts';
import { count, dataset, filters, finite, text } from './schema-parts.ts';

const valuesInOrder = { ...dataset, column: text, filters };

export const likelihoodSchemas: {
  [M in keyof LikelihoodRequests]: v.GenericSchema<unknown, LikelihoodRequests[M]['params']>;
} = {
  'normal.likelihood-product': v.strictObject({
    ...valuesInOrder,
    mean: finite,
    sd: v.pipe(finite, v.gtValue(0)),
    points: v.pipe(count(2000), v.minValue(2)),
  }),
  'normal.first-rows': v.strictObject({
    ...valuesInOrder,
    sizes: v.pipe(v.array(v.pipe(count(Number.MAX_SAFE_INTEGER), v.minValue(1))), v.minLength(1), v.maxLength(1000)),
  }),
};

import * as v from 'valibot';
import type { PairRequests } from './pair-requests.ts';
import { binRule, count, dataset, filters, finite, name, text } from './schema-parts.ts';

const pairRows = { ...dataset, columns: v.tuple([text, text]), filters, groupBy: v.nullable(text) };
const point = v.tuple([finite, finite]);
const matrix = v.tuple([point, point]);
const map = v.nullable(v.strictObject({ origin: point, matrix }));
const gaussian = v.strictObject({ mean: point, covariance: matrix });
const squaredRadius = v.pipe(v.number(), v.minValue(0));

/** A side of a window or of a raster's cell has a length. */
const side = v.pipe(
  point,
  v.check(([from, to]) => from < to, 'it must begin below its end'),
);
/** A raster of more cells than a screen has pixels would be sent for nothing. */
const cells = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2048));

/** What the parameters of each request about pairs must be. */
export const pairSchemas: { [M in keyof PairRequests]: v.GenericSchema<unknown, PairRequests[M]['params']> } = {
  'pair.cloud': v.strictObject({
    ...pairRows,
    map,
    window: v.nullable(v.strictObject({ x: side, y: side })),
    cells: v.strictObject({ columns: cells, lines: cells }),
    mostPoints: count(50_000),
  }),
  'pair.marginals': v.strictObject({ ...pairRows, map, rule: binRule }),
  'pair.fit': v.strictObject({ ...pairRows, estimator: v.picklist(['classical', 'robust']) }),
  'pair.inside': v.strictObject({
    ...pairRows,
    gaussians: v.pipe(v.array(v.strictObject({ group: v.nullable(text), gaussian })), v.maxLength(100)),
    squaredRadii: v.pipe(v.array(squaredRadius), v.maxLength(100)),
  }),
  'pair.outliers': v.strictObject({
    ...pairRows,
    group: v.nullable(text),
    gaussian,
    squaredRadius,
    from: count(Number.MAX_SAFE_INTEGER),
    count: count(1000),
  }),
  'pair.matrix': v.strictObject({
    ...dataset,
    columns: v.pipe(v.array(name), v.minLength(2), v.maxLength(12)),
    filters,
    cells: v.pipe(cells, v.maxValue(256)),
  }),
};

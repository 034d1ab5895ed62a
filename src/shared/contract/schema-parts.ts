import * as v from 'valibot';

// What the parameters of many requests are made of.

export const text = v.string();
export const name = v.pipe(v.string(), v.maxLength(4096));
export const finite = v.pipe(v.number(), v.finite());
export const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
export const probability = v.pipe(v.number(), v.gtValue(0), v.ltValue(1));

export const filters = v.array(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('range'), column: text, from: v.nullable(finite), to: v.nullable(finite) }),
    v.strictObject({ kind: v.literal('category'), column: text, values: v.array(text) }),
    v.strictObject({ kind: v.literal('rows-left-out'), rows: v.array(count(Number.MAX_SAFE_INTEGER)) }),
    v.strictObject({
      kind: v.literal('polygon'),
      columns: v.tuple([text, text]),
      points: v.pipe(v.array(v.tuple([finite, finite])), v.minLength(3), v.maxLength(2000)),
      inside: v.boolean(),
    }),
  ]),
);

export const binRule = v.variant('kind', [
  v.strictObject({ kind: v.picklist(['freedman-diaconis', 'scott', 'sturges', 'doane']) }),
  v.strictObject({ kind: v.literal('count'), count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2000)) }),
  v.strictObject({
    kind: v.literal('width'),
    width: v.pipe(finite, v.gtValue(0)),
    anchor: v.optional(finite),
  }),
]);

export const dataset = { datasetId: name };

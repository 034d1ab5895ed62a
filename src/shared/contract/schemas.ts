import * as v from 'valibot';
import { RequestError } from './errors.ts';
import type { ClientMessage } from './messages.ts';
import type { Method, Params } from './requests.ts';
import { overridesSchema } from './dialect-schema.ts';
import { generatorSchemas } from './generator-schemas.ts';
import { likelihoodSchemas } from './likelihood-schemas.ts';
import { mixtureSchemas } from './mixture-schemas.ts';
import { pairSchemas } from './pair-schemas.ts';
import { samplingSchemas } from './sampling-schemas.ts';
import { binRule, count, dataset, filters, finite, name, probability, text } from './schema-parts.ts';

const nothing = v.strictObject({});

const source = v.variant('kind', [
  v.strictObject({ kind: v.literal('path'), path: name }),
  v.strictObject({ kind: v.literal('upload'), uploadId: name }),
  v.strictObject({ kind: v.literal('sample'), file: name }),
]);

const columnRows = { ...dataset, column: text, filters, groupBy: v.nullable(text) };

const settings = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  recent: v.array(v.strictObject({ path: name, name })),
  lastFolder: v.nullable(name),
  export: v.strictObject({ scale: v.picklist([1, 2, 3, 4]), background: v.picklist(['light', 'dark']) }),
});

/** A page sends at most this many bytes in one chunk of an upload. */
export const uploadChunkBytes = 4 * 2 ** 20;

/** What each request's parameters must be; the compiler holds this table against `Requests`. */
const schemas: { [M in Method]: v.GenericSchema<unknown, Params<M>> } = {
  ...pairSchemas,
  ...mixtureSchemas,
  ...generatorSchemas,
  ...samplingSchemas,
  ...likelihoodSchemas,
  'samples.list': nothing,
  'upload.start': v.strictObject({ name, bytes: count(2 ** 40) }),
  'upload.append': v.strictObject({
    uploadId: name,
    chunk: v.pipe(
      v.instance(Uint8Array),
      v.check((chunk) => chunk.byteLength <= uploadChunkBytes, 'a chunk is too large'),
    ),
  }),
  'dataset.open': v.strictObject({ source, overrides: overridesSchema }),
  'dataset.reread': v.strictObject({ ...dataset, overrides: overridesSchema }),
  'dataset.preview': v.strictObject({ source, overrides: overridesSchema, rows: count(1000) }),
  'dataset.list': nothing,
  'dataset.close': v.strictObject(dataset),
  'dataset.overview': v.strictObject({ ...dataset, filters }),
  'dataset.rows': v.strictObject({ ...dataset, filters, from: count(Number.MAX_SAFE_INTEGER), count: count(1000) }),
  'column.describe': v.strictObject(columnRows),
  'column.histogram': v.strictObject({ ...columnRows, rule: binRule }),
  'column.interval': v.strictObject({ ...columnRows, from: finite, to: finite }),
  'column.values': v.strictObject({ ...columnRows, count: count(50_000) }),
  'normal.fit': v.strictObject({ ...columnRows, confidence: probability }),
  'normal.quantile-plot': v.strictObject({ ...columnRows, confidence: probability, points: count(5000) }),
  'normal.goodness-of-fit': v.strictObject(columnRows),
  'session.read': nothing,
  'session.write': v.strictObject({ state: v.pipe(text, v.maxLength(2 ** 24)) }),
  'host.describe': nothing,
  'host.pick-files': nothing,
  'host.save-file': v.strictObject({ suggestedName: name, bytes: v.instance(Uint8Array) }),
  'settings.read': nothing,
  'settings.write': v.strictObject({ settings }),
};

export const isMethod = (method: string): method is Method => Object.hasOwn(schemas, method);

/**
 * Parameters that are what the method takes.
 * @throws {RequestError} `bad-request`, naming the first place that is not
 */
export function checkParams<M extends Method>(method: M, params: unknown): Params<M> {
  const result = v.safeParse(schemas[method], params);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue) ?? 'the parameters';
  throw new RequestError('bad-request', `${method}: ${place} is not as expected: ${issue.message}`, { method, place });
}

const clientMessage = v.variant('kind', [
  v.strictObject({
    kind: v.literal('request'),
    id: v.pipe(v.number(), v.integer()),
    method: v.string(),
    params: v.unknown(),
  }),
  v.strictObject({ kind: v.literal('cancel'), id: v.pipe(v.number(), v.integer()) }),
]);

/** A message of the contract, or null for anything else: a hostile or broken client gets no answer. */
export function readClientMessage(data: unknown): ClientMessage | null {
  const result = v.safeParse(clientMessage, data);
  return result.success ? result.output : null;
}

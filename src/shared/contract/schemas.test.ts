import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureOf } from './errors.ts';
import type { Method, Params } from './requests.ts';
import { checkParams, isMethod, readClientMessage, uploadChunkBytes } from './schemas.ts';

const column = { datasetId: 'd', column: 'c', filters: [], groupBy: null };

/** One right request of each kind whose parameters have a shape of their own. */
const right: { [M in Method]?: Params<M> } = {
  'samples.list': {},
  'upload.start': { name: 'a.csv', bytes: 10 },
  'upload.append': { uploadId: 'u', chunk: Uint8Array.of(1) },
  'dataset.open': { source: { kind: 'path', path: '/a.csv' }, overrides: { delimiter: ';', columns: {} } },
  'dataset.rows': { datasetId: 'd', filters: [{ kind: 'category', column: 'c', values: ['a'] }], from: 0, count: 100 },
  'column.describe': { ...column, filters: [{ kind: 'range', column: 'c', from: null, to: 1 }] },
  'column.histogram': { ...column, rule: { kind: 'width', width: 0.5, anchor: 0 } },
  'column.interval': { ...column, from: -1, to: 1 },
  'normal.fit': { ...column, confidence: 0.95 },
  'normal.likelihood-product': { datasetId: 'd', column: 'c', filters: [], mean: 0, sd: 1, points: 100 },
  'normal.first-rows': { datasetId: 'd', column: 'c', filters: [], sizes: [2, 10] },
  'session.write': { state: '{}' },
  'host.save-file': { suggestedName: 'a.png', bytes: Uint8Array.of(1) },
  'settings.write': {
    settings: { theme: 'dark', recent: [], lastFolder: null, export: { scale: 2, background: 'light' } },
  },
};
const methods = Object.keys(right) as Method[];
const refusal = (method: Method, params: unknown): ReturnType<typeof failureOf> | null => {
  try {
    checkParams(method, params);
    return null;
  } catch (thrown) {
    return failureOf(thrown);
  }
};

describe('parameters at the host’s edge', () => {
  test.each(methods)('%s: what is right passes unchanged', (method) => {
    expect(checkParams(method, right[method])).toEqual(right[method]);
  });

  test.each(methods)('%s: an unknown property is refused', (method) => {
    expect(refusal(method, { ...right[method], extra: 1 })).toMatchObject({ code: 'bad-request' });
  });

  test.each(methods)('%s: nothing of another type gets through in any place', (method) => {
    const params = right[method] as Record<string, unknown>;
    for (const key of Object.keys(params)) {
      const { [key]: _, ...without } = params;
      expect(refusal(method, without)?.code, `without ${key}`).toBe('bad-request');
      // None of these parameters is a truth value.
      expect(refusal(method, { ...params, [key]: true }), key).toMatchObject({
        code: 'bad-request',
        details: { method },
      });
    }
  });

  test('whatever is sent is either refused as a bad request or has the right shape; nothing else is thrown', () => {
    fc.assert(
      fc.property(fc.constantFrom(...methods), fc.anything(), (method, params) => {
        const failure = refusal(method, params);
        expect(failure === null || failure.code === 'bad-request').toBe(true);
      }),
    );
  });

  test('numbers that are none, and numbers out of range, are refused, and the place is named', () => {
    const wrong: [Method, unknown, string][] = [
      ['column.interval', { ...column, from: NaN, to: 1 }, 'from'],
      ['column.interval', { ...column, from: 0, to: Infinity }, 'to'],
      ['normal.fit', { ...column, confidence: 1 }, 'confidence'],
      ['normal.fit', { ...column, confidence: 0 }, 'confidence'],
      ['column.histogram', { ...column, rule: { kind: 'count', count: 2001 } }, 'rule.count'],
      ['column.histogram', { ...column, rule: { kind: 'count', count: 1.5 } }, 'rule.count'],
      ['column.histogram', { ...column, rule: { kind: 'width', width: 0 } }, 'rule.width'],
      ['column.values', { ...column, count: 50_001 }, 'count'],
      ['dataset.rows', { datasetId: 'd', filters: [], from: -1, count: 1 }, 'from'],
      ['dataset.rows', { datasetId: 'd', filters: [], from: 0, count: 1001 }, 'count'],
      ['upload.append', { uploadId: 'u', chunk: new Uint8Array(uploadChunkBytes + 1) }, 'chunk'],
    ];
    for (const [method, params, place] of wrong)
      expect(refusal(method, params), place).toMatchObject({ code: 'bad-request', details: { method, place } });
  });

  test('methods are those of the contract, not what every object has', () => {
    expect(isMethod('column.histogram')).toBe(true);
    for (const name of ['toString', 'constructor', '__proto__', 'hasOwnProperty', ''])
      expect(isMethod(name), name).toBe(false);
  });
});

describe('a message', () => {
  test('of the contract is read', () => {
    const request = { kind: 'request', id: 1, method: 'any', params: { whatever: 1 } };
    expect(readClientMessage(request)).toEqual(request);
    expect(readClientMessage({ kind: 'cancel', id: 1 })).toEqual({ kind: 'cancel', id: 1 });
  });

  test('of any other shape is none, and reading it never throws', () => {
    const wrong = [
      null,
      {},
      { kind: 'request' },
      { kind: 'cancel', id: 'x' },
      { kind: 'cancel', id: 1.5 },
      { kind: 'reply', id: 1 },
      { kind: 'cancel', id: 1, more: true },
    ];
    for (const data of wrong) expect(readClientMessage(data)).toBeNull();
    fc.assert(fc.property(fc.anything(), (data) => void readClientMessage(data)));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeMessage, encodeMessage } from './wire.ts';

const arrays = fc.oneof(
  fc.float64Array({ maxLength: 20 }),
  fc.float32Array({ maxLength: 20 }),
  fc.int32Array({ maxLength: 20 }),
  fc.uint32Array({ maxLength: 20 }),
  fc.uint16Array({ maxLength: 20 }),
  fc.uint8Array({ maxLength: 20 }),
);

/** Whatever a message may hold, keys like those of the format itself among it. */
const message = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false, NaN, Infinity, -Infinity, '$'),
    fc.double().map((number) => (Object.is(number, -0) ? 0 : number)), // JSON has no −0: see below
    fc.string({ unit: 'binary' }),
    arrays,
    fc.array(tie('value')),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom('$', 'number', '__proto__x')), tie('value')).map((object) => ({
      ...object,
    })),
  ),
})).value;

describe('a message as bytes', () => {
  test('is read as it was written: numbers, texts, typed arrays, objects that look like the format', () => {
    fc.assert(
      fc.property(message, (value) => {
        expect(decodeMessage(encodeMessage(value))).toEqual(value);
      }),
    );
  });

  test('is read wherever its bytes lie: arrays are copied where they are not aligned', () => {
    fc.assert(
      fc.property(message, fc.integer({ min: 0, max: 9 }), (value, offset) => {
        const bytes = encodeMessage(value);
        const moved = new Uint8Array(bytes.byteLength + offset);
        moved.set(bytes, offset);
        expect(decodeMessage(moved.subarray(offset))).toEqual(value);
      }),
    );
  });

  test('holds every array at a multiple of 8 bytes, read in place without copying', () => {
    const bytes = encodeMessage({ a: Uint8Array.of(1), b: Float64Array.of(2), c: 'odd', d: Float64Array.of(3) });
    const { b, d } = decodeMessage(bytes) as Record<'b' | 'd', Float64Array>;
    for (const array of [b, d]) {
      expect(array.buffer).toBe(bytes.buffer);
      expect(array.byteOffset % 8).toBe(0);
    }
  });

  test('keeps every bit of a double, NaN’s and negative zero’s too, inside arrays', () => {
    const bits = BigUint64Array.of(0x7ff8dead_beef0001n, 0x80000000_00000000n, 1n, 0xfff00000_00000000n);
    const read = decodeMessage(encodeMessage(new Float64Array(bits.buffer))) as Float64Array<ArrayBuffer>;
    expect(new BigUint64Array(read.slice().buffer)).toEqual(bits);
  });

  test('leaves out what is undefined, as JSON does', () => {
    expect(decodeMessage(encodeMessage({ a: undefined, b: 1 }))).toEqual({ b: 1 });
  });

  test('is refused where a value has no place in it', () => {
    for (const value of [() => 1, Symbol('s'), 1n]) expect(() => encodeMessage({ value })).toThrow(TypeError);
  });
});

describe('bytes that are no message', () => {
  test('are refused, never read beyond their end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          decodeMessage(bytes);
        } catch (thrown) {
          expect(thrown instanceof RangeError || thrown instanceof SyntaxError).toBe(true);
        }
      }),
    );
  });

  test('are refused when a message is cut short anywhere', () => {
    const bytes = encodeMessage({ values: Float64Array.of(1, 2, 3), name: 'a' });
    for (let length = 0; length < bytes.byteLength; length++)
      expect(() => decodeMessage(bytes.subarray(0, length))).toThrow();
  });

  test('are refused when a header points outside, with whatever numbers', () => {
    const forged = (reference: unknown): Uint8Array => {
      const header = new TextEncoder().encode(JSON.stringify({ $: reference }));
      const bytes = new Uint8Array(8 + header.byteLength + 16);
      new DataView(bytes.buffer).setUint32(0, header.byteLength, true);
      bytes.set(header, 8);
      return bytes;
    };
    const references = [
      ['Float64Array', 0, 100],
      ['Float64Array', -8, 1],
      ['Float64Array', 8, 1e308],
      ['Uint8Array', 1e9, 1],
      ['constructor', 0, 0],
      ['Function', 0, 0],
      ['Float64Array', 'x', 'y'],
      ['Float64Array'],
    ];
    for (const reference of references)
      expect(() => decodeMessage(forged(reference)), JSON.stringify(reference)).toThrow(RangeError);
  });
});

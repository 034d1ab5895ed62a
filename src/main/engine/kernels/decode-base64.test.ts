import { expect, test } from 'vitest';
import { decodeBase64 } from './decode-base64.ts';

test('every byte value at every length up to 300 comes back as Node wrote it', () => {
  for (let length = 0; length <= 300; length++) {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37 + length) & 255);
    expect(decodeBase64(Buffer.from(bytes).toString('base64'))).toEqual(bytes);
  }
});

test('a character outside the alphabet is refused with its place', () => {
  expect(() => decodeBase64('AA*A')).toThrow('position 2');
});

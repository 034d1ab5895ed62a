import { execFileSync, spawnSync } from 'node:child_process';
import { crc32 as zlibCrc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32 } from './crc32.ts';
import type { PictureMetadata } from './picture-metadata.ts';
import { readPngMetadata, withPngMetadata } from './png-metadata.ts';

const metadata: PictureMetadata = {
  title: 'Old Faithful: Dauer “eruptions” – σ̂ = 1.139',
  columns: ['eruptions'],
  filters: ['waiting from 50 to 70'],
  models: [{ group: null, name: 'normal', parameters: { mean: 3.4877830882352936, sdMle: 1.139271210225768 } }],
  data: { name: 'faithful.csv', hash: '0123456789abcdef', rowsUsed: 272 },
  version: '0.1.0',
};

/** A grey pixel, written by the specification: header, one deflated scan line, end. */
function smallestPng(): Uint8Array {
  const chunk = (type: string, data: Uint8Array): Buffer => {
    const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.byteLength);
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(zlibCrc32(typed));
    return Buffer.concat([length, typed, checksum]);
  };
  const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from([0, 128]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

describe('a PNG with metadata', () => {
  test('gives back what was put in', () => {
    expect(readPngMetadata(withPngMetadata(smallestPng(), metadata, 300))).toEqual(metadata);
  });

  test('gives back any text, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, name) => {
        const given = { ...metadata, title, data: { ...metadata.data, name } };
        expect(readPngMetadata(withPngMetadata(smallestPng(), given))).toEqual(given);
      }),
    );
  });

  test('written twice holds only the second', () => {
    const once = withPngMetadata(smallestPng(), metadata, 300);
    expect(withPngMetadata(once, metadata, 300)).toEqual(once);
    expect(readPngMetadata(withPngMetadata(once, { ...metadata, title: 'Second' }))?.title).toBe('Second');
  });

  test('of somebody else has none of ours', () => {
    expect(readPngMetadata(smallestPng())).toBeNull();
    expect(readPngMetadata(Uint8Array.of(1, 2, 3))).toBeNull();
    expect(readPngMetadata(smallestPng().subarray(0, 30))).toBeNull();
  });

  test('is refused when it is none', () => {
    expect(() => withPngMetadata(new TextEncoder().encode('<svg/>'), metadata)).toThrow('no PNG');
  });

  // An independent reader: Python's struct and zlib, which know nothing of our code.
  test.skipIf(spawnSync('python3', ['--version']).status !== 0)(
    'is well formed to the letter of the specification, texts and dots per metre where readers expect them',
    () => {
      const read = `
import json, struct, sys, zlib
png = sys.stdin.buffer.read()
assert png[:8] == bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
at, order, texts, size = 8, [], {}, None
while at < len(png):
    length, = struct.unpack('>I', png[at:at + 4])
    kind, data = png[at + 4:at + 8], png[at + 8:at + 8 + length]
    checksum, = struct.unpack('>I', png[at + 8 + length:at + 12 + length])
    assert zlib.crc32(kind + data) == checksum, kind
    order.append(kind.decode())
    if kind == b'iTXt':
        keyword, rest = data.split(b'\\0', 1)
        assert rest[:2] == b'\\0\\0'
        language, translated, text = rest[2:].split(b'\\0', 2)
        texts[keyword.decode('latin1')] = text.decode('utf8')
    if kind == b'pHYs':
        size = struct.unpack('>IIB', data)
    at += 12 + length
json.dump({'order': order, 'texts': texts, 'size': size}, sys.stdout)
`;
      const png = withPngMetadata(smallestPng(), metadata, 300);
      const seen = JSON.parse(execFileSync('python3', ['-c', read], { input: png, encoding: 'utf8' })) as {
        order: string[];
        texts: Record<string, string>;
        size: number[];
      };
      expect(seen.order).toEqual(['IHDR', 'pHYs', 'iTXt', 'iTXt', 'iTXt', 'iTXt', 'IDAT', 'IEND']);
      expect(seen.texts.Title).toBe(metadata.title);
      expect(seen.texts.Software).toBe('Bellwether 0.1.0');
      expect(seen.texts.Description).toContain('faithful.csv, 272 rows used, hash 0123456789abcdef');
      expect(seen.size).toEqual([11811, 11811, 1]); // 300 ÷ 0.0254
    },
  );
});

test('the checksum is that of zlib', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926); // the check value every CRC-32 is known by
  fc.assert(fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
});

import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { DatasetError, cancelled } from './dataset-error.ts';
import type { FreeMemory } from './memory-room.ts';

const blockBytes = 1 << 20;

/**
 * Unpacks a gzip file into memory that threads share.
 * @throws {DatasetError} `not-readable` when it is damaged or cut off, `too-large` before memory runs out, `cancelled`
 */
export async function gunzip(
  source: ByteSource,
  shouldStop: () => boolean,
  free: FreeMemory,
): Promise<Uint8Array<SharedArrayBuffer>> {
  // Twice, because the parts are joined in the end.
  const most = free() * 0.4;
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of Readable.from(blocks(source)).pipe(createGunzip()) as AsyncIterable<Buffer>) {
      if (shouldStop()) throw cancelled();
      parts.push(part);
      length += part.length;
      if (length > most) throw tooLarge(source.name, most);
    }
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    throw new DatasetError(
      'not-readable',
      `${source.name} begins like a gzip file but cannot be unpacked: it is damaged or cut off. Copy it again.`,
      {
        reason: error instanceof Error ? error.message : String(error),
      },
    );
  }
  if (length === 0)
    throw new DatasetError('empty-file', `${source.name} unpacks to nothing: there is nothing to read.`, {
      name: source.name,
    });
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

function* blocks(source: ByteSource): Generator<Buffer> {
  for (let at = 0; at < source.size;) {
    const block = Buffer.allocUnsafe(Math.min(blockBytes, source.size - at));
    at += source.read(block, 0, block.length, at);
    yield block;
  }
}

function tooLarge(name: string, most: number): DatasetError {
  const gigabytes = (most / 1e9).toLocaleString('en', { maximumSignificantDigits: 2 });
  return new DatasetError(
    'too-large',
    `${name} unpacks to more than ${gigabytes} GB, which would not fit into memory. Unpack it to a file and open that, or keep fewer rows.`,
    { most },
  );
}

import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** Writes, and waits where the reader is slower than we are, so that memory stays small. */
export async function writeText(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

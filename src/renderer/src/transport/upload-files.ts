import { RequestError, cancelled, type Failure } from '../../../shared/contract/errors.ts';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import { uploadChunkBytes } from '../../../shared/contract/schemas.ts';
import type { Call } from '../../../shared/contract/transport.ts';
import type { SendFilesOptions } from './connection.ts';

/**
 * Sends files to the engine, chunk after chunk, each waiting for the one before so that memory stays small.
 * @returns a source for each file; empty when the signal stopped it
 * @throws {RequestError} what the engine answered, or that a file could not be read
 */
export async function uploadFiles(
  call: Call,
  files: readonly File[],
  { signal, onProgress }: SendFilesOptions = {},
): Promise<SourceRequest[]> {
  const total = files.reduce((sum, file) => sum + file.size, 0);
  let sent = 0;
  const sources: SourceRequest[] = [];
  for (const file of files) {
    const { uploadId } = valueOf(await call('upload.start', { name: file.name, bytes: file.size }));
    for (let from = 0; from < file.size; from += uploadChunkBytes) {
      if (signal?.aborted) return [];
      const chunk = await read(file.slice(from, from + uploadChunkBytes), file.name);
      const reply = await call('upload.append', { uploadId, chunk }, { signal });
      if (!reply.ok && reply.error.code === cancelled.code) return [];
      valueOf(reply);
      sent += chunk.byteLength;
      onProgress?.(sent, total);
    }
    sources.push({ kind: 'upload', uploadId });
  }
  return sources;
}

/** A dropped folder, or a file that changed since, cannot be read. */
async function read(part: Blob, name: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch {
    throw new RequestError('not-readable', `“${name}” could not be read. If it is a folder, open the files in it.`);
  }
}

function valueOf<Value>(reply: { ok: true; value: Value } | { ok: false; error: Failure }): Value {
  if (reply.ok) return reply.value;
  throw new RequestError(reply.error.code, reply.error.message, reply.error.details);
}

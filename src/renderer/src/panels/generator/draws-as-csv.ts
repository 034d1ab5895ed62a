import type { Failure } from '../../../../shared/contract/errors.ts';
import type { Draw } from '../../../../shared/contract/generator-requests.ts';
import type { Call } from '../../../../shared/contract/transport.ts';

/** All rows of a draw, z and x, as one CSV file, fetched block by block. */
export async function drawsAsCsv(
  call: Call,
  draw: Draw,
  names: string[],
  onProgress: (share: number) => void,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { failure: Failure }> {
  const parts: Uint8Array[] = [];
  for (let block = 0, blocks = 1; block < blocks; block++) {
    const reply = await call('generator.rows', { ...draw, names, block });
    if (!reply.ok) return { failure: reply.error };
    parts.push(reply.value.bytes);
    blocks = reply.value.blocks;
    onProgress((block + 1) / blocks);
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return { bytes };
}

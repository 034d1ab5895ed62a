import type { Failure } from '../../../../shared/contract/errors.ts';
import type { MixtureData } from '../../../../shared/contract/mixture-requests.ts';
import type { Call } from '../../../../shared/contract/transport.ts';
import type { GaussianMixture } from '../../../../shared/statistics/gaussian-mixture.ts';

const page = 20_000;

/** The table with what a mixture says of each row, as one CSV file, fetched page by page. */
export async function rowsAsCsv(
  call: Call,
  data: MixtureData,
  { weights, means, covariances, noise }: GaussianMixture,
  names: string[],
  onProgress: (share: number) => void,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { failure: Failure }> {
  const mixture = { weights, means, covariances, noise };
  const parts: Uint8Array[] = [];
  let length = 0;
  for (let from = 0, total = 1; from < total; from += page) {
    const reply = await call('mixture.rows', { ...data, mixture, names, from, count: page });
    if (!reply.ok) return { failure: reply.error };
    total = reply.value.total;
    const bytes = new TextEncoder().encode(reply.value.text);
    parts.push(bytes);
    length += bytes.byteLength;
    onProgress(Math.min(1, (from + page) / Math.max(1, total)));
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return { bytes };
}

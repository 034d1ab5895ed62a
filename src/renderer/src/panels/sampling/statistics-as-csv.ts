import type { Failure } from '../../../../shared/contract/errors.ts';
import type { RepeatedPlan } from '../../../../shared/contract/sampling-requests.ts';
import type { Call } from '../../../../shared/contract/transport.ts';

const page = 50_000;

/** All drawn statistics as one CSV file, fetched page by page. */
export async function statisticsAsCsv(
  call: Call,
  plan: RepeatedPlan,
  onProgress: (share: number) => void,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { failure: Failure }> {
  const parts: string[] = [];
  for (let from = 0; from < plan.repeats; from += page) {
    const reply = await call('sampling.rows', { ...plan, from, count: page });
    if (!reply.ok) return { failure: reply.error };
    parts.push(reply.value.text);
    onProgress(Math.min(1, (from + page) / plan.repeats));
  }
  return { bytes: new Uint8Array(await new Blob(parts).arrayBuffer()) };
}

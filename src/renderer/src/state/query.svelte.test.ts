import { expect, test } from 'vitest';
import type { Call } from '../../../shared/contract/transport.ts';
import { Query } from './query.svelte.ts';

/** A stand-in for the engine that answers when told. */
function answering() {
  const asked: { from: number; answer: (inside: number) => void; fail: () => void }[] = [];
  const call = ((_method: string, params: { from: number }, options?: { signal?: AbortSignal }) =>
    new Promise((resolve) => {
      const cancelled = { ok: false, error: { code: 'cancelled', message: '', details: {} } };
      options?.signal?.addEventListener('abort', () => resolve(cancelled));
      asked.push({
        from: params.from,
        answer: (inside) =>
          resolve({ ok: true, value: { by: null, groups: [{ name: null, value: { inside, n: 9 } }] } }),
        fail: () => resolve({ ok: false, error: { code: 'worker-died', message: 'A thread died.', details: {} } }),
      });
    })) as unknown as Call;
  const query = new Query(call, 'column.interval');
  const ask = (from: number): void =>
    query.ask({ datasetId: 'd', column: 'x', filters: [], groupBy: null, from, to: 9 });
  const inside = (): number | undefined => query.value?.groups[0]?.value.inside;
  return { asked, query, ask, inside };
}
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

test('of what is asked meanwhile only the newest is sent', async () => {
  const { asked, query, ask, inside } = answering();
  for (const from of [1, 2, 3]) ask(from);
  expect(asked.map(({ from }) => from)).toEqual([1]);
  asked[0]!.answer(10);
  await settle();
  expect(asked.map(({ from }) => from)).toEqual([1, 3]);
  expect([inside(), query.pending]).toEqual([10, true]);
  asked[1]!.answer(30);
  await settle();
  expect([inside(), query.params?.from, query.pending]).toEqual([30, 3, false]);
});

test('the last good answer stays beside a failure', async () => {
  const { asked, query, ask, inside } = answering();
  ask(1);
  asked[0]!.answer(10);
  await settle();
  ask(2);
  asked[1]!.fail();
  await settle();
  expect([inside(), query.failure?.code, query.pending]).toEqual([10, 'worker-died', false]);
});

test('an answer that comes after the question was taken back is dropped', async () => {
  const { asked, query, ask } = answering();
  ask(1);
  query.ask(null);
  asked[0]!.answer(10);
  await settle();
  expect([query.value, query.failure, query.pending]).toEqual([null, null, false]);
});

test('the same question is not asked twice, unless the data changed', async () => {
  const { asked, query, ask } = answering();
  ask(1);
  asked[0]!.answer(10);
  await settle();
  ask(1);
  expect(asked).toHaveLength(1);
  query.refresh();
  expect(asked).toHaveLength(2);
});

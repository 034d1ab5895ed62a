import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, test } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import { rowsPerChunk } from '../kernels/chunks.ts';
import { overRanges } from './ranges.ts';
import { Threads } from './threads.ts';

let threads: Threads | undefined;
afterEach(() => threads?.close());

/** A thread that answers with its number of jobs so far, waits for the cancel flag on rows = 2, exits on rows = 3, and calls for help on rows = 4. */
const stub = `
  const { parentPort } = require('node:worker_threads');
  let jobs = 0, leading = 0;
  parentPort.on('message', ({ kind, id, input, flag, outcome }) => {
    if (kind === 'helped') return parentPort.postMessage({ kind: 'done', id: leading, output: outcome });
    jobs++;
    if (input.rows === 4) {
      leading = id;
      return parentPort.postMessage({ kind: 'help', id, help: 1, job: 'select-rows', input: { rows: 1 } });
    }
    if (input.rows === 3) process.exit(7);
    if (input.rows === 2) {
      if (Atomics.wait(flag, 0, 0, 2000) === 'timed-out') return parentPort.postMessage({ kind: 'done', id, output: 'not told to stop' });
      parentPort.postMessage({ kind: 'failed', id, error: { code: 'cancelled', message: 'Cancelled.', details: {} } });
      return;
    }
    parentPort.postMessage({ kind: 'done', id, output: jobs });
  });`;
const stubThreads = (size: number): Threads => (threads = new Threads(() => new Worker(stub, { eval: true }), size));
const run = (rows: number, signal?: AbortSignal) =>
  threads!.run('select-rows', { conditions: [], rows }, signal ? { signal } : {});

describe('threads', () => {
  test('a thread that is free is used again: three jobs in turn need one thread', async () => {
    stubThreads(4);
    expect([await run(1), await run(1), await run(1)]).toEqual([1, 2, 3]);
  });

  test('a running job sees the cancel flag, and a waiting one never starts', async () => {
    stubThreads(1);
    const controller = new AbortController();
    const running = run(2, controller.signal);
    const waiting = run(1, controller.signal);
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(await run(1)).toBe(2); // the same thread, after the cancelled job; the waiting job never reached it
  });

  test('jobs that sort wait until no other job waits', async () => {
    stubThreads(1);
    const first = run(1);
    const sorting = threads!.run('sort-values', { values: new Float64Array(new SharedArrayBuffer(8)) });
    const bins = run(1);
    expect([await first, await bins, await sorting]).toEqual([1, 2, 3]);
  });

  test('a job that gives way is told to stop when another one waits for a thread, and not before', async () => {
    stubThreads(1);
    const idle = threads!.run('select-rows', { conditions: [], rows: 2 }, { givesWay: true });
    const refused = expect(idle).rejects.toMatchObject({ code: 'cancelled' });
    expect(await run(1)).toBe(2);
    await refused;
  });

  test('a thread that dies takes its own job with it and nothing else', async () => {
    stubThreads(1);
    const dying = run(3);
    const waiting = run(1);
    await expect(dying).rejects.toMatchObject({ code: 'worker-died', details: { cause: 'exit code 7' } });
    expect(await waiting).toBe(1); // on a new thread
  });

  test('a job gets help from a free thread, and the word that there is none where all are busy', async () => {
    stubThreads(2);
    expect(await run(4)).toEqual({ kind: 'done', output: 1 });
    await threads!.close();
    stubThreads(1);
    expect(await run(4)).toEqual({ kind: 'none' });
  });

  test('closing answers what runs and what waits', async () => {
    stubThreads(1);
    const answers = Promise.allSettled([run(2), run(1)]);
    await threads!.close();
    for (const answer of await answers) expect(answer).toMatchObject({ reason: { code: 'cancelled' } });
    await expect(run(1)).rejects.toMatchObject({ code: 'cancelled' });
  });
});

test('the worker as built divides rows at chunk boundaries and gives every row once', async () => {
  threads = new Threads(() => new Worker(builtWorker), 3);
  const values = new Float64Array(new SharedArrayBuffer(8 * (5 * rowsPerChunk + 123))).fill(1);
  const parts = await overRanges(threads, 'moments', { values }, values.length);
  expect(parts).toHaveLength(3);
  expect(parts.flat().map(({ n }) => n)).toEqual([...Array<number>(5).fill(rowsPerChunk), 123]);
});

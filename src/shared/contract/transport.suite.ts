import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { RequestError, failureOf, type Failure } from './errors.ts';
import type { EventName, Events } from './events.ts';
import type { Method, Params, Reply } from './requests.ts';
import type { CallOptions, Server, Transport } from './transport.ts';

/** What the suite does on the server's side of a transport. */
export interface StubServer extends Server {
  /** What the next calls are answered with; a thrown error becomes a coded failure, as in the engine. */
  answer: (params: never, context: { signal: AbortSignal; onProgress: (progress: never) => void }) => unknown;
  emit: <E extends EventName>(event: E, payload: Events[E]) => void;
  /** Calls under way. */
  underWay: number;
  listeners: number;
}

export function createStubServer(): StubServer {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const server: StubServer = {
    answer: () => null,
    underWay: 0,
    listeners: 0,
    call: async <M extends Method>(_: M, params: Params<M>, options: CallOptions<M> = {}): Promise<Reply<M>> => {
      const { signal = new AbortController().signal, onProgress = () => {} } = options;
      server.underWay++;
      try {
        const context = { signal, onProgress: (progress: never) => onProgress(progress) };
        return { ok: true, value: (await server.answer(params as never, context)) as never };
      } catch (thrown) {
        return { ok: false, error: failureOf(thrown) };
      } finally {
        server.underWay--;
      }
    },
    subscribe: (event, listener) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known.add(listener));
      server.listeners++;
      return () => {
        if (known.delete(listener)) server.listeners--;
      };
    },
    emit: (event, payload) => {
      for (const listener of listeners.get(event) ?? []) listener(payload as never);
    },
  };
  return server;
}

export interface Connected {
  transport: Transport;
  /** Ends the connection from the server's side; absent where there are no two sides. */
  cut?: () => void;
  close: () => Promise<void> | void;
}

const histogram = {
  datasetId: 'd',
  column: 'c',
  filters: [],
  groupBy: null,
  rule: { kind: 'count', count: 10 },
} as const satisfies Params<'column.histogram'>;

/** For comparing: the matcher walks a million elements one by one. */
const bytesOf = (array: Float64Array | null): Buffer =>
  Buffer.from(array?.buffer ?? new ArrayBuffer(), array?.byteOffset, array?.byteLength);

const failureIn = (reply: Reply<Method>): Failure => {
  if (reply.ok) throw new Error('the reply is no failure');
  return reply.error;
};

/**
 * What every way from a page to the engine must do. Each transport's own test runs it over the real thing.
 * @param direct  true where both sides share memory: nothing is validated, and nothing can be cut
 */
export function describeTransport(name: string, connect: (server: Server) => Promise<Connected>, direct = false): void {
  describe(name, () => {
    let server: StubServer;
    let connected: Connected;

    beforeEach(async () => {
      server = createStubServer();
      connected = await connect(server);
    });
    afterEach(() => connected.close());

    /** What a direct call has no place for. */
    const betweenTwoSides: (title: string, run: () => Promise<void>) => void = direct ? () => {} : test;
    const call: Transport['call'] = (...given) => connected.transport.call(...given);

    test('a call is answered with its value', async () => {
      server.answer = (params: Params<'session.write'>) => ({ state: params.state.toUpperCase() });
      expect(await call('session.write', { state: 'hello' })).toEqual({ ok: true, value: { state: 'HELLO' } });
    });

    test('calls under way at the same time get each their own answer, in whatever order', async () => {
      const waiting: (() => void)[] = [];
      server.answer = ({ state }: Params<'session.write'>) =>
        new Promise((resolve) => waiting.push(() => resolve({ state })));
      const replies = ['first', 'second', 'third'].map((state) => call('session.write', { state }));
      await vi.waitFor(() => expect(waiting).toHaveLength(3));
      for (const resolve of waiting.reverse()) resolve();
      expect(await Promise.all(replies)).toEqual(
        ['first', 'second', 'third'].map((state) => ({ ok: true, value: { state } })),
      );
    });

    test('a failure arrives with code, words and details', async () => {
      server.answer = () => {
        throw new RequestError('not-numeric', '“Species” is no number', {
          column: 'Species',
          rows: [1, 2],
          share: 0.5,
        });
      };
      expect(await call('column.histogram', histogram)).toEqual({
        ok: false,
        error: {
          code: 'not-numeric',
          message: '“Species” is no number',
          details: { column: 'Species', rows: [1, 2], share: 0.5 },
        },
      });
    });

    test('a defect of the program is called one, and keeps its cause', async () => {
      server.answer = () => {
        throw new TypeError('x is undefined');
      };
      expect(failureIn(await call('dataset.list', {}))).toMatchObject({
        code: 'internal',
        details: { cause: 'x is undefined' },
      });
    });

    test('NaN, infinities, negative zero, null and text of any script arrive as they were', async () => {
      const value = {
        numbers: [NaN, Infinity, -Infinity, 1e-320, 0.1],
        nothing: null,
        text: 'σ̂ “ÿ” 日本 🙂',
        empty: '',
      };
      server.answer = () => value;
      expect(await call('dataset.list', {})).toEqual({ ok: true, value });
    });

    test('typed arrays arrive as the same type, bit for bit', async () => {
      const bits = new BigUint64Array([0x7ff8000000000001n, 0xfff0000000000000n, 1n, 0x8000000000000000n]);
      const doubles = new Float64Array(bits.buffer);
      server.answer = () => ({ doubles, codes: Int32Array.of(-1, 2 ** 31 - 1), bytes: Uint8Array.of(0, 255) });
      const reply = await call('dataset.list', {});
      const value = (reply.ok ? reply.value : null) as unknown as {
        doubles: Float64Array<ArrayBuffer>;
        codes: Int32Array;
        bytes: Uint8Array;
      };
      expect(value.doubles).toBeInstanceOf(Float64Array);
      expect(new BigUint64Array(value.doubles.slice().buffer)).toEqual(bits);
      expect(value.codes).toEqual(Int32Array.of(-1, 2 ** 31 - 1));
      expect(value.bytes).toEqual(Uint8Array.of(0, 255));
    });

    test('a million doubles arrive whole; a chunk of an upload goes the other way', async () => {
      const values = Float64Array.from({ length: 1_000_000 }, (_, i) => Math.sin(i));
      server.answer = () => ({ values, n: values.length });
      const params = { datasetId: 'd', column: 'c', filters: [], groupBy: null, count: 1 };
      const reply = await call('column.values', params);
      const arrived = (reply.ok ? reply.value : { values: null }) as unknown as { values: Float64Array | null };
      expect(bytesOf(arrived.values).equals(bytesOf(values))).toBe(true);

      const chunk = new Uint8Array(4 * 2 ** 20).fill(7);
      server.answer = ({ chunk }: Params<'upload.append'>) => ({
        received: chunk.every((byte) => byte === 7) ? chunk.byteLength : 0,
      });
      expect(await call('upload.append', { uploadId: 'u', chunk })).toEqual({
        ok: true,
        value: { received: 4 * 2 ** 20 },
      });
    });

    test('progress arrives in order, before the answer, and only at its own call', async () => {
      const seen: unknown[] = [];
      server.answer = ({ source }: Params<'dataset.open'>, { onProgress }) => {
        if (source.kind === 'sample') for (let rows = 1; rows <= 3; rows++) onProgress({ rows } as never);
        return null;
      };
      const open = (kind: 'sample' | 'upload', name: string): Promise<unknown> =>
        call(
          'dataset.open',
          {
            source: kind === 'sample' ? { kind, file: 'a.csv' } : { kind, uploadId: 'u' },
            overrides: {},
          },
          { onProgress: ({ rows }) => seen.push([name, rows]) },
        ).then(() => seen.push([name, 'answered']));
      await Promise.all([open('sample', 'a'), open('upload', 'b')]);
      expect(seen.filter((entry) => (entry as string[])[0] === 'a')).toEqual([
        ['a', 1],
        ['a', 2],
        ['a', 3],
        ['a', 'answered'],
      ]);
      expect(seen.filter((entry) => (entry as string[])[0] === 'b')).toEqual([['b', 'answered']]);
    });

    test('aborting reaches the server’s signal, and the answer says cancelled', async () => {
      server.answer = (_, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(new RequestError('cancelled', 'Cancelled.')));
        });
      const controller = new AbortController();
      const reply = call('column.histogram', histogram, { signal: controller.signal });
      await vi.waitFor(() => expect(server.underWay).toBe(1));
      controller.abort();
      expect(failureIn(await reply).code).toBe('cancelled');
      expect(server.underWay).toBe(0);
    });

    test('aborting one call leaves the others alone', async () => {
      const resolvers: (() => void)[] = [];
      server.answer = ({ state }: Params<'session.write'>, { signal }) =>
        new Promise((resolve, reject) => {
          resolvers.push(() => resolve({ state }));
          signal.addEventListener('abort', () => reject(new RequestError('cancelled', 'Cancelled.')));
        });
      const controller = new AbortController();
      const stopped = call('session.write', { state: 'a' }, { signal: controller.signal });
      const goesOn = call('session.write', { state: 'b' });
      await vi.waitFor(() => expect(resolvers).toHaveLength(2));
      controller.abort();
      expect(failureIn(await stopped).code).toBe('cancelled');
      resolvers[1]?.();
      expect(await goesOn).toEqual({ ok: true, value: { state: 'b' } });
    });

    test('an event reaches every listener, until it stops listening', async () => {
      const first = vi.fn();
      const second = vi.fn();
      const stop = connected.transport.subscribe('datasets-changed', first);
      connected.transport.subscribe('datasets-changed', second);
      connected.transport.subscribe('command-requested', () => expect.fail('another event'));
      server.emit('datasets-changed', { datasetIds: ['a'] });
      await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1));
      stop();
      server.emit('datasets-changed', { datasetIds: [] });
      await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(2));
      expect(first.mock.calls).toEqual([[{ datasetIds: ['a'] }]]);
      expect(second.mock.lastCall).toEqual([{ datasetIds: [] }]);
    });

    betweenTwoSides('what is no request of the contract is refused, and nothing of it runs', async () => {
      server.answer = () => expect.fail('this must not run');
      const unknown = await call('no.such-method' as 'dataset.list', {});
      expect(failureIn(unknown).code).toBe('bad-request');
      const wrong = await call('column.histogram', { ...histogram, rule: { kind: 'count', count: 0 } });
      expect(failureIn(wrong)).toMatchObject({ code: 'bad-request', details: { place: 'rule.count' } });
      const extra = await call('dataset.list', { extra: 1 } as unknown as Record<string, never>);
      expect(failureIn(extra).code).toBe('bad-request');
    });

    betweenTwoSides('what cannot be sent is answered in words, and the connection goes on', async () => {
      const unsendable = { state: (() => 'text') as unknown as string };
      expect(failureIn(await call('session.write', unsendable)).code).toBe('bad-request');
      server.answer = () => ({ state: null });
      expect((await call('session.read', {})).ok).toBe(true);
    });

    betweenTwoSides('when the connection ends, calls under way are answered and the server stops them', async () => {
      let aborted = false;
      server.answer = (_, { signal }) =>
        new Promise(() => {
          signal.addEventListener('abort', () => (aborted = true));
        });
      const reply = call('column.histogram', histogram);
      await vi.waitFor(() => expect(server.underWay).toBe(1));
      connected.transport.close();
      expect(failureIn(await reply).code).toBe('disconnected');
      expect(failureIn(await call('session.read', {})).code).toBe('disconnected');
      await vi.waitFor(() => expect(aborted).toBe(true));
      await vi.waitFor(() => expect(server.listeners).toBe(0));
    });

    betweenTwoSides('when the other side goes away, calls under way are answered', async () => {
      if (connected.cut === undefined) return;
      server.answer = () => new Promise(() => {});
      const reply = call('column.histogram', histogram);
      await vi.waitFor(() => expect(server.underWay).toBe(1));
      connected.cut();
      expect(failureIn(await reply).code).toBe('disconnected');
    });
  });
}

import { cpus } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { DialectOverrides } from '../../shared/contract/dialect.ts';
import { RequestError, cancelled, failureOf } from '../../shared/contract/errors.ts';
import type { EventName, Events } from '../../shared/contract/events.ts';
import type { EngineMethod, Method, Params, Reply, Value } from '../../shared/contract/requests.ts';
import type { CallOptions, Server } from '../../shared/contract/transport.ts';
import { readCells, type CellTable } from './dataset/read-cells.ts';
import { serveColumns } from './requests/columns.ts';
import { serveDatasets } from './requests/datasets.ts';
import { serveGenerator } from './requests/generator.ts';
import type { Handlers } from './requests/handlers.ts';
import { serveLikelihood } from './requests/likelihood.ts';
import { serveMixtures } from './requests/mixtures.ts';
import { OpenDatasets } from './requests/open-datasets.ts';
import { servePairs } from './requests/pair.ts';
import { serveRows } from './requests/rows.ts';
import { serveSamples } from './requests/samples.ts';
import { serveSampling } from './requests/sampling.ts';
import { serveSession } from './requests/session.ts';
import { Uploads } from './requests/uploads.ts';
import { Threads } from './workers/threads.ts';

export interface EngineOptions {
  /** Starts a worker thread on the built `worker.js`; only a host's entry knows where that lies. */
  spawnWorker: () => Worker;
  /** Where the samples lie. */
  samplesFolder: string;
  /** Threads for short and for long jobs each; the number of processors when left out. Results do not depend on it. */
  threads?: number;
}

/** The application without a face: answers the contract, knows no host. */
export interface Engine extends Server {
  /** A file's cells as text, as understood, row by row: any size in little memory. Throws errors with a code. */
  tableRows(path: string, overrides: DialectOverrides): Promise<CellTable>;
  /** Starts the threads that read files and lets their code be compiled, while nothing else is asked for. For windows. */
  warmUp(): void;
  /** Stops what runs and ends the threads. */
  close(): Promise<void>;
}

export function createEngine({ spawnWorker, samplesFolder, threads = cpus().length }: EngineOptions): Engine {
  const size = Math.max(1, Math.min(threads, 16));
  // Long jobs have threads of their own: a chart does not wait for a file that is being read or a fit that is running.
  const short = new Threads(spawnWorker, size);
  const long = new Threads(spawnWorker, size);
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const datasets = new OpenDatasets();
  const uploads = new Uploads();

  function emit<E extends EventName>(event: E, payload: Events[E]): void {
    for (const listener of listeners.get(event) ?? []) listener(payload as never);
  }

  const served = serveDatasets({ datasets, uploads, samplesFolder, short, long, emit });
  const handlers: Handlers = {
    ...serveSamples(samplesFolder),
    ...uploads.handlers,
    ...served.handlers,
    ...serveRows({ datasets, short }),
    ...serveColumns({ datasets }),
    ...serveLikelihood({ datasets, short }),
    ...servePairs({ datasets, short, long }),
    ...serveMixtures({ datasets, short, long }),
    ...serveGenerator({ short, long }),
    ...serveSampling({ datasets, short, long }),
    ...serveSession(),
  };

  async function call<M extends Method>(method: M, params: Params<M>, options: CallOptions<M> = {}): Promise<Reply<M>> {
    const { signal, onProgress } = options;
    if (signal?.aborted) return { ok: false, error: cancelled };
    const handler = handlers[method as EngineMethod] as ((params: Params<M>, context: unknown) => unknown) | undefined;
    try {
      if (!handler)
        throw new RequestError('not-available', 'This is not available in this kind of window.', { method });
      const answer = Promise.resolve(handler(params, { signal, onProgress: onProgress ?? (() => {}) }));
      return { ok: true, value: (await (signal ? unlessAborted(answer, signal) : answer)) as Value<M> };
    } catch (thrown) {
      return { ok: false, error: failureOf(thrown) };
    }
  }

  return {
    call,
    subscribe: (event, listener) => {
      const known = listeners.get(event) ?? new Set();
      listeners.set(event, known);
      known.add(listener);
      return () => known.delete(listener);
    },
    tableRows: (path, overrides) => readCells({ path }, overrides),
    warmUp: () => {
      // Nobody waits for it: whatever comes first stops it, the end of the program too.
      for (let thread = 0; thread < size; thread++) long.run('warm-up', {}, { givesWay: true }).catch(() => {});
    },
    close: async () => {
      served.close();
      await Promise.all([short.close(), long.close()]);
    },
  };
}

/** The answer, or `cancelled` at once when the signal comes first: nobody waits for the loop to notice. */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(new RequestError(cancelled.code, cancelled.message));
    signal.addEventListener('abort', abort);
    answer.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

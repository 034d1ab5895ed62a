import { parentPort } from 'node:worker_threads';
import { failureOf } from '../../../shared/contract/errors.ts';
import { isCancelled } from './cancel-flag.ts';
import { runJob } from './run-job.ts';
import type { JobMessage, ThreadMessage } from './thread-messages.ts';

// The entry of every worker thread: takes one job at a time, answers, waits for the next.
const port = parentPort;
if (port === null) throw new Error('worker.js is the entry of a worker thread and does nothing on its own');

const send = (message: ThreadMessage): void => port.postMessage(message);

port.on('message', (message: JobMessage) => {
  const { id, job, input, flag } = message;
  void runJob(job, input, {
    shouldStop: () => isCancelled(flag),
    onProgress: (progress) => send({ kind: 'progress', id, progress }),
  }).then(
    (output) => send({ kind: 'done', id, output }),
    (thrown: unknown) => send({ kind: 'failed', id, error: failureOf(thrown) }),
  );
});

import { parentPort } from 'node:worker_threads';
import { RequestError, failureOf } from '../../../shared/contract/errors.ts';
import { isCancelled } from './cancel-flag.ts';
import type { JobInput, JobName, JobOutput } from './jobs.ts';
import { runJob } from './run-job.ts';
import type { FromThread, HelpOutcome, ToThread } from './thread-messages.ts';

// The entry of every worker thread: takes one job at a time, answers, waits for the next.
const port = parentPort;
if (port === null) throw new Error('worker.js is the entry of a worker thread and does nothing on its own');

const send = (message: FromThread): void => port.postMessage(message);
const calls = new Map<number, (outcome: HelpOutcome) => void>();
let lastCall = 0;

/** Asks for another thread to do a part of job `id`; null when none is free. */
async function help<J extends JobName>(id: number, job: J, input: JobInput<J>): Promise<JobOutput<J> | null> {
  const call = ++lastCall;
  const outcome = await new Promise<HelpOutcome>((resolve) => {
    calls.set(call, resolve);
    send({ kind: 'help', id, help: call, job, input });
  });
  calls.delete(call);
  if (outcome.kind === 'none') return null;
  if (outcome.kind === 'done') return outcome.output;
  throw new RequestError(outcome.error.code, outcome.error.message, outcome.error.details);
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'helped') {
    calls.get(message.help)?.(message.outcome);
    return;
  }
  const { id, job, input, flag } = message;
  void runJob(job, input, {
    shouldStop: () => isCancelled(flag),
    onProgress: (progress) => send({ kind: 'progress', id, progress }),
    help: (part, partInput) => help(id, part, partInput),
  }).then(
    (output) => send({ kind: 'done', id, output }),
    (thrown: unknown) => send({ kind: 'failed', id, error: failureOf(thrown) }),
  );
});

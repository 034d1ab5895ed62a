import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createEngine } from '../../engine/engine.ts';
import { locateApp } from '../assets/locate-app.ts';
import { readLoopbackArguments, type LoopbackArguments } from './arguments.ts';
import { startLoopback } from './start-loopback.ts';

/**
 * Serves Bellwether to a browser on this computer until the terminal or a signal ends it. The first line on standard
 * output is one JSON object with the address; words for people go to standard error.
 * @param given  arguments: `[FILE…] [--port N] [--no-open]`
 * @returns the exit code: 0 ended, 1 could not start, 2 wrong usage
 */
export async function serve(given: readonly string[]): Promise<0 | 1 | 2> {
  let wanted: LoopbackArguments;
  try {
    wanted = readLoopbackArguments(given);
  } catch (thrown) {
    // Node's words end with advice on other syntax; the first sentence says what is wrong.
    const [problem = ''] = thrown instanceof Error ? thrown.message.split(/\.\s|\.$/) : [];
    console.error(`${problem}. See bellwether serve --help.`);
    return 2;
  }
  const app = locateApp(import.meta.url);
  const engine = createEngine({
    spawnWorker: () => new Worker(new URL('./worker.js', import.meta.url)),
    samplesFolder: app.samplesFolder,
  });
  return startLoopback({ engine, app, wanted });
}

/** True when this file is the program, and not imported by the command line. */
const started = process.argv[1];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url))
  process.exitCode = await serve(process.argv.slice(2));

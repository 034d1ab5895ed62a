#!/usr/bin/env node
import { Worker } from 'node:worker_threads';
import { createEngine } from '../../engine/engine.ts';
import { locateApp } from '../assets/locate-app.ts';
import type { CommandContext } from './command.ts';
import { runCommand } from './run-command.ts';

const app = locateApp(import.meta.url);
const loopback = new URL('./loopback.js', import.meta.url).href;

// `bellwether table … | head` closes the pipe early: that is an end, not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await runCommand(process.argv.slice(2), {
  app,
  createEngine: () =>
    createEngine({
      spawnWorker: () => new Worker(new URL('./worker.js', import.meta.url)),
      samplesFolder: app.samplesFolder,
    }),
  // A host imports no other host: the built loopback host is a program of its own, loaded when asked for.
  serve: async (given) => ((await import(/* @vite-ignore */ loopback)) as Pick<CommandContext, 'serve'>).serve(given),
});

import { parseArgs } from 'node:util';

export interface LoopbackArguments {
  files: string[];
  /** 0 for any free one. */
  port: number;
  /** Open a browser, where there is a display. */
  open: boolean;
}

/** @throws {Error} on wrong usage, in one sentence */
export function readLoopbackArguments(given: readonly string[]): LoopbackArguments {
  const { values, positionals } = parseArgs({
    args: [...given],
    options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
    allowPositionals: true,
  });
  const port = Number(values.port ?? 0);
  if (!/^\d+$/.test(values.port ?? '0') || port > 65535)
    throw new Error(`--port takes a number from 0 to 65535, not “${values.port}”.`);
  return { files: positionals, port, open: values['no-open'] !== true };
}

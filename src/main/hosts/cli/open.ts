import { resolve } from 'node:path';
import type { Command } from './command.ts';
import { findElectron } from './find-electron.ts';
import { parseArguments } from './read-arguments.ts';
import { startElectron } from './start-electron.ts';

export const open: Command = {
  summary: 'open files in the window',
  help: `
bellwether open [FILE…] [--no-open]

Opens Bellwether's window. Where there is no Electron or no display, the same window is served to a browser instead, as
with bellwether serve.

  FILE…       files to open
  --no-open   when served: do not open a browser

Example: bellwether open heights.csv
`,
  run: async (given, { app, serve }) => {
    const { files, browserArguments } = readArguments(given);
    const electron = findElectron(app.root);
    const obstacle = 'obstacle' in electron ? electron.obstacle : await startElectron(electron.binary, app.root, files);
    if (obstacle === null) return 0;
    process.stderr.write(`${obstacle}, so Bellwether is served to your browser instead.\n`);
    return serve([...browserArguments, '--', ...files]);
  },
};

function readArguments(given: readonly string[]): { files: string[]; browserArguments: string[] } {
  const { values, positionals } = parseArguments(given, { 'no-open': { type: 'boolean' }, port: { type: 'string' } });
  const browserArguments = [
    ...(values['no-open'] ? ['--no-open'] : []),
    ...(values.port === undefined ? [] : ['--port', values.port]),
  ];
  return { files: positionals.map((file) => resolve(file)), browserArguments };
}

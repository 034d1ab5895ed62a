import type { Command } from './command.ts';

export const serve: Command = {
  summary: 'serve the window to a browser on this computer',
  help: `
bellwether serve [FILE…] [--port N] [--no-open]

Serves Bellwether on 127.0.0.1 and opens it in the browser. It runs until Ctrl+C. The first line on standard output is
one JSON object with the address: {"url":"http://127.0.0.1:…","port":…}. The address holds a key; only who has it gets
in, and only the files named here, and those chosen in the page, are read.

  FILE…       files to open
  --port N    port to listen at; any free one when left out
  --no-open   do not open a browser

Example: bellwether serve heights.csv --port 4711
`,
  run: (given, context) => context.serve(given),
};

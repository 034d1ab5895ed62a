// node csv-node.mjs papaparse|duckdb FILE numbers|mixed: one peer reads FILE into typed columns; one line of JSON.
// Packages are taken from the folder BENCH_NPM, or from this project.
import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(process.env.BENCH_NPM ? join(process.env.BENCH_NPM, 'index.js') : import.meta.url);
const [, , peer, path, how] = process.argv;
const kinds = how === 'mixed' ? ['number', 'number', 'number', 'text', 'text', 'date'] : undefined;

/** Growable typed columns: what every reader must end in. */
function columnsOf(width) {
  const kind = kinds ?? Array(width).fill('number');
  let room = 1 << 20;
  let rows = 0;
  let columns = kind.map((k) => (k === 'text' ? new Int32Array(room) : new Float64Array(room)));
  const codes = kind.map(() => new Map());
  return {
    add(cells) {
      if (rows === room) {
        room *= 2;
        columns = columns.map((column) => {
          const larger = new column.constructor(room);
          larger.set(column);
          return larger;
        });
      }
      for (let c = 0; c < width; c++) {
        const text = cells[c];
        if (kind[c] === 'number') columns[c][rows] = text === '' || text === 'NA' ? NaN : +text;
        else if (kind[c] === 'date') columns[c][rows] = Date.parse(text);
        else {
          let code = codes[c].get(text);
          if (code === undefined) codes[c].set(text, (code = codes[c].size));
          columns[c][rows] = code;
        }
      }
      rows++;
    },
    done: () => ({ rows, first: columns[0].subarray(0, rows) }),
  };
}

const peers = {
  papaparse: () => {
    const Papa = require('papaparse');
    return () =>
      new Promise((resolve, reject) => {
        let columns;
        Papa.parse(createReadStream(path, { highWaterMark: 1 << 20, encoding: 'utf8' }), {
          skipEmptyLines: true,
          chunk: ({ data }) => {
            let from = 0;
            if (columns === undefined) {
              columns = columnsOf(data[0].length);
              from = 1;
            }
            for (let i = from; i < data.length; i++) columns.add(data[i]);
          },
          complete: () => resolve(columns.done()),
          error: reject,
        });
      });
  },
  duckdb: async () => {
    const { DuckDBInstance } = require('@duckdb/node-api');
    const database = await DuckDBInstance.create(':memory:', { threads: '2' });
    const connection = await database.connect();
    return async () => {
      const select = kinds
        ? `SELECT height::DOUBLE, units::DOUBLE, score::DOUBLE, region, sku, epoch_ms(day)::DOUBLE FROM read_csv('${path}', nullstr=['','NA'])`
        : `SELECT COLUMNS(*)::DOUBLE FROM read_csv('${path}')`;
      const chunks = await (await connection.run(select)).fetchAllChunks();
      const rows = chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
      const width = chunks[0].columnCount;
      const kind = kinds ?? Array(width).fill('number');
      const columns = kind.map((k) => (k === 'text' ? new Int32Array(rows) : new Float64Array(rows)));
      const codes = kind.map(() => new Map());
      let at = 0;
      for (const chunk of chunks) {
        for (let c = 0; c < width; c++) {
          const values = chunk.getColumnValues(c);
          const out = columns[c];
          if (kind[c] !== 'text') for (let i = 0; i < values.length; i++) out[at + i] = values[i] ?? NaN;
          else {
            for (let i = 0; i < values.length; i++) {
              let code = codes[c].get(values[i]);
              if (code === undefined) codes[c].set(values[i], (code = codes[c].size));
              out[at + i] = code;
            }
          }
        }
        at += chunk.rowCount;
      }
      return { rows, first: columns[0] };
    };
  },
};

const run = await peers[peer]();
const begun = performance.now();
const { rows, first } = await run();
const s = (performance.now() - begun) / 1000;
let sum = 0;
for (const value of first) if (!Number.isNaN(value)) sum += value;
console.log(JSON.stringify({ s, mb: process.resourceUsage().maxRSS / 1024, check: `${rows} ${sum.toFixed(3)}` }));
process.exit(0);

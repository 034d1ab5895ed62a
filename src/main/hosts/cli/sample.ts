import { RequestError } from '../../../shared/contract/errors.ts';
import { blockRows } from '../../../shared/contract/mixture-requests.ts';
import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { csvLines } from './csv-lines.ts';
import { wholeNumber } from './dialect-options.ts';
import { readArguments } from './read-arguments.ts';
import { readModel } from './read-model.ts';
import { writeText } from './write-text.ts';

export const sample: Command = {
  summary: 'draw rows from a fitted model, as CSV',
  help: `
bellwether sample MODEL.json [--rows N] [--seed N] [--component]

Draws rows from a model that “bellwether fit … --json” printed, or that the window saved as JSON: first the component,
then the values. Of a model fitted with --noise, that share of the rows is drawn evenly from the range that the fit saw.
Prints CSV with every digit.

  --rows N      1000 when left out
  --seed N      0 when left out. The same seed gives the same rows; fewer rows are the first of more
  --component   a further column: the component each row was drawn from, counted from 1, or “noise”

Example: bellwether sample model.json --rows 5000 --seed 7 > drawn.csv
`,
  run: async (given, { createEngine }) => {
    const { file, values } = readArguments(given, {
      rows: { type: 'string' },
      seed: { type: 'string' },
      component: { type: 'boolean' },
    });
    const rows = wholeNumber('rows', values.rows, { least: 1, most: 1e9 }) ?? 1000;
    const seed = wholeNumber('seed', values.seed, { most: 2 ** 32 - 1 }) ?? 0;
    const { columns, mixture } = await readModel(file);
    const engine = createEngine();
    try {
      await writeText(process.stdout, csvLines([values.component ? [...columns, 'component'] : columns]));
      for (let block = 0; block * blockRows < rows; block++) {
        const count = Math.min(blockRows, rows - block * blockRows);
        const drawn = await ask(engine, 'mixture.sample', { mixture, seed, block, rows: count }).catch(
          (thrown: Error) => {
            throw thrown instanceof RequestError && thrown.code === 'not-positive-definite'
              ? new RequestError(
                  thrown.code,
                  `${file} cannot be drawn from: the covariance of component ${String(thrown.details.component)} is not positive definite.`,
                  thrown.details,
                )
              : thrown;
          },
        );
        const lines = Array.from({ length: count }, (_, row) => [
          ...drawn.columns.map((column) => String(column[row])),
          ...(values.component ? [nameOf(drawn.components[row]!)] : []),
        ]);
        await writeText(process.stdout, csvLines(lines));
      }
    } finally {
      await engine.close();
    }
    return 0;
  },
};

const nameOf = (component: number): string => (component < 0 ? 'noise' : String(component + 1));

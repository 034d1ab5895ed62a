import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { dialectHelp, dialectOptions, readDialectOptions } from './dialect-options.ts';
import { fitNormalColumn } from './fit-normal.ts';
import { jsonDocument } from './json-document.ts';
import { namedColumns, onlyNumberColumn } from './named-columns.ts';
import { readArguments } from './read-arguments.ts';
import { withDataset } from './with-dataset.ts';

export const fit: Command = {
  summary: 'fit a model by maximum likelihood',
  help: `
bellwether fit FILE --columns NAME --model normal [--confidence 0.95] [--json]

Fits a normal distribution to a column by maximum likelihood.

  --columns NAME    the column; may be left out where the file has one column of numbers
  --model normal    the model
  --confidence P    of the intervals, between 0 and 1; 0.95 when left out
  --json            one JSON document on standard output

${dialectHelp}

Example: bellwether fit heights.csv --columns height --model normal --json
`,
  run: async (given, context) => {
    const { file, values } = readArguments(given, {
      ...dialectOptions,
      json: { type: 'boolean' },
      columns: { type: 'string', multiple: true },
      model: { type: 'string' },
      confidence: { type: 'string' },
    });
    const { model = 'normal' } = values;
    if (model !== 'normal') throw new UsageError(`There is no model “${model}”: --model takes normal.`);
    const confidence = probability('confidence', values.confidence ?? '0.95');
    const text = await withDataset(context, file, readDialectOptions(values), async (engine, dataset) => {
      const columns = values.columns ? namedColumns(values.columns, dataset) : [onlyNumberColumn(dataset)];
      const [column] = columns;
      if (column === undefined || columns.length > 1)
        throw new UsageError(`The normal model has one column, not ${columns.length}.`);
      const fitted = await fitNormalColumn(engine, dataset, column, confidence);
      return values.json ? jsonDocument(fitted.json) : fitted.text;
    });
    process.stdout.write(text);
    return 0;
  },
};

function probability(option: string, given: string): number {
  const value = Number(given);
  if (value > 0 && value < 1) return value;
  throw new UsageError(`--${option} takes a number between 0 and 1, not “${given}”.`);
}

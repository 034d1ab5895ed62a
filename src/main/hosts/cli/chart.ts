import { extname } from 'node:path';
import { withPngMetadata } from '../../../shared/picture/png-metadata.ts';
import { withSvgMetadata } from '../../../shared/picture/svg-metadata.ts';
import { chartPng } from './chart-png.ts';
import { chartSvg } from './chart-svg.ts';
import { readBinRule } from './bin-rule.ts';
import { UsageError, type Command } from './command.ts';
import { dialectHelp, dialectOptions, readDialectOptions, wholeNumber } from './dialect-options.ts';
import { drawHistogram } from './draw-histogram.ts';
import { drawQuantilePlot } from './draw-quantile-plot.ts';
import type { ChartRequest } from './chart-request.ts';
import { namedColumns, onlyNumberColumn } from './named-columns.ts';
import { readArguments } from './read-arguments.ts';
import { withDataset } from './with-dataset.ts';
import { writePicture } from './write-picture.ts';

export const chart: Command = {
  summary: 'draw a chart to a PNG or SVG file',
  help: `
bellwether chart FILE --out chart.png|chart.svg [--columns NAME] [--kind histogram|quantile-plot]

Draws the histogram of a column with its fitted normal, or its quantile-quantile plot: the same picture that the window
exports. Title, columns, parameters and the data's hash are written into the file.

  --out PATH        the picture, .png or .svg; a picture drawn by Bellwether is replaced, any other file only with --force
  --columns NAME    the column; may be left out where the file has one column of numbers
  --kind KIND       histogram or quantile-plot; histogram when left out
  --bins RULE       freedman-diaconis, scott, sturges, doane, a number of bins such as 20, or a width such as width:0.5
  --axis AXIS       count or density; count when left out
  --group COLUMN    one histogram per group of rows
  --no-model        without the normal
  --title TEXT      in place of the title made from the column
  --width N         in pixels of 1/96 inch; 800 when left out
  --height N        500 when left out
  --scale N         pixels of the PNG per such pixel, 1 to 8; 2 when left out
  --theme THEME     light or dark; light when left out
  --force           replace any file

${dialectHelp}

Example: bellwether chart heights.csv --columns height --out heights.png --width 640 --height 400
`,
  run: async (given, context) => {
    const { file, values } = readArguments(given, {
      ...dialectOptions,
      out: { type: 'string' },
      columns: { type: 'string', multiple: true },
      kind: { type: 'string' },
      bins: { type: 'string' },
      axis: { type: 'string' },
      group: { type: 'string' },
      'no-model': { type: 'boolean' },
      title: { type: 'string' },
      width: { type: 'string' },
      height: { type: 'string' },
      scale: { type: 'string' },
      theme: { type: 'string' },
      force: { type: 'boolean' },
    });
    const { out } = values;
    if (out === undefined) throw new UsageError('Where to? Name a file with --out, such as --out chart.png.');
    const format = extname(out).toLowerCase();
    if (format !== '.png' && format !== '.svg') throw new UsageError(`--out takes a .png or .svg file, not “${out}”.`);
    const scale = wholeNumber('scale', values.scale, { least: 1, most: 8 }) ?? 2;
    const kind = oneOf('kind', values.kind ?? 'histogram', ['histogram', 'quantile-plot']);
    const wanted: Omit<ChartRequest, 'column'> = {
      rule: readBinRule(values.bins),
      vertical: oneOf('axis', values.axis ?? 'count', ['count', 'density']),
      groupBy: values.group ?? null,
      withModel: values['no-model'] !== true,
      title: values.title ?? null,
      width: wholeNumber('width', values.width, { least: 120, most: 8000 }) ?? 800,
      height: wholeNumber('height', values.height, { least: 90, most: 8000 }) ?? 500,
      theme: oneOf('theme', values.theme ?? 'light', ['light', 'dark']),
      version: context.app.version,
    };

    const { option, metadata } = await withDataset(context, file, readDialectOptions(values), (engine, dataset) => {
      const columns = values.columns ? namedColumns(values.columns, dataset) : [onlyNumberColumn(dataset)];
      const [column] = columns;
      if (column === undefined || columns.length > 1)
        throw new UsageError(`A ${kind} shows one column, not ${columns.length}.`);
      const [group] = values.group === undefined ? [] : namedColumns([values.group], dataset);
      const request = { ...wanted, column, groupBy: group?.name ?? null };
      return kind === 'histogram'
        ? drawHistogram(engine, dataset, request)
        : drawQuantilePlot(engine, dataset, request);
    });

    const svg = withSvgMetadata(chartSvg(option, wanted.width, wanted.height), metadata);
    const picture =
      format === '.svg'
        ? new TextEncoder().encode(svg)
        : withPngMetadata(await chartPng(svg, scale, context.app.fontsFolder), metadata, 96 * scale);
    writePicture(out, picture, values.force === true);
    return 0;
  },
};

function oneOf<Choice extends string>(option: string, given: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === given);
  if (found !== undefined) return found;
  throw new UsageError(`--${option} takes ${choices.join(' or ')}, not “${given}”.`);
}

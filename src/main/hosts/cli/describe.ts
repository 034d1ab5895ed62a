import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { ColumnSummary } from '../../../shared/statistics/column-summary.ts';
import type { Engine } from '../../engine/engine.ts';
import { countOf, formatCount, formatDate, formatNumber } from '../../../renderer/src/view-models/number-format.ts';
import { ask } from './ask.ts';
import type { Command } from './command.ts';
import { dialectHelp, dialectOptions, readDialectOptions } from './dialect-options.ts';
import { jsonDocument } from './json-document.ts';
import { readArguments } from './read-arguments.ts';
import { textTable } from './text-table.ts';
import { withDataset } from './with-dataset.ts';

export const describe: Command = {
  summary: 'how a file was understood, and the moments and quantiles of every column',
  help: `
bellwether describe FILE [--json]

Says how the file was read (dialect, remarks, cells that could not be read) and, for every column, its type, number of
values, missing and invalid cells, mean, both standard deviations (dividing by n and by n − 1), and quantiles.

  --json   one JSON document on standard output

${dialectHelp}

Example: bellwether describe heights.csv --json
`,
  run: async (given, context) => {
    const { file, values } = readArguments(given, { ...dialectOptions, json: { type: 'boolean' } });
    const text = await withDataset(context, file, readDialectOptions(values), async (engine, dataset) => {
      const columns = await Promise.all(dataset.columns.map((column) => described(engine, dataset, column)));
      return values.json ? asJson(dataset, columns) : asText(dataset, columns);
    });
    process.stdout.write(text);
    return 0;
  },
};

interface DescribedColumn {
  info: ColumnInfo;
  /** Null for a column without numbers. */
  summary: ColumnSummary | null;
}

async function described(engine: Engine, dataset: OpenDataset, info: ColumnInfo): Promise<DescribedColumn> {
  if (info.type !== 'number' && info.type !== 'date') return { info, summary: null };
  const rows = { datasetId: dataset.datasetId, column: info.name, filters: [], groupBy: null };
  const { groups } = await ask(engine, 'column.describe', rows);
  return { info, summary: groups[0]?.value ?? null };
}

function asJson(dataset: OpenDataset, columns: readonly DescribedColumn[]): string {
  const { name, path, format, compression, bytes, hash, rows, reading, remarks, problems } = dataset;
  return jsonDocument({
    file: name,
    path,
    format,
    compression,
    bytes,
    hash,
    dialect: reading?.dialect ?? null,
    decisions: reading?.decisions,
    rows,
    columns: columns.map(columnAsJson),
    remarks,
    problems,
  });
}

function columnAsJson({ info, summary }: DescribedColumn): object {
  const { name, type, certainty, missing, missingByToken, invalid, distinct, ...rules } = info;
  const place = type === 'date' ? dateOf : (value: number | null) => value;
  return {
    name,
    type,
    certainty,
    n: summary?.n ?? info.rows - missing - invalid,
    missing,
    invalid,
    distinct: distinct ?? summary?.distinct ?? null,
    mean: place(summary?.mean ?? null),
    sdMle: summary?.sdMle ?? null,
    sdSample: summary?.sdSample ?? null,
    ...(type === 'date' && { sdUnit: 'milliseconds' }),
    min: place(summary?.min ?? null),
    max: place(summary?.max ?? null),
    skewness: summary?.skewness ?? null,
    excessKurtosis: summary?.excessKurtosis ?? null,
    quantiles: summary?.quantiles.map(({ probability, value }) => ({ probability, value: place(value) })) ?? null,
    ...reasonOfNulls(info, summary),
    missingByToken,
    ...rules,
  };
}

/** Why numbers are null, in words. */
function reasonOfNulls({ type }: ColumnInfo, summary: ColumnSummary | null): { reason?: string } {
  if (summary === null) return { reason: `A column of type ${type} has no moments and no quantiles.` };
  if (summary.n === 0) return { reason: 'There is no value in this column.' };
  if (summary.n === 1) return { reason: 'One value has no sample standard deviation.' };
  if (summary.skewness === null)
    return { reason: 'All values are equal, so that skewness and kurtosis are undefined.' };
  return {};
}

function asText(dataset: OpenDataset, columns: readonly DescribedColumn[]): string {
  const header = [
    'column',
    'type',
    'n',
    'missing',
    'invalid',
    'mean',
    'sd (÷n)',
    'sd (÷(n−1))',
    'min',
    'median',
    'max',
  ];
  const rows = columns.map(({ info, summary }) => {
    const { name, type, missing, invalid } = info;
    const place = (value: number | null | undefined): string =>
      value === null || value === undefined ? '–' : type === 'date' ? formatDate(value) : formatNumber(value, 8);
    const spread = (value: number | null | undefined): string =>
      value === null || value === undefined
        ? '–'
        : type === 'date'
          ? `${formatNumber(value / 86_400_000, 6)} days`
          : formatNumber(value, 8);
    const median = summary?.quantiles.find(({ probability }) => probability === 0.5)?.value;
    return [
      name,
      type,
      ...[summary?.n ?? info.rows - missing - invalid, missing, invalid].map(formatCount),
      place(summary?.mean),
      spread(summary?.sdMle),
      spread(summary?.sdSample),
      ...[summary?.min, median, summary?.max].map(place),
    ];
  });
  const { problems, remarks } = dataset;
  const unread = problems.first.map(({ row, column, text, reason }) => `  row ${row}, ${column}: “${text}” ${reason}`);
  return [
    `${dataset.name}: ${countOf(dataset.rows, 'row')}, ${countOf(dataset.columns.length, 'column')}${dialectWords(dataset)}`,
    '',
    textTable([header, ...rows]),
    ...(remarks.length > 0 ? ['', 'Remarks', ...remarks.map(({ message }) => `  ${message}`)] : []),
    ...(problems.total > 0 ? ['', `${countOf(problems.total, 'cell')} could not be read`, ...unread] : []),
    ...(problems.total > problems.first.length ? ['  …'] : []),
    '',
  ].join('\n');
}

function dialectWords({ reading, compression }: OpenDataset): string {
  if (reading === undefined) return '';
  const { delimiter, encoding, headerRows, decimal } = reading.dialect;
  const names: Record<string, string> = {
    ',': 'comma',
    ';': 'semicolon',
    '\t': 'tab',
    '|': 'pipe',
    ' ': 'space',
    '': 'one column',
  };
  const parts = [
    names[delimiter] ?? `delimiter “${delimiter}”`,
    encoding,
    headerRows === 0 ? 'no header' : countOf(headerRows, 'header row'),
    ...(decimal === ',' ? ['decimal comma'] : []),
    ...(compression === 'gzip' ? ['gzip'] : []),
  ];
  return ` (${parts.join(', ')})`;
}

const dateOf = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : new Date(milliseconds).toISOString();

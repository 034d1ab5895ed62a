import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import { UsageError } from './command.ts';

/** A name, or a name in quotes, in which a quote is doubled: as in a CSV file. */
const item = /\s*(?:"((?:[^"]|"")*)"|([^,]*?))\s*(,|$)/y;

/**
 * The columns of `--columns a,b`. A text that is itself the name of a column means that column, commas and all.
 * @throws {RequestError} `unknown-column`
 */
export function namedColumns(given: readonly string[], dataset: OpenDataset): ColumnInfo[] {
  const known = new Map(dataset.columns.map((column) => [column.name, column]));
  return given
    .flatMap((text) => (known.has(text) ? [text] : listed(text)))
    .map((name) => {
      const column = known.get(name);
      if (column !== undefined) return column;
      const names = dataset.columns.map((each) => each.name);
      throw new RequestError(
        'unknown-column',
        `${dataset.name} has no column “${name}”. Its columns are ${shortList(names)}.`,
        { column: name },
      );
    });
}

/** The one numeric column of a table, where no column was named. @throws {UsageError} when there are several, or none */
export function onlyNumberColumn(dataset: OpenDataset): ColumnInfo {
  const numbers = dataset.columns.filter(({ type }) => type === 'number');
  const [first] = numbers;
  if (first !== undefined && numbers.length === 1) return first;
  const names = numbers.map(({ name }) => name);
  throw new UsageError(
    names.length === 0
      ? `${dataset.name} has no column of numbers.`
      : `Which of the columns ${shortList(names)}? Name it with --columns.`,
  );
}

function listed(text: string): string[] {
  const names: string[] = [];
  item.lastIndex = 0;
  for (let more = true; more;) {
    const match = item.exec(text);
    if (match === null) throw new UsageError(`--columns ${text} has an open quote.`);
    names.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    more = match[3] === ',';
  }
  return names;
}

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, 12).map((name) => `“${name}”`);
  return names.length > shown.length ? `${shown.join(', ')} and ${names.length - shown.length} more` : shown.join(', ');
}

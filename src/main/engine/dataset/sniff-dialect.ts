import type { Remark } from '../../../shared/contract/dataset.ts';
import type {
  Decision,
  Dialect,
  DialectDecision,
  DialectOverrides,
  DialectReading,
} from '../../../shared/contract/dialect.ts';
import { columnNames } from './column-names.ts';
import { findDelimiter, nameOf } from './find-delimiter.ts';
import type { FoundEncoding } from './find-encoding.ts';
import { findHeader } from './find-header.ts';
import { findTableEnd, findTableStart, isBlank, trailingFooter } from './find-table.ts';
import { countLines, findRecordEnd, placeOfLine } from './record-ends.ts';
import { tokenise } from './tokenise.ts';
import type { CellDialect } from './tokenise.ts';

/** What the first and last bytes of a file tell about its table. Texts are bytes as characters. */
export interface SniffedTable {
  reading: DialectReading;
  /** How rows are cut into cells, as bytes; lines that end in CR LF or LF are cut at LF. */
  cells: CellDialect;
  names: string[];
  /** Rows of the heading as in the file. */
  headingRows: string[][];
  /** Columns of the file that are left out because they have neither name nor values (a delimiter at every line's end). */
  dropped: number;
  /** The first 200 rows of data and some 200 others, each of the table's width. */
  sample: string[][];
  /** Place of the first data row in the head, and its line in the file, from 0. */
  dataStart: number;
  dataLine: number;
  /** Place in the head where the table ends before the file does. */
  dataEnd?: number;
  /** Length of notes at the file's end. */
  footerLength: number;
  remarks: Remark[];
}

/** Columns' types show in so many rows as well as in thousands. */
const firstRows = 200;
const spreadRows = 200;
/** Notes are looked for among so many last lines, and told from rows by the ones above them. */
const footerLines = 160;

/**
 * Decides everything about a dialect but its numbers.
 * @param head   the file's beginning, without byte-order mark; a last line that is cut off is ignored
 * @param tail   the file's end when the head is not the whole file
 */
export function sniffDialect(
  head: string,
  whole: boolean,
  tail: string,
  encoding: FoundEncoding,
  told: DialectOverrides,
): SniffedTable {
  const remarks: Remark[] = [];
  const { recordEnd, mixed } = findRecordEnd(head);
  const text = whole ? head : upToLastLine(head);
  const decisions = {} as Record<DialectDecision, Decision>;
  const decide = (decision: DialectDecision, certainty: Decision['certainty'], reason?: string) => {
    decisions[decision] = reason === undefined ? { certainty } : { certainty, reason };
  };

  // Excel's own line names the delimiter.
  const separator = told.delimiter === undefined && told.skipRows === undefined ? separatorLine(text) : undefined;
  const toldCells: DialectOverrides = separator === undefined ? told : { ...told, delimiter: separator };
  let skipped = told.skipRows ?? (separator === undefined ? 0 : 1);
  const from = placeOfLine(text, skipped, recordEnd);
  const body = text.slice(from);

  const comment = told.comment ?? '';
  const found = findDelimiter(body, recordEnd, toldCells, comment);
  const cells: CellDialect = { ...found.cells };
  if (told.comment === undefined) cells.comment = findComment(body, cells, found.width);

  const tokens = tokenise(body, cells, whole);
  const lineOf = (row: number): number => (tokens.lineOf === undefined ? row : (tokens.lineOf[row] ?? tokens.lines));
  const rows = tokens.rows;
  let width = found.width;

  const start = told.skipRows === undefined ? Math.max(0, findTableStart(rows, width)) : 0;
  const table = rows.slice(start);
  const contentRows = table.filter((row) => !isBlank(row, width));
  const header =
    told.headerRows === undefined
      ? findHeader(contentRows.slice(0, 200))
      : { rows: told.headerRows, doubtful: false, reason: 'told' };
  // Blank lines between heading and data belong to neither.
  let headerEnd = 0;
  for (let seen = 0; seen < header.rows && headerEnd < table.length; headerEnd++)
    if (!isBlank(table[headerEnd] ?? [], width)) seen++;
  const headerRows = table.slice(0, headerEnd).filter((row) => !isBlank(row, width));
  while (header.rows > 0 && width > 1 && headerEnd < table.length && isBlank(table[headerEnd] ?? [], width))
    headerEnd++;
  const data = table.slice(headerEnd);
  const end = findTableEnd(data, width, whole);

  const sample = data.slice(0, end.end).filter((row) => !isBlank(row, width));
  if (told.delimiter !== undefined || width < 2) width = Math.max(width, commonWidth(headerRows, sample));
  let named: string[][] = headerRows.map((row) => [...row]);
  const shortHeader =
    named.length === 1 &&
    width > 1 &&
    named[0]?.length === width - 1 &&
    sample.length > 0 &&
    sample.every((row) => row.length < width || (row[width - 1] ?? '').trim() !== '');
  if (shortHeader) {
    named = named.map((row) => ['row', ...row]);
    remarks.push({
      code: 'named-column',
      column: 'row',
      message: 'The heading has one name less than the rows have cells; the first column is called "row".',
    });
  }
  if (named.some((row) => row.length > width)) {
    const wider = Math.max(...named.map((row) => row.length));
    if (named.some((row) => row.slice(width).some((cell) => cell.trim() !== ''))) width = wider;
  }
  // A delimiter at the end of every line makes a last column without name and values.
  let dropped = 0;
  while (
    width - dropped > 1 &&
    named.length > 0 &&
    named.every((row) => (row[width - dropped - 1] ?? '').trim() === '') &&
    sample.every((row) => (row[width - dropped - 1] ?? '').trim() === '')
  )
    dropped++;
  if (dropped > 0)
    remarks.push({
      code: 'dropped-column',
      count: dropped,
      message: `Every line ends with a delimiter; the ${dropped === 1 ? 'empty last column is' : `${dropped} empty last columns are`} left out.`,
    });
  const columns = columnNames(named, width - dropped);

  skipped += lineOf(start);
  const dataLine =
    (separator !== undefined && told.skipRows === undefined ? 1 : (told.skipRows ?? 0)) + lineOf(start + headerEnd);
  const dataStart = from + placeOfLine(body, lineOf(start + headerEnd), recordEnd);
  const endsEarly = end.end < data.length && end.rest !== 'nothing';
  const dataEnd = endsEarly ? from + placeOfLine(body, lineOf(start + headerEnd + end.end), recordEnd) : undefined;
  const footer = endsEarly
    ? { length: 0, lines: countLines(text.slice(dataEnd), recordEnd) }
    : whole
      ? { length: 0, lines: 0 }
      : footerOf(tail, cells, width);

  const dialect: Dialect = {
    encoding: encoding.encoding,
    delimiter: cells.delimiter,
    delimiterRuns: cells.delimiterRuns,
    quote: cells.quote,
    escape: cells.escape,
    recordEnd: mixed ? 'mixed' : recordEnd,
    skipRows: skipped,
    headerRows: header.rows,
    footerRows: footer.lines,
    decimal: told.decimal ?? '.',
    thousands: told.thousands ?? '',
    comment: cells.comment,
  };
  decide('encoding', encoding.certainty, encoding.reason);
  decide(
    'delimiter',
    told.delimiter !== undefined ? 'told' : separator !== undefined ? 'found' : found.certainty,
    separator === undefined ? found.reason : 'the first line names it',
  );
  decide('delimiterRuns', 'found');
  decide('quote', told.quote === undefined ? 'found' : 'told');
  decide('escape', told.escape === undefined ? 'found' : 'told');
  decide('recordEnd', 'found');
  decide('skipRows', told.skipRows === undefined ? 'found' : 'told');
  decide(
    'headerRows',
    told.headerRows === undefined ? (header.doubtful ? 'doubtful' : 'found') : 'told',
    header.reason,
  );
  decide('footerRows', 'found');
  decide('decimal', told.decimal === undefined ? 'found' : 'told');
  decide('thousands', told.thousands === undefined ? 'found' : 'told');
  decide('comment', told.comment === undefined ? 'found' : 'told');

  if (separator !== undefined)
    remarks.unshift({
      code: 'separator-line',
      line: 1,
      message: `The first line names the delimiter: ${nameOf(separator)}.`,
    });
  const preamble = rows.slice(0, start).filter((row) => !isBlank(row, width)).length;
  if (preamble > 0)
    remarks.unshift({
      code: 'skipped-preamble',
      line: 1,
      count: lineOf(start),
      message: `${lineOf(start) === 1 ? 'The first line is' : `The first ${lineOf(start)} lines are`} left out: the table begins on line ${skipped + 1}.`,
    });
  if (cells.comment !== '' && told.comment === undefined)
    remarks.push({
      code: 'skipped-comments',
      message: `Lines beginning with ${cells.comment} are comments and left out.`,
    });
  if (endsEarly || footer.lines > 0) {
    remarks.push(
      end.rest === 'second-table'
        ? {
            code: 'second-table',
            line: dataLine + lineOf(start + headerEnd + end.end) - lineOf(start + headerEnd) + 1,
            message: 'Another table follows in the same file; only the first one is read.',
          }
        : {
            code: 'skipped-footer',
            count: footer.lines,
            message: `${footer.lines === 1 ? 'The last line is a note' : `The last ${footer.lines} lines are notes`} and left out.`,
          },
    );
  }
  if (header.rows === 0 && told.headerRows === undefined)
    remarks.push({ code: 'no-header', message: 'The file has no heading; columns are named by number.' });
  if (header.rows > 1)
    remarks.push({
      code: 'joined-header',
      count: header.rows,
      message: `The names are joined from ${header.rows} rows.`,
    });
  if (mixed)
    remarks.push({
      code: 'mixed-record-ends',
      message: 'Lines end in different ways; all of them are read as line ends.',
    });
  remarks.push(...columns.remarks);

  return {
    reading: { dialect, decisions },
    cells,
    names: columns.names,
    headingRows: headerRows,
    dropped,
    sample: spread(sample).map((row) => Array.from({ length: width }, (_, c) => row[c] ?? '')),
    dataStart,
    dataLine,
    ...(dataEnd === undefined ? {} : { dataEnd }),
    footerLength: footer.length,
    remarks,
  };
}

function separatorLine(text: string): string | undefined {
  return /^"?sep=([^\r\n"]{1,4})"?[ \t]*(?:\r|\n|$)/i.exec(text)?.[1];
}

function upToLastLine(text: string): string {
  const last = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return last < 0 ? text : text.slice(0, text[last] === '\r' && text.length === last + 1 ? last : last + 1);
}

/** A mark that begins lines inside the table which are no rows of it. */
function findComment(text: string, cells: CellDialect, width: number): string {
  const marks = ['#', '%', '//'].filter((mark) => text.includes(mark));
  if (marks.length === 0) return '';
  const lines = text.slice(0, 262144).split(/\r\n|\n|\r/);
  for (const mark of marks) {
    const marked = lines.filter((line) => line.startsWith(mark));
    if (marked.length === 0 || marked.length * 2 > lines.length) continue;
    // Above the table they are a preamble like any other; only between rows must they be told from rows.
    const first = lines.findIndex((line) => line.trim() !== '' && !line.startsWith(mark));
    const between = lines.slice(first).filter((line) => line.startsWith(mark));
    const asRows = between.filter(
      (line) => (tokenise(line, { ...cells, comment: '' }, true).rows[0]?.length ?? 0) === width,
    );
    if (first >= 0 && between.length > asRows.length) return mark;
  }
  return '';
}

/** The first rows and some spread over the rest: what others hide is found when a column's rule meets cells it cannot read. */
function spread(rows: readonly string[][]): string[][] {
  const every = Math.max(1, Math.floor(rows.length / spreadRows));
  return rows.filter((_, row) => row < firstRows || row % every === 0);
}

function commonWidth(header: readonly string[][], sample: readonly string[][]): number {
  const widths = new Map<number, number>();
  for (const row of [...header, ...sample]) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  let best = 1;
  let most = 0;
  for (const [width, count] of widths) {
    if (count > most) {
      most = count;
      best = width;
    }
  }
  return best;
}

/** Length in characters and lines of notes at a file's end. */
function footerOf(tail: string, cells: CellDialect, width: number): { length: number; lines: number } {
  if (cells.recordEnd === 'cr' || cells.recordEnd === 'mixed') return { length: 0, lines: 0 };
  const from = tail.indexOf('\n') + 1;
  // Line by line: where a tail begins inside a quoted cell cannot be known.
  const lines = tail.slice(from).split('\n').slice(-footerLines);
  const rows = lines.map((line) => tokenise(line.replace(/\r$/, ''), cells, true).rows[0] ?? ['']);
  const end = trailingFooter(rows, width, true);
  if (rows.slice(end).every((row) => isBlank(row, width))) return { length: 0, lines: 0 };
  const length = lines.slice(end).reduce((sum, line) => sum + line.length + 1, -1);
  return { length, lines: lines.length - end - (lines.at(-1) === '' ? 1 : 0) };
}

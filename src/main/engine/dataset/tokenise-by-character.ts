import type { CellDialect, Tokens } from './tokenise.ts';

/**
 * Rows of cells in any dialect: escapes other than the doubled quote, record ends of several kinds in one file, runs of
 * delimiters, comment lines, no quotes, one column. A quote opens a cell only as its first character, and closes it only before a
 * delimiter or a record end (spaces between are dropped); any other quote is text, as PapaParse has it.
 */
export function tokeniseByCharacter(text: string, dialect: CellDialect, last: boolean, most = Infinity): Tokens {
  const { delimiter, delimiterRuns, quote, escape, comment } = dialect;
  const doubled = escape === quote;
  const ends = dialect.recordEnd === 'cr' ? '\r' : dialect.recordEnd === 'mixed' ? '\r\n' : '\n';
  const rows: string[][] = [];
  const lineOf: number[] = [];
  const strayQuotes: number[] = [];
  let unclosedQuote: number | undefined;
  let consumed = 0;
  let at = 0;
  let line = 0;

  /** Length of the record end at a place, 0 when there is none. */
  const endAt = (place: number): number => {
    const char = text[place];
    if (char === undefined || !ends.includes(char)) {
      return char === '\r' && ends === '\n' && text[place + 1] === '\n' ? 2 : 0;
    }
    return char === '\r' && ends !== '\r' && text[place + 1] === '\n' ? 2 : 1;
  };
  /** After a closing quote: the place of the delimiter or record end behind spaces, or −1 when text follows. */
  const afterQuote = (place: number): number => {
    let next = place;
    for (;;) {
      if (next >= text.length || endAt(next) > 0 || (delimiter !== '' && text.startsWith(delimiter, next))) return next;
      if (text[next] !== ' ' && text[next] !== '\t' && text[next] !== '\r') return -1;
      next++;
    }
  };
  const skipRun = () => {
    if (delimiterRuns) while (text.startsWith(delimiter, at)) at += delimiter.length;
  };

  while (at < text.length && rows.length < most) {
    let rowLines = 1;
    let complete = false;
    const row: string[] = [];

    if (comment !== '' && text.startsWith(comment, at)) {
      while (at < text.length && endAt(at) === 0) at++;
      const length = endAt(at);
      if (length === 0 && !last) break;
      at += length;
      consumed = at;
      line++;
      continue;
    }
    if (endAt(at) > 0 && !(at + 1 === text.length && text[at] === '\r' && ends !== '\r' && !last)) {
      at += endAt(at);
      rows.push([]);
      lineOf.push(line++);
      consumed = at;
      continue;
    }
    skipRun();
    for (;;) {
      let cell = '';
      if (quote !== '' && text[at] === quote) {
        at++;
        let closed = false;
        for (;;) {
          const char = text[at];
          if (char === undefined) break;
          if (!doubled && escape !== '' && char === escape && at + 1 < text.length) {
            const next = text[at + 1] ?? '';
            cell += next === quote || next === escape ? next : char + next;
            at += 2;
          } else if (char === quote) {
            if (doubled && text[at + 1] === quote) {
              cell += quote;
              at += 2;
              continue;
            }
            const next = afterQuote(at + 1);
            if (next >= 0) {
              at = next;
              closed = true;
              break;
            }
            if (strayQuotes.at(-1) !== rows.length) strayQuotes.push(rows.length);
            cell += char;
            at++;
          } else {
            if (ends.includes(char) && !(char === '\r' && ends !== '\r' && text[at + 1] === '\n')) rowLines++;
            cell += char;
            at++;
          }
        }
        if (!closed) {
          if (last) unclosedQuote = rows.length;
          row.push(cell);
          complete = last;
          break;
        }
      } else {
        const start = at;
        let escaped = false;
        while (at < text.length) {
          if (!doubled && escape !== '' && text[at] === escape && at + 1 < text.length) {
            escaped = true;
            at += 2;
            continue;
          }
          if (endAt(at) > 0 || (delimiter !== '' && text.startsWith(delimiter, at))) break;
          at++;
        }
        cell = text.slice(start, at);
        if (escaped) cell = unescape(cell, delimiter, quote, escape);
      }
      row.push(cell);
      const length = endAt(at);
      if (length > 0) {
        // A CR at the very end of the text may be half of CR LF.
        if (!last && length === 1 && text[at] === '\r' && at + 1 === text.length && ends !== '\r') break;
        at += length;
        complete = true;
        break;
      }
      if (at >= text.length) {
        complete = last;
        break;
      }
      at += delimiter.length;
      skipRun();
      // Delimiters before the record end close a run; they open no cell.
      if (delimiterRuns && (at >= text.length || endAt(at) > 0)) {
        const end = endAt(at);
        at += end;
        complete = end > 0 || last;
        break;
      }
    }
    if (!complete) break;
    rows.push(row);
    lineOf.push(line);
    line += rowLines;
    consumed = at;
  }
  return {
    rows,
    lineOf,
    lines: line,
    consumed,
    strayQuotes,
    ...(unclosedQuote === undefined ? {} : { unclosedQuote }),
  };
}

/** Outside quotes an escape takes the meaning from delimiters, quotes and itself; before anything else it is a character. */
function unescape(cell: string, delimiter: string, quote: string, escape: string): string {
  let plain = '';
  for (let i = 0; i < cell.length; i++) {
    const next = cell[i + 1];
    if (cell[i] === escape && next !== undefined && (next === delimiter[0] || next === quote || next === escape)) {
      plain += next;
      i++;
    } else plain += cell[i] ?? '';
  }
  return plain;
}

import type { RecordEnd } from '../../../shared/contract/dialect.ts';

/**
 * Which characters end the lines of a text, outside double quotes. CR LF and LF side by side are read as LF, which
 * CR may precede. A CR alone among them ends a line only when it is not rare: one CR in a cell of prose is no line end.
 */
export function findRecordEnd(text: string): { recordEnd: RecordEnd; mixed: boolean } {
  if (!text.includes('\r')) return { recordEnd: 'lf', mixed: false };
  let crlf = 0;
  let lf = 0;
  let cr = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (char === 34) quoted = !quoted;
    else if (char === 10 && !quoted) lf++;
    else if (char === 13) {
      if (text.charCodeAt(i + 1) === 10) {
        if (!quoted) crlf++;
        i++;
      } else if (!quoted && i + 1 < text.length) cr++;
      else if (!quoted && lf + crlf === 0) cr++;
    }
  }
  if (cr > (lf + crlf) * 50) return { recordEnd: 'cr', mixed: false };
  if (cr > 0 && cr * 20 >= lf + crlf) return { recordEnd: 'mixed', mixed: true };
  if (crlf > 0 && lf > 0) return { recordEnd: 'lf', mixed: true };
  return { recordEnd: crlf > 0 ? 'crlf' : 'lf', mixed: false };
}

/** @returns the place where a line begins, lines counted from 0; the text's length when it has fewer */
export function placeOfLine(text: string, line: number, recordEnd: RecordEnd): number {
  let at = 0;
  for (let i = 0; i < line; i++) {
    const next = afterLine(text, at, recordEnd);
    if (next < 0) return text.length;
    at = next;
  }
  return at;
}

/** @returns the place after the next record end, −1 when there is none */
export function afterLine(text: string, from: number, recordEnd: RecordEnd): number {
  if (recordEnd !== 'mixed') return text.indexOf(recordEnd === 'cr' ? '\r' : '\n', from) + 1 || -1;
  for (let at = from; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 10) return at + 1;
    if (char === 13) return text.charCodeAt(at + 1) === 10 ? at + 2 : at + 1;
  }
  return -1;
}

/** @returns how many lines begin in the text, the last one counted whether it ends or not */
export function countLines(text: string, recordEnd: RecordEnd): number {
  let lines = 0;
  for (let at = 0; at >= 0 && at < text.length; at = afterLine(text, at, recordEnd)) lines++;
  return lines;
}

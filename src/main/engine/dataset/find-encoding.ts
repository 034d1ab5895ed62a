import type { Certainty } from '../../../shared/contract/dialect.ts';
import { DatasetError } from './dataset-error.ts';

export interface FoundEncoding {
  /** WHATWG label, lower case. */
  encoding: string;
  certainty: Certainty;
  reason: string;
  /** Bytes of the byte-order mark, to be skipped. */
  markBytes: number;
}

/** Encodings that a person may choose, the likely ones first; all are known to Node's TextDecoder. */
export const encodings: readonly string[] = [
  ...['utf-8', 'windows-1252', 'utf-16le', 'utf-16be', 'iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-15'],
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255', 'windows-1256', 'windows-1257'],
  ...['koi8-r', 'ibm866', 'macintosh', 'shift_jis', 'euc-jp', 'euc-kr', 'gb18030', 'big5'],
];

/**
 * How bytes become characters: byte-order mark, then NUL pattern (UTF-16), then strict UTF-8, else windows-1252, which
 * gives every byte a character and is therefore always a guess.
 * @param head  the first bytes
 * @param whole  the head is the whole file; otherwise a character cut in two at its end is no error
 */
export function findEncoding(head: Uint8Array, whole: boolean): FoundEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf)
    return found('utf-8', 3, 'a byte-order mark says UTF-8');
  if (head[0] === 0xff && head[1] === 0xfe) return found('utf-16le', 2, 'a byte-order mark says UTF-16, little endian');
  if (head[0] === 0xfe && head[1] === 0xff) return found('utf-16be', 2, 'a byte-order mark says UTF-16, big endian');
  const wide = utf16ByNuls(head);
  if (wide !== undefined) return found(wide, 0, 'every other byte is zero, as in UTF-16');
  if (isUtf8(head, whole)) return found('utf-8', 0, 'all bytes are valid UTF-8');
  return {
    encoding: 'windows-1252',
    certainty: 'doubtful',
    reason: 'the bytes are not UTF-8; windows-1252 is the usual other',
    markBytes: 0,
  };
}

/**
 * The encoding a person told.
 * @throws {DatasetError} `unknown-encoding`
 */
export function toldEncoding(label: string, head: Uint8Array): FoundEncoding {
  let encoding: string;
  try {
    encoding = new TextDecoder(label.trim()).encoding;
  } catch {
    throw new DatasetError(
      'unknown-encoding',
      `The encoding "${label}" is not known. Choose one such as utf-8, windows-1252, utf-16le or shift_jis.`,
      { encoding: label },
    );
  }
  const mark = findEncoding(head.subarray(0, 3), true);
  return {
    encoding,
    certainty: 'told',
    reason: 'told',
    markBytes: mark.markBytes > 0 && mark.encoding === encoding ? mark.markBytes : 0,
  };
}

/** @returns whether commas, quotes and line ends are single bytes that occur as nothing else */
export function isAsciiCompatible(encoding: string): boolean {
  return encoding === 'utf-8' || /^(windows-|iso-8859-|koi8|ibm866|macintosh|x-mac|euc-)/.test(encoding);
}

function found(encoding: string, markBytes: number, reason: string): FoundEncoding {
  return { encoding, certainty: 'found', reason, markBytes };
}

/** UTF-16 of mostly Latin text has a zero in every other byte, on the side of the high half. */
function utf16ByNuls(head: Uint8Array): string | undefined {
  const length = Math.min(head.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (pairs < 2) return undefined;
  if (odd > pairs * 0.5 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.5 && odd < pairs * 0.1) return 'utf-16be';
  return undefined;
}

function isUtf8(bytes: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.slice(), { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

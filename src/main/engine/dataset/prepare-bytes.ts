import { inMemory } from './byte-source.ts';
import type { ByteSource, TableSource } from './byte-source.ts';
import { DatasetError } from './dataset-error.ts';
import { findEncoding, isAsciiCompatible, toldEncoding } from './find-encoding.ts';
import type { FoundEncoding } from './find-encoding.ts';
import { gunzip } from './gunzip.ts';
import { freeMemory } from './memory-room.ts';
import type { FreeMemory } from './memory-room.ts';

/** Bytes in which commas, quotes and line ends are single bytes: unpacked, and in an encoding that extends ASCII. */
export interface PreparedBytes {
  source: ByteSource;
  /** The same for another thread. */
  shared: TableSource;
  /** As found or told; the bytes themselves may have been changed to UTF-8. */
  encoding: FoundEncoding;
  /** Encoding of the prepared bytes. */
  byteEncoding: string;
  /** Where the text begins, behind a byte-order mark. */
  start: number;
}

/** First bytes by which a file that is no text is recognised. */
const signatures: readonly [bytes: string, what: string, remedy: string][] = [
  ['PK\x03\x04', 'a ZIP archive or an Excel or LibreOffice workbook', 'Save the sheet as CSV and open that.'],
  ['\xd0\xcf\x11\xe0', 'an old Excel workbook', 'Save the sheet as CSV and open that.'],
  ['%PDF', 'a PDF document', 'Save the table as CSV and open that.'],
  ['\x89PNG', 'a PNG image', 'Choose a table.'],
  ['\xff\xd8\xff', 'a JPEG image', 'Choose a table.'],
  ['GIF8', 'a GIF image', 'Choose a table.'],
  ['SQLite format 3', 'an SQLite database', 'Export a table of it as CSV.'],
  ['\x7fELF', 'a program', 'Choose a table.'],
  ['MZ\x90', 'a program', 'Choose a table.'],
  ['BZh', 'a bzip2 file', 'Unpack it first.'],
  ['\xfd7zXZ', 'an xz file', 'Unpack it first.'],
  ['\x28\xb5\x2f\xfd', 'a Zstandard file', 'Unpack it first.'],
  ['7z\xbc\xaf', 'a 7-Zip archive', 'Unpack it first.'],
  ['\x89HDF', 'an HDF5 file', 'Export the table as CSV.'],
  ['ARROW1', 'an Arrow file', 'Save it as Parquet or CSV.'],
];

const headBytes = 1 << 17;

/** @returns the source as it is, or unpacked when its first bytes say gzip, whatever its name */
export async function unpacked(
  source: ByteSource,
  origin: TableSource,
  shouldStop: () => boolean,
  free: FreeMemory = freeMemory,
): Promise<{ source: ByteSource; shared: TableSource; compression: 'none' | 'gzip' }> {
  const head = new Uint8Array(Math.min(2, source.size));
  source.read(head, 0, head.length, 0);
  if (head[0] !== 0x1f || head[1] !== 0x8b) return { source, shared: origin, compression: 'none' };
  const bytes = await gunzip(source, shouldStop, free);
  return {
    source: inMemory(bytes, source.name, source.path),
    shared: { bytes, name: source.name },
    compression: 'gzip',
  };
}

/**
 * @throws {DatasetError} `not-a-table` for bytes that are no text, `unknown-encoding`, `empty-file` when nothing but a
 *   byte-order mark is there
 */
export function prepareBytes(source: ByteSource, shared: TableSource, told: string | undefined): PreparedBytes {
  const head = new Uint8Array(Math.min(headBytes, source.size));
  source.read(head, 0, head.length, 0);
  refuseSignatures(source.name, head);
  const encoding = told === undefined ? findEncoding(head, head.length === source.size) : toldEncoding(told, head);
  if (source.size === encoding.markBytes)
    throw new DatasetError('empty-file', `${source.name} is empty: there is nothing to read.`, { name: source.name });
  if (isAsciiCompatible(encoding.encoding)) {
    refuseBinary(source.name, head);
    return {
      source: withoutEndMark(source),
      shared,
      encoding,
      byteEncoding: encoding.encoding,
      start: encoding.markBytes,
    };
  }
  const bytes = asUtf8(source, encoding);
  refuseBinary(source.name, bytes.subarray(0, headBytes));
  return {
    source: inMemory(bytes, source.name, source.path),
    shared: { bytes, name: source.name },
    encoding,
    byteEncoding: 'utf-8',
    start: 0,
  };
}

/** Control-Z, with which old programs end a file. */
function withoutEndMark(source: ByteSource): ByteSource {
  const last = new Uint8Array(1);
  source.read(last, 0, 1, source.size - 1);
  return last[0] === 26 && source.size > 1 ? { ...source, size: source.size - 1 } : source;
}

function asUtf8(source: ByteSource, { encoding, markBytes }: FoundEncoding): Uint8Array {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const block = new Uint8Array(1 << 20);
  // A character has at most 3 bytes in UTF-8 for every 2 of UTF-16, and 3 for every byte of the East Asian encodings.
  const bytes = new Uint8Array(
    new SharedArrayBuffer((source.size - markBytes) * (encoding.startsWith('utf-16') ? 1.5 : 3) + 4),
  );
  let length = 0;
  for (let at = markBytes; at < source.size;) {
    const read = source.read(block, 0, block.length, at);
    at += read;
    const text = decoder.decode(block.subarray(0, read), { stream: at < source.size });
    length += Buffer.from(bytes.buffer, length).write(text, 'utf8');
  }
  return bytes.subarray(0, length);
}

function refuseSignatures(name: string, head: Uint8Array): void {
  const first = Buffer.from(head.subarray(0, 16)).toString('latin1');
  for (const [signature, what, remedy] of signatures) {
    if (first.startsWith(signature))
      throw new DatasetError('not-a-table', `${name} is ${what}, not a table of text. ${remedy}`, { what });
  }
}

/** By byte: 1 for a control character that has no place in text. */
const isControl = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 28 && ![1, 9, 10, 12, 13, 26].includes(byte) ? 1 : 0,
);

/** Text has hardly any control characters besides tabs, line ends and the separators of units and records. */
function refuseBinary(name: string, head: Uint8Array): void {
  let control = 0;
  for (let i = 0; i < head.length; i++) control += isControl[head[i] ?? 0] ?? 0;
  if (control > head.length * 0.05 && control > 4) {
    throw new DatasetError(
      'not-a-table',
      `${name} holds binary data, not a table of text. Choose a text file such as CSV, or a Parquet file.`,
      { control },
    );
  }
}

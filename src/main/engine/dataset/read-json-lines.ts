import type { ByteSource } from './byte-source.ts';
import { DatasetError, cancelled } from './dataset-error.ts';
import { freeMemory, refuseWithoutRoom } from './memory-room.ts';
import type { FreeMemory } from './memory-room.ts';
import { valueBytes } from './value-table.ts';
import type { ValueColumns } from './value-table.ts';

const blockBytes = 1 << 20;

/** @returns whether the first line that is not blank is one JSON object */
export function isJsonLines(head: Uint8Array): boolean {
  const [line = ''] = Buffer.from(head).toString('utf8').trimStart().split(/\r?\n/, 1);
  if (!line.startsWith('{')) return false;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/**
 * One JSON object per line; the keys of all objects, in order of first appearance, are the columns.
 * @throws {DatasetError} `not-a-table` with the line that is no object, `too-large`, `cancelled`
 */
export function readJsonLines(
  source: ByteSource,
  shouldStop: () => boolean,
  free: FreeMemory = freeMemory,
): ValueColumns {
  const atFirst = free();
  const columns = new Map<string, unknown[]>();
  let rows = 0;
  let line = 0;
  for (const text of linesOf(source)) {
    line++;
    if (line % 4096 === 0) {
      if (shouldStop()) throw cancelled();
      refuseWithoutRoom(source.name, rows, columns.size * valueBytes, () => atFirst);
    }
    if (text.trim() === '') continue;
    for (const [key, value] of Object.entries(objectOf(source.name, text, line))) {
      const values = columns.get(key) ?? [];
      // Rows before the key's first appearance, or without it, have no value.
      while (values.length < rows) values.push(null);
      values.push(value);
      columns.set(key, values);
    }
    rows++;
  }
  for (const values of columns.values()) while (values.length < rows) values.push(null);
  return { names: [...columns.keys()], values: [...columns.values()], rows };
}

function objectOf(name: string, text: string, line: number): object {
  let value: unknown;
  try {
    value = JSON.parse(longInteger.test(text) ? withQuotedIntegers(text) : text);
  } catch {
    value = undefined;
  }
  if (typeof value === 'object' && value !== null) return value;
  throw new DatasetError(
    'not-a-table',
    `Line ${line} of ${name} is not a JSON object as the first line is. Correct it or remove it.`,
    { line },
  );
}

/** Only lines with so many digits in a row are worth a closer look. */
const longInteger = /\d{16}/;
const stringOrNumber = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?/g;

/** Integers that no double holds become strings, so that they keep their digits. */
function withQuotedIntegers(json: string): string {
  return json.replace(stringOrNumber, (token) =>
    /^-?\d{16,}$/.test(token) && BigInt(token) !== BigInt(Number(token)) ? `"${token}"` : token,
  );
}

function* linesOf(source: ByteSource): Generator<string> {
  const decoder = new TextDecoder('utf-8');
  const block = new Uint8Array(Math.min(blockBytes, source.size));
  let rest = '';
  for (let at = 0; at < source.size;) {
    const read = source.read(block, 0, Math.min(block.length, source.size - at), at);
    at += read;
    const lines = (rest + decoder.decode(block.slice(0, read), { stream: at < source.size })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

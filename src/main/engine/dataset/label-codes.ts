import { RequestError } from '../../../shared/contract/errors.ts';
import type { TableColumn } from './table.ts';

/** Which of a few names each row bears. */
export interface LabelCodes {
  /** Place of the name, −1 for none; shape (rows,). */
  codes: Int32Array<SharedArrayBuffer>;
  names: string[];
}

/** More names than this are no classes. */
const mostNames = 60;

/**
 * A column's values as names: a column of texts, or of numbers of which only a few differ.
 * @throws {RequestError} `bad-request` where there are more than 60 names
 */
export function labelCodes(column: TableColumn, name: string): LabelCodes {
  if (column.kind === 'text') {
    if (column.dictionary.length > mostNames) throw tooMany(name);
    return { codes: column.codes, names: column.dictionary };
  }
  const distinct = new Set<number>();
  for (const value of column.values) {
    if (!Number.isNaN(value)) distinct.add(value);
    if (distinct.size > mostNames) throw tooMany(name);
  }
  const values = [...distinct].sort((a, b) => a - b);
  const places = new Map(values.map((value, place) => [value, place]));
  const codes = new Int32Array(new SharedArrayBuffer(column.values.length * 4));
  for (let row = 0; row < codes.length; row++) codes[row] = places.get(column.values[row]!) ?? -1;
  return { codes, names: values.map(String) };
}

/** The labels of about this share of the rows, always the same rows, the rest set to −1. */
export function someLabels(codes: Int32Array<SharedArrayBuffer>, share: number): Int32Array<SharedArrayBuffer> {
  if (share >= 1) return codes;
  const some = new Int32Array(new SharedArrayBuffer(codes.length * 4));
  for (let row = 0; row < codes.length; row++) some[row] = fraction(row) < share ? codes[row]! : -1;
  return some;
}

/** Each label as the place of the component it stands for; labels without one are ignored. */
export function toComponents(
  codes: Int32Array<SharedArrayBuffer>,
  components: readonly number[] | null,
): Int32Array<SharedArrayBuffer> {
  if (components === null) return codes;
  const places = new Int32Array(new SharedArrayBuffer(codes.length * 4));
  for (let row = 0; row < codes.length; row++) places[row] = components[codes[row]!] ?? -1;
  return places;
}

/** A number in [0, 1) that looks random and depends on the row alone (Fibonacci hashing, then a xor-shift mix). */
function fraction(row: number): number {
  let x = Math.imul(row + 1, 0x9e3779b1);
  x = Math.imul(x ^ (x >>> 15), 0x85ebca6b);
  x ^= x >>> 13;
  return (x >>> 0) / 2 ** 32;
}

const tooMany = (column: string): RequestError =>
  new RequestError(
    'bad-request',
    `Column “${column}” has more than ${mostNames} different values: labels need a column with a few classes.`,
    { column },
  );

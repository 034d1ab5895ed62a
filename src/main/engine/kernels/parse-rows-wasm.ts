import { module } from './compiled/parse-rows.ts';
import { refineStep } from './column-measure.ts';
import { decodeBase64 } from './decode-base64.ts';
import { cellKinds } from './parse-rows.ts';
import type { OddCell, ParsedRows, RowFormat, RowParser, StopReason } from './parse-rows.ts';
import { powersOfFive } from './powers-of-five.ts';
import { byteScannerOf } from './scan-bytes-wasm.ts';
import type { ScanExports } from './scan-bytes-wasm.ts';
import type { ByteScanner } from './scan-bytes.ts';

interface Exports extends ScanExports {
  firstFree(): number;
  memory: WebAssembly.Memory;
  setDecimalTables(fives: number, tens: number): void;
  setDialect(
    delimiter: number,
    quote: number,
    recordEnd: number,
    comment: number,
    decimal: number,
    tens: number,
    scratch: number,
  ): void;
  parseRows(from: number, end: number, columns: number, width: number, mostRows: number): number;
  rowCount(): number;
  consumed(): number;
  linesInside(): number;
  codeOf(dictionary: number, from: number, length: number): number;
  refillSlots(dictionary: number): void;
  measure(values: number, first: number, count: number, state: number): number;
}

const pageBytes = 65536;
/** Behind a block: a record end, a quote, and what the widest load may touch. */
const guardBytes = 64;
const none = 256;
const stopReasons: readonly (StopReason | 'no-room')[] = ['needs-more', 'odd-row', 'rows-full', 'no-room'];
/** Room of a fresh dictionary: slots (a power of two), entries, bytes of text. */
const firstRoom = { slots: 64, entries: 32, bytes: 512 };
/** Of a dictionary's entry. */
const entryBytes = 32;
const entryWords = entryBytes / 4;

let compiled: WebAssembly.Module | undefined;

/**
 * The byte parser in WebAssembly with memory of its own: one per thread. Same results as `createRowParser`.
 * @param blockBytes  most bytes of a block
 */
export function createRowParserWasm(
  format: RowFormat,
  oddCell: OddCell,
  blockBytes: number,
): RowParser & { createScanner: () => ByteScanner } {
  compiled ??= new WebAssembly.Module(decodeBase64(module));
  const { kinds } = format;
  const instance = new WebAssembly.Instance(compiled, {
    host: {
      oddCell: (column: number, row: number, lines: number, from: number, to: number, escaped: number) =>
        oddCell(column, row, lines, bytes().subarray(from, to), escaped !== 0),
    },
    env: {
      abort: () => {
        throw new Error('the row parser met an impossible state');
      },
    },
  });
  const kernel = instance.exports as unknown as Exports;

  // Memory is handed out from below and never given back: everything lives as long as the parser.
  let top = kernel.firstFree();
  const take = (length: number): number => {
    const place = top;
    top = (top + length + 63) & ~63;
    if (top > 0xffff0000) throw new RangeError('the row parser needs more than 4 GiB');
    const missing = Math.ceil((top - kernel.memory.buffer.byteLength) / pageBytes);
    if (missing > 0) kernel.memory.grow(missing);
    return place;
  };
  const bytes = (): Uint8Array => new Uint8Array(kernel.memory.buffer);
  const words = (place: number, length: number): Uint32Array => new Uint32Array(kernel.memory.buffer, place, length);

  const fives = take(powersOfFive().byteLength);
  new BigUint64Array(kernel.memory.buffer, fives, powersOfFive().length).set(powersOfFive());
  const tens = take(23 * 8);
  for (let i = 0; i < 23; i++) new Float64Array(kernel.memory.buffer, tens, 23)[i] = Number(`1e${i}`);
  const wholeTens = take(20 * 8);
  for (let i = 0; i < 20; i++) new BigUint64Array(kernel.memory.buffer, wholeTens, 20)[i] = 10n ** BigInt(i);
  kernel.setDecimalTables(fives, tens);
  const scratch = take(blockBytes + guardBytes);
  const byteOr = (byte: number): number => (byte < 0 ? none : byte);
  kernel.setDialect(
    byteOr(format.delimiter),
    byteOr(format.quote),
    format.recordEnd,
    byteOr(format.comment),
    format.decimal,
    wholeTens,
    scratch,
  );
  const inputPlace = take(blockBytes + guardBytes);
  const mostRows = Math.min(32768, Math.floor(blockBytes / kinds.length) + 1);
  const outputs = kinds.map((kind) => (kind === 'skip' ? 0 : take(mostRows * (kind === 'text' ? 4 : 8))));
  const dictionaries = kinds.map((kind) => (kind === 'text' ? createDictionary() : 0));
  const described = take(kinds.length * 16);
  const description = words(described, kinds.length * 4);
  kinds.forEach((kind, c) =>
    description.set([cellKinds.indexOf(kind), outputs[c] ?? 0, dictionaries[c] ?? 0, 0], c * 4),
  );
  const measureState = take(48);
  let rows = 0;

  return {
    get input() {
      return bytes().subarray(inputPlace, inputPlace + blockBytes);
    },
    parse(from, length, last, most = mostRows): ParsedRows {
      const memory = bytes();
      let end = inputPlace + length;
      // A table's last row may lack its record end; a stray CR would be half of one.
      if (last && length > from && memory[end - 1] !== format.recordEnd) memory[end++] = format.recordEnd;
      memory[end] = format.recordEnd;
      memory[end + 1] = byteOr(format.quote);
      memory.fill(0, end + 2, end + guardBytes - 2);
      let reason =
        stopReasons[kernel.parseRows(inputPlace + from, end, described, kinds.length, Math.min(most, mostRows))] ??
        'odd-row';
      rows = kernel.rowCount();
      if (reason === 'no-room') {
        // The caller goes on from the row that found no room; its odd cells have been handed over and will be again.
        growFull();
        reason = 'rows-full';
      }
      const consumed = Math.min(kernel.consumed() - inputPlace, length) - from;
      if (last && reason === 'needs-more' && from + consumed < length) reason = 'odd-row';
      return { reason, rows, consumed, linesInside: kernel.linesInside() };
    },
    column(index) {
      const kind = kinds[index];
      if (kind === undefined || kind === 'skip') return undefined;
      const place = outputs[index] ?? 0;
      return kind === 'text'
        ? new Int32Array(kernel.memory.buffer, place, rows)
        : new Float64Array(kernel.memory.buffer, place, rows);
    },
    measure(index, measure) {
      const values = outputs[index] ?? 0;
      const state = new DataView(kernel.memory.buffer, measureState, 48);
      for (let first = 0; first < rows;) {
        state.setFloat64(0, measure.min, true);
        state.setFloat64(8, measure.max, true);
        state.setUint32(16, measure.nans, true);
        state.setFloat64(24, measure.decimals < 0 ? 0 : 10 ** measure.decimals, true);
        state.setFloat64(32, measure.divisor, true);
        state.setFloat64(40, measure.divisor === 0 ? 0 : 1 / measure.divisor, true);
        first = kernel.measure(values, first, rows, measureState);
        measure.min = state.getFloat64(0, true) + 0; // 0 and −0 are one value
        measure.max = state.getFloat64(8, true) + 0;
        measure.nans = state.getUint32(16, true);
        // The kernel stops before values that need a finer step.
        const stuck = new Float64Array(kernel.memory.buffer, values, rows).subarray(first, first + 2);
        for (const value of stuck) if (!Number.isNaN(value)) refineStep(measure, value);
      }
    },
    code(column, text) {
      const dictionary = dictionaries[column] ?? 0;
      if (text.length > blockBytes) {
        while (dictionaryRoom(dictionary) < text.length + 8) grow(dictionary);
        const place = take(text.length + 8);
        return codeAt(dictionary, place, text);
      }
      return codeAt(dictionary, scratch, text);
    },
    textCount: (column) => words(dictionaries[column] ?? 0, 4)[3] ?? 0,
    /** Scans the bytes of `input`, which must have 64 more behind those that are counted. */
    createScanner: () => byteScannerOf(kernel, inputPlace, blockBytes, format.recordEnd, format.quote),
    texts(column) {
      const [, , entries = 0, count = 0, arena = 0, used = 0] = words(dictionaries[column] ?? 0, 8);
      const entry = words(entries, count * entryWords);
      // A text lies where the one before it ends.
      const ends = Uint32Array.from(
        { length: count },
        (_, i) => (entry[i * entryWords + 2] ?? 0) + (entry[i * entryWords + 1] ?? 0),
      );
      return { bytes: bytes().subarray(arena, arena + used), ends };
    },
  };

  function codeAt(dictionary: number, place: number, text: Uint8Array): number {
    for (;;) {
      bytes().set(text, place);
      const code = kernel.codeOf(dictionary, place, text.length);
      if (code >= 0) return code;
      grow(dictionary);
    }
  }

  function createDictionary(): number {
    const { slots, entries, bytes: arena } = firstRoom;
    const dictionary = take(32);
    const places = [take(slots * 4), take(entries * entryBytes), take(arena)];
    words(dictionary, 8).set([places[0] ?? 0, slots - 1, places[1] ?? 0, 0, places[2] ?? 0, 0, arena, entries]);
    new Int32Array(kernel.memory.buffer, places[0] ?? 0, slots).fill(-1);
    return dictionary;
  }

  /** Room for every dictionary that has little left, or for all: the kernel does not say which one was full. */
  function growFull(): void {
    const all = dictionaries.filter((dictionary) => dictionary !== 0);
    const short = all.filter((dictionary) => {
      const [, , , count = 0, , used = 0, arena = 0, entries = 0] = words(dictionary, 8);
      return count >= entries * 0.75 || used >= arena * 0.5;
    });
    for (const dictionary of short.length > 0 ? short : all) grow(dictionary);
  }

  function dictionaryRoom(dictionary: number): number {
    const [, , , , , used = 0, arena = 0] = words(dictionary, 8);
    return arena - used;
  }

  /** Four times the room of whatever runs short. */
  function grow(dictionary: number): void {
    const [slots = 0, mask = 0, entries = 0, count = 0, arena = 0, used = 0, arenaBytes = 0, most = 0] = words(
      dictionary,
      8,
    );
    void slots;
    const fewEntries = count >= most * 0.75;
    const nextMost = fewEntries ? most * 4 : most;
    const nextSlots = fewEntries ? (mask + 1) * 4 : mask + 1;
    const nextArena = arenaBytes * 4;
    const slotPlace = fewEntries ? take(nextSlots * 4) : slots;
    const entryPlace = fewEntries ? take(nextMost * entryBytes) : entries;
    const arenaPlace = take(nextArena);
    const memory = bytes();
    if (fewEntries) memory.copyWithin(entryPlace, entries, entries + count * entryBytes);
    memory.copyWithin(arenaPlace, arena, arena + used);
    words(dictionary, 8).set([slotPlace, nextSlots - 1, entryPlace, count, arenaPlace, used, nextArena, nextMost]);
    if (fewEntries) kernel.refillSlots(dictionary);
  }
}

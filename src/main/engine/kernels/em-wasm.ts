import { module as base64 } from './compiled/em.ts';
import { decodeBase64 } from './decode-base64.ts';
import { componentLength, totalsLength, type CovarianceShape, type EmPass, type EmRows } from './em.ts';

type Loop = (...values: number[]) => number;
interface Exports extends Record<string, unknown> {
  memory: WebAssembly.Memory;
  free: () => number;
  roomFor: Loop;
  pack: Loop;
  soft: Loop;
  keepLabels: Loop;
}

/** Rows that travel through the kernel's loops together: few enough for the first cache. */
export const rowsPerBlock = 512;
/** Doubles from one column to the next: not a power of two, so that columns do not share places in the cache. As in em.as.mjs. */
const blockStride = rowsPerBlock + 16;
/** Blocks in at most so many bytes stay packed in the kernel's memory from one pass to the next. */
const residentBytes = 18 << 20;

const align = (bytes: number): number => (bytes + 63) & ~63;

/** One instance per thread serves every pass in turn; the pass that packed its rows last owns its memory. */
let kernel: Exports | null = null;
let owner: object | null = null;

function instance(): Exports {
  kernel ??= new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(base64)), {
    env: { abort: () => undefined },
  }).exports as Exports;
  return kernel;
}

/** Where a pass keeps what, in bytes from the start of the kernel's memory. */
function layout({ columns, weights, labels }: EmRows, shape: CovarianceShape, components: number, kernel: Exports) {
  const d = columns.length;
  const n = columns[0]?.length ?? 0;
  const blocks = Math.max(1, Math.ceil(n / rowsPerBlock));
  const resident = Math.min(blocks, Math.floor(residentBytes / (d * rowsPerBlock * 8)));
  const slots = resident < blocks ? resident + 1 : resident; // the last one for the blocks that find no place
  let end = align(kernel.free());
  const take = (bytes: number): number => {
    const at = end;
    end = align(end + bytes);
    return at;
  };
  return {
    d,
    n,
    blocks,
    resident,
    column: take(d * blockStride * 8),
    affine: take(2 * d * 8),
    terms: take(components * blockStride * 8),
    inverse: take(rowsPerBlock * 8),
    most: take(rowsPerBlock * 8),
    parameters: take(components * componentLength(d, shape) * 8),
    totals: take(totalsLength(d, components, shape) * 8),
    room: take(kernel.roomFor(d)),
    packed: take(slots * d * rowsPerBlock * 8),
    weights: take(weights ? slots * rowsPerBlock * 8 : 0),
    labels: take(labels ? slots * rowsPerBlock * 4 : 0),
    bytes: end,
  };
}

/**
 * The EM pass in WebAssembly, two rows at a time; `createEmPass` in `em.ts` is the same in plain TypeScript.
 * Chunks must begin at a multiple of `rowsPerBlock`.
 */
export function createEmPassWasm(rows: EmRows, shape: CovarianceShape): EmPass {
  const { columns, centre, factor, included, weights, labels } = rows;
  const loops = instance();
  const d = columns.length;
  const suffix = `${shape === 'full' ? 'Full' : 'Diagonal'}${d <= 8 ? d : 'Any'}`;
  const density = loops[`density${suffix}`] as Loop;
  const moments = loops[`moments${suffix}`] as Loop;

  const pass = {};
  let room = 0;
  let at = layout(rows, shape, 1, loops);
  let memory: Float64Array<ArrayBufferLike> = new Float64Array();
  let heldLabels: Int32Array<ArrayBufferLike> = new Int32Array();
  const gaps = new Uint8Array(at.blocks); // blocks known to hold rows that are passed over
  const slots = new Int32Array(at.blocks); // where a block lies packed, −1 if nowhere
  const counts = new Int32Array(at.blocks); // how many of its rows were kept
  let taken = 0;

  /** Lays the memory out anew when another pass has used it or more components are asked for. */
  const claim = (components: number): void => {
    if (owner === pass && components <= room) return;
    owner = pass;
    room = Math.max(components, room);
    at = layout(rows, shape, room, loops);
    const missing = at.bytes - loops.memory.buffer.byteLength;
    if (missing > 0) loops.memory.grow(Math.ceil(missing / 65536));
    memory = new Float64Array(loops.memory.buffer);
    heldLabels = new Int32Array(loops.memory.buffer);
    memory.set(centre, at.affine / 8);
    memory.set(factor, at.affine / 8 + d);
    slots.fill(-1);
    taken = 0;
  };

  const packedAt = (slot: number): number => at.packed + slot * d * rowsPerBlock * 8;

  /** An odd row travels with a copy of itself. @returns whether a value was not finite */
  const pack = (slot: number, count: number): boolean => {
    const place = at.column / 8;
    if (count & 1)
      for (let j = 0; j < d; j++)
        memory[place + j * blockStride + count] = memory[place + j * blockStride + count - 1]!;
    return loops.pack(at.column, count, packedAt(slot), at.affine, d) !== 0;
  };

  /** Packs the rows as they lie in the columns. @returns whether a value was not finite */
  const packWhole = (slot: number, first: number, count: number): boolean => {
    const place = at.column / 8;
    for (let j = 0; j < d; j++) memory.set(columns[j]!.subarray(first, first + count), place + j * blockStride);
    return pack(slot, count);
  };

  /** Packs the rows that count. @returns how many */
  const packSome = (slot: number, first: number, count: number): number => {
    const place = at.column / 8;
    const ownWeights = at.weights / 8 + slot * rowsPerBlock;
    const ownLabels = at.labels / 4 + slot * rowsPerBlock;
    let kept = 0;
    for (let row = first; row < first + count; row++) {
      if (included && included[row] === 0) continue;
      if (weights && !(weights[row]! > 0)) continue;
      let finite = true;
      for (let j = 0; j < d && finite; j++)
        finite = Number.isFinite((memory[place + j * blockStride + kept] = columns[j]![row]!));
      if (!finite) continue;
      if (weights) memory[ownWeights + kept] = weights[row]!;
      if (labels) heldLabels[ownLabels + kept] = labels[row]!;
      kept++;
    }
    if (weights && kept & 1) memory[ownWeights + kept] = 0;
    pack(slot, kept);
    return kept;
  };

  /** @returns the slot in which the rows of a block lie packed */
  const ready = (block: number, first: number, count: number): number => {
    if (slots[block]! >= 0) return slots[block]!;
    const slot = taken < at.resident ? (slots[block] = taken++) : at.resident;
    const simple = !included && !weights && !labels && gaps[block] === 0;
    if (simple && !packWhole(slot, first, count)) counts[block] = count;
    else {
      gaps[block] = 1;
      counts[block] = packSome(slot, first, count);
    }
    return slot;
  };

  return (first, last, components, parameters, totals, to) => {
    claim(components);
    const { terms, inverse, most, room: aside } = at;
    const length = totalsLength(d, components, shape);
    memory.set(parameters.subarray(0, components * componentLength(d, shape)), at.parameters / 8);
    memory.fill(0, at.totals / 8, at.totals / 8 + length);
    for (let row = first; row < last; row += rowsPerBlock) {
      const block = row / rowsPerBlock;
      const slot = ready(block, row, Math.min(rowsPerBlock, last - row));
      const kept = counts[block]!;
      if (kept === 0) continue;
      const y = packedAt(slot);
      const ownWeights = weights ? at.weights + slot * rowsPerBlock * 8 : 0;
      density(y, kept, components, at.parameters, terms, d, aside);
      if (labels) loops.keepLabels(terms, components, kept, at.labels + slot * rowsPerBlock * 4);
      loops.soft(terms, components, kept, inverse, most, ownWeights, at.totals);
      moments(y, kept, components, at.parameters, terms, inverse, at.totals + 16, d, aside);
    }
    totals.set(memory.subarray(at.totals / 8, at.totals / 8 + length), to);
  };
}

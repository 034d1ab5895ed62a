import { module as base64 } from './compiled/em.ts';
import { decodeBase64 } from './decode-base64.ts';
import { componentLength, totalsLength, type CovarianceShape, type EmPass, type EmRows } from './em.ts';

type Loop = (...values: number[]) => number;
interface Exports extends Record<string, unknown> {
  memory: WebAssembly.Memory;
  free: () => number;
  soft: Loop;
  keepLabels: Loop;
}

/** Rows that travel through the four loops together; a multiple of 2, small enough for the first cache. */
export const rowsPerBlock = 512;
/** Doubles from one component's terms to the next one's: not a power of two, so that they do not share places in the cache. */
const stride = rowsPerBlock + 16;
/** Rows in fewer bytes than this stay packed in the kernel's memory from one pass to the next. */
const residentBytes = 8 << 20;

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
function layout(rows: EmRows, shape: CovarianceShape, components: number, free: number) {
  const d = rows.columns.length;
  const n = rows.columns[0]?.length ?? 0;
  const B = rowsPerBlock;
  const blocks = Math.max(1, Math.ceil(n / B));
  const slots = n * d * 8 <= residentBytes ? blocks : 1;
  let end = align(free);
  const take = (bytes: number): number => {
    const at = end;
    end = align(end + bytes);
    return at;
  };
  const cells = (d * (d + 1)) / 2;
  return {
    d,
    n,
    slots,
    column: take(d * B * 8),
    affine: take(2 * d * 8),
    terms: take(components * stride * 8),
    inverse: take(B * 8),
    parameters: take(components * componentLength(d, shape) * 8),
    totals: take(totalsLength(d, components, shape) * 8),
    room: take((2 * d + cells) * 16),
    packed: take(slots * d * B * 8),
    weights: take(rows.weights ? slots * B * 8 : 0),
    labels: take(rows.labels ? slots * B * 4 : 0),
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
  const B = rowsPerBlock;
  const suffix = d <= 8 ? String(d) : 'Any';
  const name = shape === 'full' ? 'Full' : 'Diagonal';
  const pack = loops[`pack${suffix}`] as Loop;
  const density = loops[`density${name}${suffix}`] as Loop;
  const moments = loops[`moments${name}${suffix}`] as Loop;

  const pass = {};
  let room = 0;
  let at = layout(rows, shape, 1, loops.free());
  let column: Float64Array<ArrayBufferLike>[] = [];
  let heldParameters: Float64Array<ArrayBufferLike> = new Float64Array();
  let heldTotals: Float64Array<ArrayBufferLike> = new Float64Array();
  let packedWeights: Float64Array<ArrayBufferLike> = new Float64Array();
  let packedLabels: Int32Array<ArrayBufferLike> = new Int32Array();
  const gaps = new Uint8Array(Math.ceil(at.n / B)); // blocks known to hold rows that are passed over
  let counts = new Int32Array(); // rows kept per slot, −1 before it is packed

  /** Lays the memory out anew when another pass has used it or more components are asked for. */
  const claim = (components: number): void => {
    if (owner === pass && components <= room) return;
    owner = pass;
    room = Math.max(components, room);
    at = layout(rows, shape, room, loops.free());
    const missing = at.bytes - loops.memory.buffer.byteLength;
    if (missing > 0) loops.memory.grow(Math.ceil(missing / 65536));
    const { buffer } = loops.memory;
    column = columns.map((_, j) => new Float64Array(buffer, at.column + j * B * 8, B));
    heldParameters = new Float64Array(buffer, at.parameters, room * componentLength(d, shape));
    heldTotals = new Float64Array(buffer, at.totals, totalsLength(d, room, shape));
    packedWeights = new Float64Array(buffer, at.weights, weights ? at.slots * B : 0);
    packedLabels = new Int32Array(buffer, at.labels, labels ? at.slots * B : 0);
    const affine = new Float64Array(buffer, at.affine, 2 * d);
    affine.set(centre);
    affine.set(factor, d);
    counts = new Int32Array(at.slots).fill(-1);
  };

  /** Packs a block as it lies in the columns. @returns whether a value was not finite */
  const packWhole = (first: number, count: number, packed: number): boolean => {
    for (let j = 0; j < d; j++) {
      const target = column[j]!;
      target.set(columns[j]!.subarray(first, first + count));
      if (count & 1) target[count] = target[count - 1]!;
    }
    return pack(at.column, B * 8, count, packed, at.affine, d) !== 0;
  };

  /** Packs the rows of a block that count. @returns how many */
  const packSome = (first: number, count: number, packed: number, slot: number): number => {
    let kept = 0;
    for (let row = first; row < first + count; row++) {
      if (included && included[row] === 0) continue;
      if (weights && !(weights[row]! > 0)) continue;
      let finite = true;
      for (let j = 0; j < d && finite; j++) finite = Number.isFinite((column[j]![kept] = columns[j]![row]!));
      if (!finite) continue;
      if (weights) packedWeights[slot * B + kept] = weights[row]!;
      if (labels) packedLabels[slot * B + kept] = labels[row]!;
      kept++;
    }
    if (kept & 1) {
      for (let j = 0; j < d; j++) column[j]![kept] = column[j]![kept - 1]!;
      if (weights) packedWeights[slot * B + kept] = 0;
    }
    pack(at.column, B * 8, kept, packed, at.affine, d);
    return kept;
  };

  /** @returns rows kept of a block, packed in its slot */
  const ready = (block: number, first: number, count: number, packed: number, slot: number): number => {
    if (at.slots > 1 && counts[slot]! >= 0) return counts[slot]!;
    let kept = count;
    const simple = !included && !weights && !labels && gaps[block] === 0;
    if (!simple || packWhole(first, count, packed)) {
      gaps[block] = 1;
      kept = packSome(first, count, packed, slot);
    }
    counts[slot] = kept;
    return kept;
  };

  return (first, last, components, parameters, totals, to) => {
    claim(components);
    const length = totalsLength(d, components, shape);
    heldParameters.set(parameters.subarray(0, components * componentLength(d, shape)));
    heldTotals.fill(0);
    for (let row = first; row < last; row += B) {
      const block = row / B;
      const slot = at.slots > 1 ? block : 0;
      const packed = at.packed + slot * d * B * 8;
      const kept = ready(block, row, Math.min(B, last - row), packed, slot);
      if (kept === 0) continue;
      const ownWeights = weights ? at.weights + slot * B * 8 : 0;
      density(packed, kept, components, at.parameters, at.terms, stride, d, at.room);
      if (labels) loops.keepLabels(at.terms, stride, components, kept, at.labels + slot * B * 4);
      loops.soft(at.terms, stride, components, kept, at.inverse, ownWeights, at.totals);
      moments(packed, components, at.parameters, at.terms, stride, kept, at.inverse, at.totals + 16, d, at.room);
    }
    totals.set(heldTotals.subarray(0, length), to);
  };
}

/** Record ends of a stretch of bytes, by whether they lie between quotes, if the stretch begins outside quotes. */
export interface LineCounts {
  outside: number;
  inside: number;
  /** The stretch holds an odd number of quotes: what follows begins inside quotes if it began outside. */
  oddQuotes: boolean;
}

/** Looks at the bytes of a file before any cell is read. There is a WebAssembly one and a plain one. */
export interface ByteScanner {
  /** A block's bytes are put here. */
  readonly block: Uint8Array;
  start(): void;
  /** Counts the block's bytes [from, to), going on from the last call since `start`. */
  countLines(from: number, to: number): void;
  lines(): LineCounts;
  /** Takes the block's bytes [0, length) into the hash; a multiple of 32. */
  addToHash(length: number): void;
  /** XXH64 with seed 0 [Collet2014] of all bytes since `start`, the block's bytes [0, length) being the last of them. */
  hash(length: number): bigint;
}

/**
 * The plain twin of `scan-bytes-wasm.ts`.
 * @param recordEnd  byte
 * @param quote      byte, −1 for none
 */
export function createByteScanner(recordEnd: number, quote: number, blockBytes: number): ByteScanner {
  const block = new Uint8Array(blockBytes);
  let counts: LineCounts = { outside: 0, inside: 0, oddQuotes: false };
  let hashed: Uint8Array[] = [];
  return {
    block,
    start() {
      counts = { outside: 0, inside: 0, oddQuotes: false };
      hashed = [];
    },
    countLines(from, to) {
      for (let i = from; i < to; i++) {
        if (block[i] === quote) counts.oddQuotes = !counts.oddQuotes;
        else if (block[i] === recordEnd) {
          if (counts.oddQuotes) counts.inside++;
          else counts.outside++;
        }
      }
    },
    lines: () => ({ ...counts }),
    addToHash: (length) => void hashed.push(block.slice(0, length)),
    hash: (length) => xxh64(Uint8Array.from([...hashed, block.subarray(0, length)].flatMap((part) => [...part]))),
  };
}

const word = 0xffffffffffffffffn;
const [prime1, prime2, prime3, prime4, prime5] = [
  0x9e3779b185ebca87n,
  0xc2b2ae3d27d4eb4fn,
  0x165667b19e3779f9n,
  0x85ebca77c2b2ae63n,
  0x27d4eb2f165667c5n,
] as const;
const rotate = (value: bigint, by: bigint): bigint => ((value << by) | (value >> (64n - by))) & word;
const round = (lane: bigint, input: bigint): bigint => (rotate((lane + input * prime2) & word, 31n) * prime1) & word;

/** XXH64 with seed 0, as its specification says it [Collet2014]. */
export function xxh64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  let hash: bigint = prime5;
  if (bytes.length >= 32) {
    const lanes = [(prime1 + prime2) & word, prime2, 0n, -prime1 & word];
    for (; at + 32 <= bytes.length; at += 32) {
      for (const [i, lane] of lanes.entries()) lanes[i] = round(lane, view.getBigUint64(at + 8 * i, true));
    }
    const turns = [1n, 7n, 12n, 18n];
    hash = lanes.reduce((sum, lane, i) => sum + rotate(lane, turns[i] ?? 0n), 0n) & word;
    for (const lane of lanes) hash = ((hash ^ round(0n, lane)) * prime1 + prime4) & word;
  }
  hash = (hash + BigInt(bytes.length)) & word;
  for (; at + 8 <= bytes.length; at += 8)
    hash = (rotate(hash ^ round(0n, view.getBigUint64(at, true)), 27n) * prime1 + prime4) & word;
  if (at + 4 <= bytes.length) {
    hash = (rotate(hash ^ ((BigInt(view.getUint32(at, true)) * prime1) & word), 23n) * prime2 + prime3) & word;
    at += 4;
  }
  for (; at < bytes.length; at++)
    hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * prime5) & word), 11n) * prime1) & word;
  hash = ((hash ^ (hash >> 33n)) * prime2) & word;
  hash = ((hash ^ (hash >> 29n)) * prime3) & word;
  return hash ^ (hash >> 32n);
}

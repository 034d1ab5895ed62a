import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers that depends on its seed alone: the same on every computer and in every thread. */
export interface Generator {
  /** Uniform on [0, 1), 53 bits. */
  uniform: () => number;
  /** Standard normal. */
  normal: () => number;
  /** Uniform on the whole numbers 0 … below − 1. */
  integer: (below: number) => number;
}

/**
 * xoroshiro128+ with the polar method for normals, which needs no sine and therefore gives the same bits everywhere.
 * @param seed    a whole number below 2⁵³
 * @param stream  a second number for independent streams of one seed: replicate, start, chunk
 * @see [MarsagliaBray1964]
 */
export function createGenerator(seed: number, stream = 0): Generator {
  const source = xoroshiro128plus(mix(mix(mix(seed | 0) ^ Math.floor(seed / 2 ** 32)) ^ stream));
  for (let i = 0; i < 8; i++) source.next(); // the generator's first states are close to its seed
  const uniform = (): number => {
    const high = source.next() >>> 5;
    const low = source.next() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  };
  let spare = NaN;
  const normal = (): number => {
    if (!Number.isNaN(spare)) {
      const value = spare;
      spare = NaN;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const stretch = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * stretch;
      return x * stretch;
    }
  };
  return { uniform, normal, integer: (below) => Math.floor(uniform() * below) };
}

/** Spreads neighbouring seeds over all 32 bits (the finaliser of MurmurHash3). */
function mix(seed: number): number {
  let h = seed | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) | 0;
}

import { decodeBase64 } from './decode-base64.ts';

/** A kernel's functions and its memory, laid out as the caller likes from `free` on. */
export interface KernelInstance<Loops> {
  loops: Loops;
  /** First byte that no static data of the kernel uses; a multiple of 64. */
  free: number;
  /** The memory as doubles, bytes and 32-bit counts, grown to hold at least so many bytes. Views are valid until it grows again. */
  memory: (bytes: number) => { doubles: Float64Array; bytes: Uint8Array; counts: Uint32Array };
}

/**
 * One instance of a compiled kernel, made at the first call: a thread that never counts never compiles.
 * @param base64  the compiled module, as scripts/build-kernels.mjs writes it
 */
export function kernelInstance<Loops>(base64: string): () => KernelInstance<Loops> {
  let instance: KernelInstance<Loops> | null = null;
  return () => (instance ??= instantiate<Loops>(base64));
}

function instantiate<Loops>(base64: string): KernelInstance<Loops> {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(decodeBase64(base64)), {
    env: { abort: () => undefined },
  });
  const memory = exports['memory'] as WebAssembly.Memory;
  return {
    loops: exports as Loops,
    free: 1024,
    memory(bytes) {
      const missing = Math.ceil((bytes - memory.buffer.byteLength) / 65_536);
      if (missing > 0) memory.grow(missing);
      const { buffer } = memory;
      return { doubles: new Float64Array(buffer), bytes: new Uint8Array(buffer), counts: new Uint32Array(buffer) };
    },
  };
}

/**
 * Copies values to a place in a kernel's memory and pads them with NaN to a multiple of four.
 * @param at  place, in doubles
 * @returns how many, padding included
 */
export function putPadded(memory: Float64Array, at: number, values: Float64Array): number {
  memory.set(values, at);
  const padded = (values.length + 3) & ~3;
  memory.fill(NaN, at + values.length, at + padded);
  return padded;
}

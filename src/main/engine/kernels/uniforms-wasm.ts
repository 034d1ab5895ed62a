import { module } from './compiled/uniforms.ts';
import { kernelInstance } from './kernel-instance.ts';

interface Loops {
  fillUniforms: (state: number, out: number, count: number) => void;
}

const kernel = kernelInstance<Loops>(module);

/** As the twin in uniforms.ts, bit for bit. */
export function fillUniforms(state: BigUint64Array, out: Float64Array): void {
  const { loops, free, memory } = kernel();
  const at = free / 8 + 4;
  const { doubles } = memory((at + out.length) * 8);
  const words = new BigUint64Array(doubles.buffer, free, 4);
  words.set(state);
  loops.fillUniforms(free, at * 8, out.length);
  state.set(words);
  out.set(doubles.subarray(at, at + out.length));
}

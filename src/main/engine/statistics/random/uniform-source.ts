import { uniformState } from '../../kernels/uniforms.ts';
import { fillUniforms } from '../../kernels/uniforms-wasm.ts';

/** Uniform numbers by the million: a kernel makes them a block at a time. */
export class UniformSource {
  readonly #block = new Float64Array(2048);
  #state = uniformState(0, 0);
  #at = this.#block.length;

  /** Goes to the beginning of a stream. What it gives depends on seed and stream alone. */
  restart(seed: number, stream: number): void {
    this.#state = uniformState(seed, stream);
    this.#at = this.#block.length;
  }

  /** Uniform on [0, 1), 53 bits. */
  next(): number {
    if (this.#at === this.#block.length) {
      fillUniforms(this.#state, this.#block);
      this.#at = 0;
    }
    return this.#block[this.#at++]!;
  }
}

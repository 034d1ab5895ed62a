/** Counts how many rows of a column hold each code, −1 (no text) among them. */
export class CodeUses {
  /** By code + 1. */
  #uses: Float64Array = new Float64Array(1024);

  add(code: number): void {
    if (code + 1 >= this.#uses.length) this.#grow(code + 2);
    this.#uses[code + 1] = (this.#uses[code + 1] ?? 0) + 1;
  }

  addAll(codes: Int32Array | Float64Array): void {
    let uses = this.#uses;
    for (let i = 0; i < codes.length; i++) {
      const at = codes[i]! + 1;
      if (at >= uses.length) uses = this.#grow(at + 1);
      uses[at]!++;
    }
  }

  counted(): { counts: Float64Array; empty: number } {
    return { counts: this.#uses.subarray(1), empty: this.#uses[0] ?? 0 };
  }

  #grow(needed: number): Float64Array {
    const grown = new Float64Array(needed * 2);
    grown.set(this.#uses);
    this.#uses = grown;
    return grown;
  }
}

/** A field of text; of a box to tick, `value` is what it stands for and never edited. */
interface Field {
  value: string;
}

/** Which fields hold text that was typed and not yet taken over: in these, undo takes back letters. */
export class UncommittedEdits {
  /** What stood there before the first letter was typed. */
  readonly #before = new WeakMap<Field, string>();

  /** Letters are about to be typed. */
  begin(field: Field): void {
    if (!this.#before.has(field)) this.#before.set(field, field.value);
  }

  /** The text was taken over, put back or left. */
  settle(field: Field): void {
    this.#before.delete(field);
  }

  in(field: Field): boolean {
    return this.#before.has(field) && this.#before.get(field) !== field.value;
  }
}

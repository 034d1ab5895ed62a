const durationMs = 1400;

/** A number on its way to another, slow at both ends; whoever prefers less motion sees only its end. */
export class TurnMotion {
  /** The number of the moment; null while nothing moves. */
  current = $state.raw<number | null>(null);
  #frame = 0;

  /** @param done  called once, when the end is reached */
  start(from: number, to: number, done: () => void): void {
    this.stop();
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) {
      done();
      return;
    }
    const begun = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - begun) / durationMs));
      if (part < 1) {
        this.current = from + (to - from) * part * part * (3 - 2 * part);
        this.#frame = requestAnimationFrame(step);
      } else {
        done();
        this.current = null;
      }
    };
    this.current = from;
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.current = null;
  }
}

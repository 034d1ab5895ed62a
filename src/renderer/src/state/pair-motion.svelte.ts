import type { AffineMap } from '../../../shared/statistics/affine-map.ts';

/** A picture on its way from one map of the plane to another; t grows from 0 to 1. */
export interface Motion {
  from: AffineMap;
  to: AffineMap;
  t: number;
}

const durationMs = 700;

/** Moves a picture between two coordinates; whoever prefers less motion sees only its end. */
export class PairMotion {
  current = $state.raw<Motion | null>(null);
  #frame = 0;

  start(from: AffineMap, to: AffineMap): void {
    this.stop();
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const begun = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, Math.max(0, (now - begun) / durationMs));
      // Slow at both ends.
      const t = part * part * (3 - 2 * part);
      this.current = part < 1 ? { from, to, t } : null;
      if (part < 1) this.#frame = requestAnimationFrame(step);
    };
    this.current = { from, to, t: 0 };
    this.#frame = requestAnimationFrame(step);
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
    this.current = null;
  }
}

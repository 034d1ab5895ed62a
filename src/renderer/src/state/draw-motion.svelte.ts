/** What has happened of the draw that is under way: nothing yet, z chosen, its component found, x drawn. */
export type DrawPhase = 'none' | 'z' | 'component' | 'x';

const phases: readonly DrawPhase[] = ['none', 'z', 'component', 'x'];
/** The first draws are followed step by step; later ones come in growing handfuls. */
const followed = 8;
const slowMs = 420;
const quickMs = 60;

const prefersStillness = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Draws that happen before one's eyes, one at a time. */
export class DrawMotion {
  /** Draws that are complete; null where all are shown and nothing is under way. */
  shown = $state<number | null>(null);
  phase = $state<DrawPhase>('none');
  playing = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #most = 0;

  showAll(): void {
    clearTimeout(this.#timer);
    this.shown = null;
    this.phase = 'none';
    this.playing = false;
  }

  /** Takes all draws back. */
  clear(): void {
    this.showAll();
    this.shown = 0;
  }

  /** One more draw; whoever prefers less motion sees it done. @param most  draws there are */
  drawOne(most: number): void {
    clearTimeout(this.#timer);
    this.#most = most;
    this.playing = false;
    // A draw that is still under way is done first.
    if (this.phase !== 'none' && this.phase !== 'x' && this.shown !== null) this.shown++;
    this.shown ??= 0;
    if (this.shown >= most) return;
    if (prefersStillness()) {
      this.shown++;
      this.phase = 'x';
    } else {
      this.phase = 'z';
      this.#timer = setTimeout(() => this.#advance(), slowMs);
    }
  }

  /** One draw after the other until all are there, or it is paused. */
  play(most: number): void {
    if (this.playing) {
      clearTimeout(this.#timer);
      this.playing = false;
      return;
    }
    if (prefersStillness()) return this.showAll();
    this.#most = most;
    if (this.shown === null || this.shown >= most) {
      this.shown = 0;
      this.phase = 'none';
    }
    this.playing = true;
    this.#advance();
  }

  #advance(): void {
    const { phase } = this;
    const done = this.shown ?? 0;
    if (this.playing && done >= followed) {
      this.shown = Math.min(this.#most, done + Math.max(1, Math.ceil(done / 12)));
      this.phase = 'x';
      if (this.shown >= this.#most) return this.showAll();
      this.#timer = setTimeout(() => this.#advance(), quickMs);
      return;
    }
    const next = phase === 'x' ? 'z' : phases[phases.indexOf(phase) + 1]!;
    this.phase = next;
    if (next === 'x') {
      this.shown = done + 1;
      if (!this.playing) return;
      if (this.shown >= this.#most) return this.showAll();
    }
    this.#timer = setTimeout(() => this.#advance(), slowMs);
  }
}

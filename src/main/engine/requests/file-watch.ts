import { statSync, type Stats } from 'node:fs';

/** Files are looked at this often. Polling, because a file on a network drive or replaced by an editor sends no event. */
const intervalMs = 2000;

interface Watched {
  path: string;
  seen: { size: number; mtimeMs: number };
  told: 'modified' | 'missing' | null;
}

/** Tells once when a file is no longer what it was when it was added, and once more when that changes. */
export class FileWatch {
  readonly #watched = new Map<string, Watched>();
  readonly #tell: (id: string, change: 'modified' | 'missing') => void;
  #timer: ReturnType<typeof setInterval> | null = null;

  constructor(tell: (id: string, change: 'modified' | 'missing') => void) {
    this.#tell = tell;
  }

  add(id: string, path: string): void {
    const stats = statsOf(path);
    if (stats === null) return;
    this.#watched.set(id, { path, seen: { size: stats.size, mtimeMs: stats.mtimeMs }, told: null });
    this.#timer ??= setInterval(() => this.look(), intervalMs).unref();
  }

  remove(id: string): void {
    this.#watched.delete(id);
    if (this.#watched.size === 0) this.close();
  }

  /** Compares every file with what was seen. */
  look(): void {
    for (const [id, watched] of this.#watched) {
      const change = changeOf(watched.seen, statsOf(watched.path));
      if (change !== watched.told && change !== null) this.#tell(id, change);
      watched.told = change;
    }
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#watched.clear();
  }
}

function statsOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

function changeOf(seen: Watched['seen'], now: Stats | null): 'modified' | 'missing' | null {
  if (now === null) return 'missing';
  return now.size !== seen.size || now.mtimeMs !== seen.mtimeMs ? 'modified' : null;
}

import type { Failure } from '../../../shared/contract/errors.ts';

export interface Toast {
  id: number;
  kind: 'done' | 'notice' | 'failure';
  /** One sentence. */
  message: string;
  /** What a failure rests on, to be unfolded and copied. */
  details: string | null;
  action: { label: string; run: () => void } | null;
}

const shownMs = 6000;

/** Short messages at the edge of the window. A failure stays until it is closed; good news goes by itself. */
export class Toasts {
  list = $state.raw<Toast[]>([]);
  #lastId = 0;

  done(message: string, action: Toast['action'] = null): void {
    const id = this.#add({ kind: 'done', message, details: null, action });
    setTimeout(() => this.close(id), shownMs);
  }

  notice(message: string, action: Toast['action'] = null): void {
    this.#add({ kind: 'notice', message, details: null, action });
  }

  failure(failure: Failure, action: Toast['action'] = null): void {
    if (failure.code === 'cancelled') return;
    const entries = Object.entries(failure.details).map(([name, value]) => `${name}: ${String(value)}`);
    this.#add({
      kind: 'failure',
      message: failure.message,
      details: [`code: ${failure.code}`, ...entries].join('\n'),
      action,
    });
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(toast: Omit<Toast, 'id'>): number {
    const id = ++this.#lastId;
    const others = this.list.filter(({ message }) => message !== toast.message);
    this.list = [...others.slice(-3), { ...toast, id }];
    return id;
  }
}

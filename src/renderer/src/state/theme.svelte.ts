import type { Settings } from '../../../shared/contract/settings.ts';

export type Theme = 'light' | 'dark';

/** The theme in force: the person's choice, or the system's. */
export class ThemeState {
  choice = $state<Settings['theme']>('system');
  #systemIsDark = $state(false);

  constructor() {
    const media = window.matchMedia('(prefers-color-scheme: dark)');
    this.#systemIsDark = media.matches;
    media.addEventListener('change', (event) => (this.#systemIsDark = event.matches));
  }

  get current(): Theme {
    if (this.choice !== 'system') return this.choice;
    return this.#systemIsDark ? 'dark' : 'light';
  }
}

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { checkParams } from '../../../shared/contract/schemas.ts';
import { defaultSettings, type Settings } from '../../../shared/contract/settings.ts';

const mostRecent = 12;

/** A person's settings in a file. Reading never fails: what is missing or unreadable is the default. */
export class SettingsFile {
  readonly #path: string;
  #settings: Settings;

  constructor(folder: string) {
    this.#path = join(folder, 'settings.json');
    this.#settings = this.#load();
  }

  read(): Settings {
    return structuredClone(this.#settings);
  }

  /** Keeps the settings. A disk that cannot be written costs their permanence, not the session. */
  write(settings: Settings): void {
    this.#settings = structuredClone(settings);
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      // A rename replaces the file whole: a crash in between leaves the old one.
      const temporary = `${this.#path}.${process.pid}`;
      writeFileSync(temporary, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
      renameSync(temporary, this.#path);
    } catch (thrown) {
      console.error(`The settings could not be kept: ${String(thrown)}`);
    }
  }

  /** Puts a file first among those opened last. */
  remember(path: string): void {
    const others = this.#settings.recent.filter((entry) => entry.path !== path);
    const recent = [{ path, name: basename(path) }, ...others].slice(0, mostRecent);
    this.write({ ...this.#settings, recent });
  }

  #load(): Settings {
    try {
      const stored = JSON.parse(readFileSync(this.#path, 'utf8')) as Partial<Settings>;
      const settings = { ...defaultSettings, ...stored };
      return checkParams('settings.write', { settings }).settings;
    } catch {
      return defaultSettings;
    }
  }
}

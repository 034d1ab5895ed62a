import { resolve } from 'node:path';
import type { App } from 'electron';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { GrantedFiles } from '../requests/granted-files.ts';

/** Files among the arguments of a start: what is neither the program, nor the app's folder, nor a switch. */
export function filesOfArguments(argv: readonly string[], packaged: boolean, folder: string): string[] {
  return argv
    .slice(packaged ? 1 : 2)
    .filter((argument) => !argument.startsWith('-'))
    .map((argument) => resolve(folder, argument));
}

/**
 * Files the system or the command line wants opened. Until the first page asks they are kept for it; from then on they
 * are announced.
 */
export class FilesToOpen {
  readonly #files: GrantedFiles;
  readonly #announce: (sources: SourceRequest[]) => void;
  #waiting: SourceRequest[] | null = [];

  constructor(files: GrantedFiles, announce: (sources: SourceRequest[]) => void) {
    this.#files = files;
    this.#announce = announce;
  }

  /** @param paths  absolute */
  open(paths: readonly string[]): void {
    if (paths.length === 0) return;
    const sources = paths.map((path) => this.#files.grant(path));
    if (this.#waiting === null) this.#announce(sources);
    else this.#waiting.push(...sources);
  }

  take(): SourceRequest[] {
    const sources = this.#waiting ?? [];
    this.#waiting = null;
    return sources;
  }

  /** macOS names files by an event, and may do so before the app is ready. */
  listen(app: App): void {
    app.on('open-file', (event, path) => {
      event.preventDefault();
      this.open([path]);
    });
  }
}

import { resolve } from 'node:path';
import type { SourceRequest } from '../../../shared/contract/requests.ts';

/**
 * The files a person named: on the command line, in a dialog, by dropping them. A page can open these and no other, so
 * that whatever runs in it cannot read the disk.
 */
export class GrantedFiles {
  readonly #paths = new Set<string>();

  /** @returns the file as a source that a page may ask for */
  grant(path: string): SourceRequest {
    const absolute = resolve(path);
    this.#paths.add(absolute);
    return { kind: 'path', path: absolute };
  }

  allows(path: string): boolean {
    return this.#paths.has(resolve(path));
  }
}

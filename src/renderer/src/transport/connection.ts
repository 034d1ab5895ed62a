import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { Transport } from '../../../shared/contract/transport.ts';

export interface SendFilesOptions {
  signal?: AbortSignal;
  /** Bytes sent so far, of how many. */
  onProgress?: (sent: number, total: number) => void;
}

/** The page's way to the engine, the same in a window and in a browser. */
export interface Connection extends Transport {
  /**
   * Files that a person dropped or picked, as sources for `dataset.open`: paths in the desktop app, bytes sent over
   * in a browser. Empty when the signal stopped it.
   * @throws {RequestError} when sending failed
   */
  sourcesOf: (files: readonly File[], options?: SendFilesOptions) => Promise<SourceRequest[]>;
}

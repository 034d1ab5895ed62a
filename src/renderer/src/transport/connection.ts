import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { Transport } from '../../../shared/contract/transport.ts';

export interface SendFilesOptions {
  signal?: AbortSignal;
  /** Bytes sent so far, of how many. */
  onProgress?: (sent: number, total: number) => void;
}

/** `reconnecting`: what is asked meanwhile waits. `lost`: nothing is answered any more. */
export type ConnectionStatus = 'open' | 'reconnecting' | 'lost';

/** The page's way to the engine, the same in a window and in a browser. */
export interface Connection extends Transport {
  /**
   * Files that a person dropped or picked, as sources for `dataset.open`: paths in the desktop app, bytes sent over
   * in a browser. Empty when the signal stopped it.
   * @throws {RequestError} when sending failed
   */
  sourcesOf: (files: readonly File[], options?: SendFilesOptions) => Promise<SourceRequest[]>;
  /** Tells every change of the status; the returned function stops that. */
  onStatus: (listener: (status: ConnectionStatus) => void) => () => void;
}

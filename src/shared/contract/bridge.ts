import type { ClientMessage, ServerMessage } from './messages.ts';
import type { SourceRequest } from './requests.ts';

/**
 * What Electron's preload script gives the page as `window.bellwether`, and all that it gives. `DroppedFile` is the
 * browser's `File`, which shared code has no name for.
 */
export interface Bridge<DroppedFile> {
  send: (message: ClientMessage) => void;
  /** The returned function stops listening. */
  onMessage: (listener: (message: ServerMessage) => void) => () => void;
  /**
   * Files that a person dropped on the page, as sources it may open. Only a real file has a path, so that a page cannot
   * ask for one by naming it; files without path (dragged from another page) are left out.
   */
  grantDroppedFiles: (files: readonly DroppedFile[]) => Promise<SourceRequest[]>;
}

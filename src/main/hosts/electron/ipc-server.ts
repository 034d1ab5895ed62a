import type { IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron';
import { grantChannel, messageChannel } from '../../../shared/contract/channels.ts';
import { serveConnection } from '../../../shared/contract/connection.ts';
import type { SourceRequest } from '../../../shared/contract/requests.ts';
import type { Server } from '../../../shared/contract/transport.ts';
import type { GrantedFiles } from '../requests/granted-files.ts';
import { appOrigin } from './app-protocol.ts';

interface Connection {
  receive: (message: unknown) => void;
  close: () => void;
}

/** Serves the contract to our own page in every window it is attached to, over one channel of messages. */
export function serveIpc(
  ipcMain: IpcMain,
  contract: Server,
  files: GrantedFiles,
): { attach: (contents: WebContents) => void } {
  const connections = new Map<WebContents, Connection>();

  function end(contents: WebContents): void {
    connections.get(contents)?.close();
    connections.delete(contents);
  }

  ipcMain.on(messageChannel, (event, message: unknown) => {
    if (fromOurPage(event)) connections.get(event.sender)?.receive(message);
  });
  ipcMain.handle(grantChannel, (event, paths: unknown): SourceRequest[] => {
    if (!fromOurPage(event) || !Array.isArray(paths)) return [];
    return paths.filter((path) => typeof path === 'string').map((path) => files.grant(path));
  });

  return {
    attach: (contents) => {
      // Each loading of the page is a client of its own: it counts its calls from 1 again, and what the one before
      // asked for must not answer it.
      contents.on('did-navigate', () => {
        end(contents);
        connections.set(contents, connect(contents, contract));
      });
      contents.on('render-process-gone', () => end(contents));
      contents.on('destroyed', () => end(contents));
    },
  };
}

function connect(contents: WebContents, contract: Server): Connection {
  let open = true;
  const { receive, close } = serveConnection(contract, (message) => {
    if (open && !contents.isDestroyed()) contents.send(messageChannel, message);
  });
  return {
    receive,
    close: () => {
      open = false;
      close();
    },
  };
}

/** True for the main frame of a window that shows our page. Read at once: the frame may be gone a moment later. */
function fromOurPage({ senderFrame, sender }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === appOrigin;
}

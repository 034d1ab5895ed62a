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

/** Serves the contract to our own page in every window, over one channel of messages. */
export function serveIpc(ipcMain: IpcMain, contract: Server, files: GrantedFiles): void {
  const connections = new Map<WebContents, Connection>();

  function connectionOf(contents: WebContents): Connection {
    const known = connections.get(contents);
    if (known !== undefined) return known;
    const connection = connect(contents, contract);
    connections.set(contents, connection);
    const end = (): void => {
      connections.delete(contents);
      connection.close();
    };
    // A page that is loaded again counts its calls from 1 again: what the old one asked for must not answer it.
    contents.once('did-navigate', end);
    contents.once('render-process-gone', end);
    contents.once('destroyed', end);
    return connection;
  }

  ipcMain.on(messageChannel, (event, message: unknown) => {
    if (fromOurPage(event)) connectionOf(event.sender).receive(message);
  });
  ipcMain.handle(grantChannel, (event, paths: unknown): SourceRequest[] => {
    if (!fromOurPage(event) || !Array.isArray(paths)) return [];
    return paths.filter((path) => typeof path === 'string').map((path) => files.grant(path));
  });
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

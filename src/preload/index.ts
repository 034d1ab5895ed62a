import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '../shared/contract/bridge.ts';
import { grantChannel, messageChannel } from '../shared/contract/channels.ts';
import type { ServerMessage } from '../shared/contract/messages.ts';
import type { SourceRequest } from '../shared/contract/requests.ts';

/** All that the page gets of Electron: one channel of messages, and the paths of files that were dropped on it. */
const bridge: Bridge<File> = {
  send: (message) => ipcRenderer.send(messageChannel, message),
  onMessage: (listener) => {
    const receive = (_: unknown, message: ServerMessage): void => listener(message);
    ipcRenderer.on(messageChannel, receive);
    return () => void ipcRenderer.off(messageChannel, receive);
  },
  grantDroppedFiles: (files) => {
    const paths = files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== '');
    return ipcRenderer.invoke(grantChannel, paths) as Promise<SourceRequest[]>;
  },
};

contextBridge.exposeInMainWorld('bellwether', Object.freeze(bridge));

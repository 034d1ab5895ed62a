import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { Connection } from './connection.ts';
import { connectIpc } from './ipc.ts';
import { connectWebSocket } from './websocket.ts';

declare global {
  interface Window {
    /** Present in the desktop app, put there by the preload script. */
    readonly bellwether?: Bridge<File>;
  }
}

/** Connects to the host that served this page. */
export function connect(): Promise<Connection> {
  if (window.bellwether !== undefined) return Promise.resolve(connectIpc(window.bellwether));
  return connectWebSocket(`ws://${location.host}/socket`);
}

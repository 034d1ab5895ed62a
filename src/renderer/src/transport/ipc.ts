import type { Bridge } from '../../../shared/contract/bridge.ts';
import { createClient } from '../../../shared/contract/client.ts';
import type { Connection } from './connection.ts';

/** Connects through the preload script of the desktop app. Messages are cloned on their way, typed arrays included. */
export function connectIpc(bridge: Bridge<File>): Connection {
  let stop = (): void => {};
  const { transport, receive } = createClient(bridge.send, () => stop());
  stop = bridge.onMessage(receive);
  return { ...transport, sourcesOf: (files) => bridge.grantDroppedFiles(files), onStatus: () => () => {} };
}

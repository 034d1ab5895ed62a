import type { Engine } from '../../engine/engine.ts';
import type { AppParts } from '../assets/locate-app.ts';
import { GrantedFiles } from '../requests/granted-files.ts';
import { serveHost } from '../requests/serve-host.ts';
import { SettingsFile } from '../settings/settings-file.ts';
import { settingsFolder } from '../settings/settings-folder.ts';
import type { LoopbackArguments } from './arguments.ts';
import { startHttpServer, type HttpServer } from './http-server.ts';
import { loopbackRequests } from './loopback-requests.ts';
import { hasDisplay, openBrowser } from './open-browser.ts';
import { serveWebSockets } from './websocket-server.ts';

/** Starts the server, says where it is, and waits for the signal that ends it. */
export async function startLoopback(parts: {
  engine: Engine;
  app: AppParts;
  wanted: LoopbackArguments;
}): Promise<0 | 1> {
  const { engine, app, wanted } = parts;
  let http: HttpServer;
  try {
    http = await startHttpServer(app.page, wanted.port);
  } catch (thrown) {
    console.error(cannotListen(wanted.port, thrown));
    await engine.close();
    return 1;
  }
  if (wanted.files.length === 0) engine.warmUp();
  const files = new GrantedFiles();
  const settings = new SettingsFile(settingsFolder());
  const openFirst = wanted.files.map((file) => files.grant(file));
  const handlers = loopbackRequests({ version: app.version, openFirst, settings, files });
  const host = serveHost(engine, handlers, files, (path) => settings.remember(path));
  const sockets = serveWebSockets(http, host);

  const address = (token: string): string => `${http.origin}/?token=${token}`;
  const url = address(http.access.token);
  process.stdout.write(`${JSON.stringify({ url, port: http.port })}\n`);
  process.stderr.write(`Bellwether is at ${url}\nIt runs until you press Ctrl+C.\n`);
  if (wanted.open && hasDisplay()) openBrowser(address(http.access.launchToken()));

  await endSignal();
  sockets.close();
  http.server.close();
  http.server.closeAllConnections();
  await engine.close();
  return 0;
}

/** Ctrl+C, `kill`, or the terminal that closes. A second one ends the program at once. */
function endSignal(): Promise<void> {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  return new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve());
  });
}

function cannotListen(port: number, thrown: unknown): string {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : null;
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program: choose another with --port, or leave it out.`;
  if (code === 'EACCES')
    return `Port ${port} is not allowed for you: choose one above 1023 with --port, or leave it out.`;
  return `Bellwether could not be served on this computer: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
}

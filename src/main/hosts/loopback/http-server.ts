import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageSource } from '../assets/page-source.ts';
import { Access, type Refusal } from './access.ts';

export interface HttpServer {
  server: Server;
  access: Access;
  port: number;
  /** Address without token, such as `http://127.0.0.1:4711`. */
  origin: string;
}

/**
 * Serves the page on 127.0.0.1 and nowhere else.
 * @param port  0 for any free one
 * @throws {Error} EADDRINUSE, EACCES from the operating system
 */
export async function startHttpServer(page: PageSource, port: number): Promise<HttpServer> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  const access = new Access(bound);
  const headers = page.headers([`ws://127.0.0.1:${bound}`, `ws://localhost:${bound}`]);
  server.on('request', (request, response) => {
    answer(request, response, { page, access, headers }).catch(() => send(response, 500, headers, 'Something failed.'));
  });
  return { server, access, port: bound, origin: `http://127.0.0.1:${bound}` };
}

interface Served {
  page: PageSource;
  access: Access;
  headers: Record<string, string>;
}

async function answer(request: IncomingMessage, response: ServerResponse, served: Served): Promise<void> {
  const { page, access, headers } = served;
  const refused = access.refuseAddress(request.headers);
  if (refused !== null) return send(response, 403, headers, refusals[refused]);
  if (request.method !== 'GET' && request.method !== 'HEAD') return send(response, 405, headers, 'Only GET and HEAD.');

  // Not parsed as a URL, which would resolve `..` away before anybody could object to it.
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s, 2);
  const token = new URLSearchParams(query).get('token');
  if (path === '/' && token !== null) {
    if (!access.redeem(token)) return send(response, 403, headers, refusals['no-token']);
    // A page that moves on at once, not a redirect: after a click in another program's window a browser would not
    // send a strict cookie along with the redirected request. The address with the token leaves the history this way.
    response.setHeader('set-cookie', access.cookieHeader);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    return send(
      response,
      200,
      headers,
      '<!doctype html><link rel="icon" href="data:,"><meta http-equiv="refresh" content="0;url=/">',
    );
  }

  const refusal = access.refuse(request.headers);
  if (refusal !== null) return send(response, 403, headers, refusals[refusal]);
  const asset = await page.resolve(path, query === '' ? '' : `?${query}`);
  if (asset === null) return send(response, 404, headers, 'There is nothing here.');
  response.setHeader('content-type', asset.type);
  send(response, 200, headers, request.method === 'HEAD' ? '' : asset.bytes);
}

function send(response: ServerResponse, status: number, headers: Record<string, string>, body: string | Uint8Array) {
  if (response.headersSent) return void response.end();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/plain; charset=utf-8');
  response.statusCode = status;
  response.end(body);
}

const refusals: Record<Refusal, string> = {
  'wrong-host': 'Bellwether answers only at 127.0.0.1.',
  'wrong-origin': 'Bellwether does not answer other websites.',
  'no-token': 'Please open the address that Bellwether printed when it started: it holds the key to this page.',
};

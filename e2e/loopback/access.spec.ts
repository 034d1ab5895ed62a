import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base } from '@playwright/test';
import { WebSocket } from 'ws';
import { decodeMessage, encodeMessage } from '../../src/shared/contract/wire.ts';
import { serve, type Served } from '../hosts/browser.ts';

/** The loopback host as a hostile program or website meets it. */
const test = base.extend<{ served: Served }>({
  served: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'bellwether-access-'));
    const served = await serve([], folder);
    await use(served);
    await served.close();
    await rm(folder, { recursive: true, force: true });
  },
});

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A request with exactly these headers and this path, which no URL parser has tidied. */
function ask(port: number, path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
    });
    request.on('error', reject);
    request.end();
  });
}

/** The cookie that the printed address hands out. */
async function cookieOf({ url, port }: Served): Promise<string> {
  const { headers } = await ask(port, `/?token=${new URL(url).searchParams.get('token')}`);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

function knock(port: number, headers: Record<string, string>, path = '/socket'): Promise<'open' | number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
    socket.on('open', () => (socket.close(), resolve('open')));
    socket.on('unexpected-response', (_, response) => (response.resume(), resolve(response.statusCode ?? 0)));
    socket.on('error', () => {});
  });
}

test('the printed token has 256 bits', ({ served }) => {
  const token = new URL(served.url).searchParams.get('token') ?? '';
  expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});

test('without the token there is no page, no script, nothing', async ({ served: { port } }) => {
  for (const path of ['/', '/index.html', '/assets/', '/?token=', '/?token=wrong', '/socket'])
    expect((await ask(port, path)).status, path).toBe(403);
});

test('a wrong cookie is as good as none', async ({ served: { port } }) => {
  expect((await ask(port, '/', { cookie: `bellwether-${port}=wrong` })).status).toBe(403);
  expect((await ask(port, '/', { cookie: `bellwether-${port}=` })).status).toBe(403);
});

test('the token buys a cookie no script can read and no other site can use, named after the port', async ({
  served,
}) => {
  const { headers } = await ask(served.port, `/?token=${new URL(served.url).searchParams.get('token')}`);
  const cookie = headers['set-cookie']?.[0] ?? '';
  expect(cookie).toMatch(new RegExp(`^bellwether-${served.port}=[\\w-]{43};`));
  expect(cookie).toContain('HttpOnly');
  expect(cookie).toContain('SameSite=Strict');
});

test('a foreign Host is refused, token or not: DNS rebinding', async ({ served }) => {
  const cookie = await cookieOf(served);
  const { port } = served;
  expect((await ask(port, '/', { cookie })).status).toBe(200);
  for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1.evil.example:${port}`])
    expect((await ask(port, '/', { cookie, host })).status, host).toBe(403);
  const token = new URL(served.url).searchParams.get('token');
  expect((await ask(port, `/?token=${token}`, { host: `evil.example:${port}` })).status).toBe(403);
});

test('a foreign Origin is refused, with the cookie too', async ({ served }) => {
  const cookie = await cookieOf(served);
  for (const origin of ['https://evil.example', 'null', `http://127.0.0.1:${served.port + 1}`, 'app://bellwether'])
    expect((await ask(served.port, '/', { cookie, origin })).status, origin).toBe(403);
});

test('a WebSocket needs Host, Origin and cookie', async ({ served }) => {
  const { port } = served;
  const cookie = await cookieOf(served);
  const origin = `http://127.0.0.1:${port}`;
  expect(await knock(port, { origin, cookie })).toBe('open');
  expect(await knock(port, { origin })).toBe(403);
  expect(await knock(port, { cookie })).toBe(403);
  expect(await knock(port, { origin: 'https://evil.example', cookie })).toBe(403);
  expect(await knock(port, { origin, cookie, host: `evil.example:${port}` })).toBe(403);
  expect(await knock(port, { origin, cookie: `bellwether-${port}=wrong` })).toBe(403);
  expect(await knock(port, { origin, cookie }, '/other')).toBe(404);
});

test('no path leads out of the page’s folder', async ({ served }) => {
  const cookie = await cookieOf(served);
  const paths = ['/../package.json', '/..%2fpackage.json', '/%2e%2e/%2e%2e/package.json', '/..%5c..%5cpackage.json'];
  for (const path of [...paths, '//etc/passwd', '/%00', '/%', '/assets/../../main/cli.js'])
    expect((await ask(served.port, path, { cookie })).status, path).toBe(404);
});

test('it reads and nothing else', async ({ served }) => {
  const cookie = await cookieOf(served);
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS'])
    expect((await ask(served.port, '/', { cookie }, method)).status, method).toBe(405);
});

test('every answer, refusals too, carries the policy', async ({ served }) => {
  const cookie = await cookieOf(served);
  for (const answer of [await ask(served.port, '/', { cookie }), await ask(served.port, '/')]) {
    const policy = answer.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src-elem 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
  }
});

test('it listens on this computer alone', async ({ served }) => {
  const others = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4');
  for (const { address } of others) {
    const answer = await new Promise((resolve) => {
      const socket = connectTcp(served.port, address);
      socket.on('connect', () => (socket.destroy(), resolve('connected')));
      socket.on('error', () => resolve('refused'));
    });
    expect(answer, address).toBe('refused');
  }
});

test('garbage on the socket is ignored, and the connection goes on', async ({ served }) => {
  const socket = new WebSocket(`ws://127.0.0.1:${served.port}/socket`, {
    headers: { origin: `http://127.0.0.1:${served.port}`, cookie: await cookieOf(served) },
  });
  await new Promise((resolve) => socket.on('open', resolve));
  for (const garbage of ['text', '{}', Buffer.alloc(0), Buffer.alloc(7), Buffer.alloc(100, 255)]) socket.send(garbage);
  socket.send(encodeMessage({ kind: 'request', id: 1, method: 'session.read', params: {} }));
  const reply = await new Promise<Buffer>((resolve) => socket.once('message', (data: Buffer) => resolve(data)));
  expect(decodeMessage(reply)).toMatchObject({ kind: 'reply', id: 1, reply: { ok: true } });
  socket.close();
});

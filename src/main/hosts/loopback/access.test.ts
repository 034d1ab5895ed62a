import { describe, expect, test } from 'vitest';
import { Access } from './access.ts';
import { readLoopbackArguments } from './arguments.ts';
import { hasDisplay } from './open-browser.ts';

const port = 4711;
const host = `127.0.0.1:${port}`;
const origin = `http://${host}`;
const enter = () => {
  const access = new Access(port);
  return { access, cookie: access.cookieHeader.split(';')[0] };
};

describe('who may talk to the loopback host', () => {
  test('its own page, with the cookie', () => {
    const { access, cookie } = enter();
    expect(access.refuse({ host, origin, cookie })).toBeNull();
    expect(access.refuse({ host, cookie: `other=1; ${cookie}; more=2` })).toBeNull();
    const local = `localhost:${port}`;
    expect(access.refuse({ host: local, origin: `http://${local}`, cookie })).toBeNull();
  });

  test('nobody under another name, from another origin, or without the cookie of this very run', () => {
    const { access, cookie } = enter();
    expect(access.refuse({ host: 'evil.example:4711', origin, cookie })).toBe('wrong-host');
    expect(access.refuse({ origin, cookie })).toBe('wrong-host');
    for (const foreign of ['https://evil.example', 'null', `https://${host}`, `http://localhost:${port}`])
      expect(access.refuse({ host, origin: foreign, cookie }), foreign).toBe('wrong-origin');
    for (const wrong of [undefined, '', cookie?.slice(0, -1), `${cookie}x`, enter().cookie, `bellwether-${port}`])
      expect(access.refuse({ host, origin, cookie: wrong }), String(wrong)).toBe('no-token');
  });

  test('the printed token opens any number of times, one for the browser’s command line once, any other never', () => {
    const { access } = enter();
    expect([access.redeem(access.token), access.redeem(access.token)]).toEqual([true, true]);
    const launch = access.launchToken();
    expect([access.redeem(launch), access.redeem(launch)]).toEqual([true, false]);
    for (const wrong of ['', 'x', enter().access.token]) expect(access.redeem(wrong)).toBe(false);
  });
});

test('arguments: files, a port, and whether to open a browser', () => {
  expect(readLoopbackArguments(['a.csv', '--port', '80', '--no-open', 'b.csv'])).toEqual({
    files: ['a.csv', 'b.csv'],
    port: 80,
    open: false,
  });
  expect(readLoopbackArguments(['--', '--odd-name.csv'])).toEqual({ files: ['--odd-name.csv'], port: 0, open: true });
  for (const port of ['-1', '65536', '1.5', 'x', '']) expect(() => readLoopbackArguments([`--port=${port}`])).toThrow();
});

test('a browser can be opened where there is a display', () => {
  expect(hasDisplay({}, 'linux')).toBe(false);
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true);
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  expect(hasDisplay({}, 'darwin')).toBe(true);
});

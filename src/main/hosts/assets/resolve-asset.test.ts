import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resolveAsset } from './resolve-asset.ts';
import { securityHeaders } from './security-headers.ts';

const folder = mkdtempSync(join(tmpdir(), 'bellwether-assets-'));
const root = join(folder, 'page');

beforeAll(() => {
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<p>page</p>');
  writeFileSync(join(root, 'assets/a b.js'), 'script');
  writeFileSync(join(root, 'notes.txt'), 'no part of a page');
  writeFileSync(join(folder, 'secret.html'), 'secret');
  symlinkSync(folder, join(root, 'assets', 'folder.js'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const textOf = async (path: string): Promise<string | null> => {
  const asset = await resolveAsset(root, path);
  return asset && new TextDecoder().decode(asset.bytes);
};

describe('a path of the page', () => {
  test('names a file in its folder; the root is index.html', async () => {
    expect(await textOf('/')).toBe('<p>page</p>');
    expect(await textOf('/index.html')).toBe('<p>page</p>');
    expect(await textOf('/assets/a%20b.js')).toBe('script');
    expect((await resolveAsset(root, '/assets/a%20b.js'))?.type).toBe('text/javascript; charset=utf-8');
  });

  test.each([
    '/../secret.html',
    '/..%2fsecret.html',
    '/%2e%2e/secret.html',
    '/..%5csecret.html',
    '/assets/../../secret.html',
  ])('%s leads out of the folder and names nothing', async (path) => {
    expect(await textOf(path)).toBeNull();
  });

  test('that is broken, or a folder, or of a kind no page is made of, names nothing', async () => {
    for (const path of [
      '/%',
      '/%ff',
      '/index.html%00',
      '',
      '/assets',
      '/assets/',
      '/assets/folder.js',
      '/notes.txt',
      '/none.js',
    ])
      expect(await textOf(path), path).toBeNull();
  });

  test('whatever it is, never reads outside', async () => {
    const piece = fc.constantFrom('..', '.', '%2e%2e', '/', '%2f', '\\', '%5c', 'secret.html', 'assets', '%00', '%');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        expect(await textOf(`/${pieces.join('')}`)).not.toBe('secret');
      }),
    );
  });
});

test('the policy allows the page’s own files, and inline styles of elements alone', () => {
  const policy = securityHeaders(['ws://127.0.0.1:1'])['content-security-policy'];
  expect(policy).toBe(
    "default-src 'none'; script-src 'self'; style-src-elem 'self'; style-src-attr 'unsafe-inline'; " +
      "img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws://127.0.0.1:1; base-uri 'none'; " +
      "form-action 'none'; frame-ancestors 'none'",
  );
});

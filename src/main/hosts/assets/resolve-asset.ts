import { readFile } from 'node:fs/promises';
import { extname, isAbsolute, join, relative } from 'node:path';

export interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  /** For the `content-type` header. */
  type: string;
}

/** What a page may be made of; a file of any other kind is not served. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

/**
 * The file of the built page that a URL path names; null when there is none, or when the path leads out of the folder.
 * @param root     folder of the built page, absolute
 * @param urlPath  path of the URL as received: begins with a slash, percent-encoded
 */
export async function resolveAsset(root: string, urlPath: string): Promise<Asset | null> {
  const path = decoded(urlPath);
  if (path === null || path.includes('\0')) return null;
  const file = join(root, path === '/' ? 'index.html' : path);
  // Checked after decoding and joining: `..%2f..%2f` survives the parsing of a URL.
  const inside = relative(root, file);
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) return null;
  const type = types[extname(file)];
  if (type === undefined) return null;
  try {
    return { bytes: new Uint8Array(await readFile(file)), type };
  } catch {
    return null;
  }
}

function decoded(urlPath: string): string | null {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return null;
  }
}

import { protocol } from 'electron';
import type { PageSource } from '../assets/page-source.ts';

const scheme = 'app';
const host = 'bellwether';

/** Where the page lives. */
export const appOrigin = `${scheme}://${host}`;

/** Makes `app://` a secure origin of its own. Once, before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Answers `app://bellwether/…` with the page and nothing else. No data goes this way: large bodies are slow. */
export function serveAppScheme(page: PageSource): void {
  protocol.handle(scheme, async (request) => {
    const { hostname, pathname, search } = new URL(request.url);
    const asset = request.method === 'GET' && hostname === host ? await page.resolve(pathname, search) : null;
    const headers = page.headers();
    if (asset === null) return new Response('There is nothing here.', { status: 404, headers });
    return new Response(asset.bytes, { headers: { ...headers, 'content-type': asset.type } });
  });
}

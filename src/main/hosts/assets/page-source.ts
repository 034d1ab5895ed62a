import { resolveAsset, type Asset } from './resolve-asset.ts';
import { developmentHeaders, securityHeaders } from './security-headers.ts';

/** Where a host takes its page from: the built folder, or Vite's server while developing. */
export interface PageSource {
  /** @param urlPath  path of the URL as received, without query */
  resolve: (urlPath: string, query: string) => Promise<Asset | null>;
  headers: (connect?: readonly string[]) => Record<string, string>;
}

export const builtPage = (folder: string): PageSource => ({
  resolve: (urlPath) => resolveAsset(folder, urlPath),
  headers: securityHeaders,
});

/** @param origin  address of Vite's server, which `electron-vite dev` announces in ELECTRON_RENDERER_URL */
export const developedPage = (origin: string): PageSource => ({
  resolve: async (urlPath, query) => {
    const response = await fetch(new URL(urlPath + query, origin));
    if (!response.ok) return null;
    const bytes = new Uint8Array(await response.arrayBuffer());
    return { bytes, type: response.headers.get('content-type') ?? 'application/octet-stream' };
  },
  headers: developmentHeaders,
});

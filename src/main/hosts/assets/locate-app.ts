import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { builtPage, developedPage, type PageSource } from './page-source.ts';

/** Where the parts of the built app lie, whichever entry of `out/main` was started. */
export interface AppParts {
  version: string;
  /** Folder of the package: that of package.json. */
  root: string;
  samplesFolder: string;
  fontsFolder: string;
  page: PageSource;
}

/**
 * @param entry  `import.meta.url` of an entry file. Only entries keep their place in `out/main` when bundled; shared
 *   code moves to `out/main/chunks`, so that it cannot ask for its own address.
 */
export function locateApp(entry: string): AppParts {
  const at = (path: string): string => fileURLToPath(new URL(path, entry));
  const { version } = JSON.parse(readFileSync(at('../../package.json'), 'utf8')) as { version: string };
  const developing = process.env.ELECTRON_RENDERER_URL;
  return {
    version,
    root: at('../..'),
    samplesFolder: at('../../resources/samples'),
    fontsFolder: at('../../resources/fonts'),
    page: developing === undefined ? builtPage(at('../renderer')) : developedPage(developing),
  };
}

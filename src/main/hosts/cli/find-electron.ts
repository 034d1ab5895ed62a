import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * Electron's binary, or in half a sentence why the window cannot be opened. Reads where the package says it lies:
 * importing the package itself would start a download.
 * @param root  folder of Bellwether's package
 */
export function findElectron(
  root: string,
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): { binary: string } | { obstacle: string } {
  const binary = environment.BELLWETHER_NO_ELECTRON ? null : installedBinary(root);
  if (binary === null) return { obstacle: 'The desktop window needs Electron, which is not installed here' };
  if (platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY)
    return { obstacle: 'The desktop window needs a display, which this session does not have' };
  return { binary };
}

function installedBinary(root: string): string | null {
  try {
    const folder = dirname(createRequire(join(root, 'package.json')).resolve('electron/package.json'));
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

import { spawn } from 'node:child_process';

/** An Electron that ends with an error within this time did not start: missing libraries, no usable display. */
const startMs = 15_000;

/**
 * Opens the window and waits until it is closed.
 * @param files  absolute paths
 * @returns null when it was; else half a sentence on why it did not start
 */
export function startElectron(binary: string, root: string, files: readonly string[]): Promise<string | null> {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env;
  const began = Date.now();
  const child = spawn(binary, [...(asRoot ? ['--no-sandbox'] : []), root, ...files], {
    stdio: 'inherit',
    env: environment,
  });
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.on('SIGINT', () => {}); // Ctrl+C reaches Electron too, which ends in good order
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(`Electron could not be started (${error.message})`));
    child.on('exit', (code, signal) => {
      const failed = code !== 0 && Date.now() - began < startMs && signal !== 'SIGTERM' && signal !== 'SIGINT';
      resolve(failed ? `Electron could not open a window here (${signal ?? `exit code ${code}`})` : null);
    });
  });
}

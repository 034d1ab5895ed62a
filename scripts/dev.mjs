// `npm run dev [-- FILE…]`: the app under Vite, which replaces changed parts of the page while it runs. In Electron's
// window where its binary is here, else in a browser: electron-vite starts whatever program it is told to.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { electronIsInstalled } from './ensure-electron.mjs';
import { orExplain } from './or-explain.mjs';
import { root } from './root.mjs';
import { step } from './step.mjs';

await orExplain(async () => {
  await ensureDependencies();
  await step('Building kernels', process.execPath, ['scripts/build-kernels.mjs']);
  const inBrowser = process.env.BELLWETHER_NO_ELECTRON || !electronIsInstalled();
  const program = inBrowser ? { ELECTRON_ENTRY: 'out/main/loopback.js', ELECTRON_EXEC_PATH: process.execPath } : {};
  if (inBrowser) console.error('Developing in the browser: Electron is not installed here (npx install-electron).');
  const files = process.argv.slice(2);
  const child = spawn(
    process.execPath,
    [
      join(root, 'node_modules/electron-vite/bin/electron-vite.js'),
      'dev',
      '--watch',
      ...(files.length ? ['--', ...files] : []),
    ],
    { stdio: 'inherit', cwd: root, env: { ...process.env, ...program } },
  );
  process.on('SIGINT', () => {});
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});

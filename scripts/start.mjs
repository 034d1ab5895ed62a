// `npm start [-- FILE…]`: from a fresh clone to the open window. Sets up what is missing or stale, then hands over to
// `bellwether open`, which serves the page to a browser where Electron cannot be had.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuild } from './ensure-build.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { ensureElectron } from './ensure-electron.mjs';
import { orExplain } from './or-explain.mjs';
import { root } from './root.mjs';

await orExplain(async () => {
  await ensureDependencies();
  await ensureBuild();
  await ensureElectron();
  // Relative names are those of the folder where the person stands, not where npm went.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  const cli = join(root, 'out/main/cli.js');
  const child = spawn(process.execPath, [cli, 'open', ...process.argv.slice(2)], { stdio: 'inherit', cwd });
  // Ctrl+C reaches the child by itself; this process waits for it to end in good order.
  for (const signal of ['SIGINT', 'SIGHUP']) process.on(signal, () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});

import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/**
 * Runs a program that may take a while: says so when it takes longer than a second, and shows what the program printed
 * only when it failed.
 * @param {string} title   what is being done: "Installing packages"
 * @param {{ timeoutMs?: number, env?: NodeJS.ProcessEnv }} options
 * @throws {Error} with the end of what the program printed
 */
export async function step(title, command, args, { timeoutMs, env = process.env } = {}) {
  const began = Date.now();
  const saying = setTimeout(() => console.error(`${title} …`), 1000);
  const { code, output, timedOut } = await run(command, args, { timeoutMs, env });
  clearTimeout(saying);
  const seconds = (Date.now() - began) / 1000;
  if (timedOut) throw new Error(`${title}: given up after ${seconds.toFixed(0)} s`);
  if (code !== 0) throw new Error(`${title} failed (${command}, exit code ${code}):\n${lastLines(output, 40)}`);
  if (seconds >= 1) console.error(`${title}: done in ${seconds.toFixed(0)} s`);
  return output;
}

/**
 * Runs a program to its end and gathers what it prints.
 * @returns {Promise<{ code: number | null, stdout: string, output: string, timedOut: boolean }>} never rejects; a
 *   program that cannot be started has code 127
 */
export function run(command, args, { timeoutMs, env = process.env } = {}) {
  return new Promise((resolve) => {
    const windowsScript = process.platform === 'win32' && command === 'npm';
    const child = spawn(command, args, { cwd: root, env, shell: windowsScript, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let output = '';
    let timedOut = false;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill('SIGKILL');
          }, timeoutMs);
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      output += chunk;
    });
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ code: 127, stdout, output: output + error.message, timedOut });
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, output, timedOut });
    });
  });
}

const lastLines = (text, count) => text.trimEnd().split('\n').slice(-count).join('\n');

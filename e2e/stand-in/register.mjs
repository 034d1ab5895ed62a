// Node's `--import` hook: whoever asks for `electron` gets the stand-in, built by global-setup.ts.
import { register } from 'node:module';

const standIn = new URL('../../node_modules/.cache/stand-in/electron.js', import.meta.url).href;
const hook = `export const resolve = (name, context, next) =>
  name === 'electron' ? { url: ${JSON.stringify(standIn)}, shortCircuit: true } : next(name, context);`;
register(`data:text/javascript,${encodeURIComponent(hook)}`);

import { decodeClone, encodeClone } from './clone-codec.ts';

/** Where the stand-in shows `app://bellwether`, whose scheme a plain Chromium does not know. */
export const shownOrigin = 'https://bellwether.stand-in';

/**
 * What runs in the page before its own scripts: the built preload script, with a `require` that knows Electron's three
 * names and nothing else, as in a sandbox. Files have the path that a test noted for their name.
 */
export const pageScript = (preload: string): string => `
if (location.origin === ${JSON.stringify(shownOrigin)}) (() => {
  const encode = ${encodeClone.toString()};
  const decode = ${decodeClone.toString()};
  const listeners = new Map();
  const ipcRenderer = {
    send: (channel, message) => void window.standInSend(channel, encode(message)),
    invoke: async (channel, message) => decode(await window.standInInvoke(channel, encode(message))),
    on: (channel, listener) => void listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    off: (channel, listener) =>
      void listeners.set(channel, (listeners.get(channel) ?? []).filter((each) => each !== listener)),
  };
  window.standInReceive = (channel, text) => {
    for (const listener of listeners.get(channel) ?? []) listener({}, decode(text));
  };
  window.standInPaths = new Map();
  const electron = {
    ipcRenderer,
    contextBridge: {
      exposeInMainWorld: (name, value) => Object.defineProperty(window, name, { value: Object.freeze(value) }),
    },
    webUtils: {
      getPathForFile: (file) => {
        if (!(file instanceof File)) throw new TypeError('getPathForFile takes a File');
        return window.standInPaths.get(file.name) ?? '';
      },
    },
  };
  const require = (name) => {
    if (name !== 'electron') throw new Error('a sandboxed preload script cannot require ' + name);
    return electron;
  };
  const module = { exports: {} };
  ((module, exports, require) => {
    ${preload}
  })(module, module.exports, require);
})();
`;

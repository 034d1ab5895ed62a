/**
 * A stand-in for the module `electron`, with as much of it as Bellwether uses: windows are pages of a real Chromium,
 * `app://` is served by the protocol handler that the app registered, and messages are cloned as Electron clones them.
 * The app's built main and preload scripts run on it unchanged (register.mjs puts it in place of the real one).
 */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import {
  chromium,
  type BrowserContext,
  type Frame,
  type Page,
  type Request as PlaywrightRequest,
} from '@playwright/test';
import type Electron from 'electron';
import { decodeClone, encodeClone } from './clone-codec.ts';
import type { AskMessage, Asked, Recorded, StandInMessage } from './messages.ts';
import { pageScript, shownOrigin } from './page-script.ts';

const appOrigin = 'app://bellwether';
const folder = process.env.STAND_IN_FOLDER ?? '.';
const report = (message: StandInMessage): void => void process.send?.(message);

const recorded: Recorded = {
  schemes: [],
  schemesBeforeReady: false,
  windows: [],
  menu: [],
  recentDocuments: [],
  prevented: [],
  themeSource: 'system',
  instanceData: null,
  places: [],
};

/** An event whose default can be prevented. */
function preventable<Extra extends object>(extra: Extra) {
  const event = { ...extra, defaultPrevented: false, preventDefault: () => void (event.defaultPrevented = true) };
  return event;
}

// ---- app

class App extends EventEmitter {
  readonly isPackaged = false;
  #ready = false;
  readonly #whenReady = new Promise<void>((resolve) => {
    setTimeout(() => {
      this.#ready = true;
      resolve();
    }, 50);
  });

  isReady = (): boolean => this.#ready;
  whenReady = (): Promise<void> => this.#whenReady;
  getPath = (): string => folder;
  addRecentDocument = (path: string): void => void recorded.recentDocuments.push(path);
  clearRecentDocuments = (): void => void (recorded.recentDocuments = []);
  requestSingleInstanceLock = (data: unknown): boolean => {
    recorded.instanceData = data;
    return true;
  };

  exit = (code: number): void => process.exit(code);

  quit = (): void => {
    const event = preventable({});
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    void BrowserWindow.closeAll().finally(() => process.exit(0));
  };
}

export const app = new App();

// ---- protocol, session, theme

type SchemeHandler = (request: Request) => Response | Promise<Response>;
const handlers = new Map<string, SchemeHandler>();

export const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]): void => {
    if (app.isReady()) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    recorded.schemes.push(...schemes);
    recorded.schemesBeforeReady = true;
  },
  handle: (scheme: string, handler: SchemeHandler): void => {
    if (!app.isReady()) throw new Error('protocol.handle can only be used after app is ready');
    handlers.set(scheme, handler);
  },
};

type RequestHandler = (contents: unknown, permission: string, decide: (granted: boolean) => void) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string) => boolean;
let requestPermission: RequestHandler = (_contents, _permission, decide) => decide(true);
let checkPermission: CheckHandler = () => true;

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: RequestHandler) => void (requestPermission = handler),
    setPermissionCheckHandler: (handler: CheckHandler) => void (checkPermission = handler),
    setDevicePermissionHandler: () => {},
  },
};

export const nativeTheme = {
  get themeSource() {
    return recorded.themeSource;
  },
  set themeSource(theme: string) {
    recorded.themeSource = theme;
  },
};

// ---- windows

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

interface FrameStandIn {
  origin: string;
  url: string;
}

class WebContents extends EventEmitter {
  page: Page | null = null;
  crashed = false;
  /** Loads the page again, in a new one after a crash. */
  reload: () => void = () => {};
  mainFrame: FrameStandIn = { origin: '', url: '' };
  #openHandler: OpenHandler = () => ({ action: 'allow' });

  isDestroyed = (): boolean => this.page === null || this.page.isClosed();
  setWindowOpenHandler = (handler: OpenHandler) => void (this.#openHandler = handler);
  mayOpen = (url: string): boolean => this.#openHandler({ url }).action === 'allow';
  forcefullyCrashRenderer = (): void => void this.page?.goto('chrome://crash').catch(() => {});

  send = (channel: string, message: unknown): void => {
    const given = [channel, encodeClone(message)] as const;
    const receive = ([channel, text]: typeof given): void =>
      (window as unknown as { standInReceive?: (channel: string, text: string) => void }).standInReceive?.(
        channel,
        text,
      );
    this.page?.evaluate(receive, given).catch(() => {}); // a page that is being loaded again hears nothing
  };

  frameOf = (frame: Frame): FrameStandIn => {
    if (frame === this.page?.mainFrame()) return this.mainFrame;
    return { origin: originOf(frame.url()), url: frame.url() };
  };
}

const originOf = (url: string): string => (url.startsWith(shownOrigin) ? appOrigin : new URL(url).origin);

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  static closeAll = async (): Promise<void> => {
    for (const window of [...BrowserWindow.all]) await window.#context?.close();
  };

  readonly webContents = new WebContents();
  readonly #preload: string;
  #context: BrowserContext | null = null;
  #opensOwnPage = false;

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super();
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready');
    recorded.windows.push(options);
    this.#preload = readFileSync(options.webPreferences?.preload ?? '', 'utf8');
    BrowserWindow.all.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }

  show = (): void => {};
  focus = (): void => {};
  restore = (): void => {};
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => this.webContents.isDestroyed();

  async loadURL(url: string): Promise<void> {
    const port = await freePort();
    const asRoot = process.getuid?.() === 0;
    const context = await chromium.launchPersistentContext(join(folder, `profile-${port}`), {
      ...(process.env.CHROMIUM && { executablePath: process.env.CHROMIUM }),
      args: [`--remote-debugging-port=${port}`, ...(asRoot ? ['--no-sandbox'] : [])],
      viewport: { width: 1280, height: 800 },
    });
    this.#context = context;
    const contents = this.webContents;
    await context.addInitScript(pageScript(this.#preload));
    await context.exposeBinding('standInSend', (source, channel: string, text: string) => {
      ipcMain.emit(channel, { sender: contents, senderFrame: contents.frameOf(source.frame) }, decodeClone(text));
    });
    await context.exposeBinding('standInInvoke', async (source, channel: string, text: string) => {
      const event = { sender: contents, senderFrame: contents.frameOf(source.frame) };
      return encodeClone(await ipcMain.invoke(channel, event, decodeClone(text)));
    });
    await this.#route(context);
    context.on('page', (page) => void this.#popup(page));
    contents.reload = () => {
      const reloaded = contents.crashed ? this.#showPage(context, url) : contents.page?.reload();
      reloaded?.catch(() => {});
    };
    await this.#showPage(context, url);
    this.emit('ready-to-show');
    report({ kind: 'window', port });
  }

  async #showPage(context: BrowserContext, url: string): Promise<void> {
    const contents = this.webContents;
    const crashed = contents.crashed ? contents.page : null;
    this.#opensOwnPage = true;
    const page = crashed === null ? (context.pages()[0] ?? (await context.newPage())) : await context.newPage();
    this.#opensOwnPage = false;
    contents.page = page;
    contents.crashed = false;
    page.on('framenavigated', (frame) => {
      if (frame !== page.mainFrame()) return;
      contents.mainFrame = { origin: originOf(frame.url()), url: frame.url().replace(shownOrigin, appOrigin) };
      contents.emit('did-navigate', {}, frame.url());
    });
    page.on('crash', () => {
      contents.crashed = true;
      contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 });
    });
    page.on('close', () => {
      if (page === contents.page) this.#closed();
    });
    await page.goto(url.replace(appOrigin, shownOrigin));
    await crashed?.close();
  }

  /** Requests of the page: its own go to the handler of `app://`; any other navigation is asked for first. */
  async #route(context: BrowserContext): Promise<void> {
    await context.route('**/*', async (route, request) => {
      const url = request.url();
      if (url.startsWith(shownOrigin)) {
        const answer = await handlers.get('app')?.(new Request(url.replace(shownOrigin, appOrigin)));
        if (answer === undefined) return route.abort();
        const { status } = answer;
        const headers = Object.fromEntries(answer.headers);
        return route.fulfill({ status, headers, body: Buffer.from(await answer.arrayBuffer()) });
      }
      if (request.isNavigationRequest()) {
        const frame = frameOf(request);
        if (frame === null) return route.abort('aborted'); // of a window that is being opened: see #popup
        const event = preventable({ url });
        const main = frame === this.webContents.page?.mainFrame();
        this.webContents.emit(main ? 'will-navigate' : 'will-frame-navigate', event, url);
        if (event.defaultPrevented) recorded.prevented.push(url);
        if (!event.defaultPrevented) return route.fulfill({ status: 200, body: 'elsewhere' });
      }
      return route.abort('aborted'); // the page stays where it is
    });
  }

  async #popup(popup: Page): Promise<void> {
    if (this.#opensOwnPage) return;
    const url = popup.url();
    if (this.webContents.mayOpen(url)) return;
    recorded.prevented.push(url);
    await popup.close();
  }

  #closed(): void {
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed');
  }
}

/** Null while the window it is for does not exist yet. */
function frameOf(request: PlaywrightRequest): Frame | null {
  try {
    return request.frame();
  } catch {
    return null;
  }
}

function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

// ---- messages, dialogs, menu

type Handler = (event: object, ...given: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>();
  handle = (channel: string, handler: Handler): void => void this.#handlers.set(channel, handler);
  invoke = (channel: string, event: object, ...given: unknown[]): unknown => {
    const handler = this.#handlers.get(channel);
    if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
    return handler(event, ...given);
  };
}

export const ipcMain = new IpcMain();

let chosenFiles: string[] = [];
let chosenPlace: string | null | undefined;
let chosenButton = 0;

export const dialog = {
  showOpenDialog: () => Promise.resolve({ canceled: chosenFiles.length === 0, filePaths: chosenFiles }),
  showSaveDialog: (_: unknown, { defaultPath = '' }: Electron.SaveDialogOptions) => {
    const filePath = chosenPlace === undefined ? join(folder, basename(defaultPath)) : (chosenPlace ?? '');
    if (filePath !== '') recorded.places.push(filePath);
    return Promise.resolve({ canceled: filePath === '', filePath });
  },
  showErrorBox: (title: string, content: string) => console.error(`${title}: ${content}`),
  showMessageBox: () => Promise.resolve({ response: chosenButton, checkboxChecked: false }),
};

type Item = Electron.MenuItemConstructorOptions;
const submenuOf = ({ submenu }: Item): Item[] => (Array.isArray(submenu) ? submenu : []);
const labelOf = ({ label, role, type }: Item): string => label ?? role ?? type ?? '';
let menu: Item[] = [];

export const Menu = {
  buildFromTemplate: (template: Item[]): Item[] => template,
  setApplicationMenu: (template: Item[]): void => {
    menu = template;
    recorded.menu = template.map((item) => ({ label: labelOf(item), items: submenuOf(item).map(labelOf) }));
  },
};

function clickMenu(menuLabel: string, itemLabel: string): boolean {
  const items = menu.filter((item) => labelOf(item).replace('&', '') === menuLabel).flatMap(submenuOf);
  const item = [...items, ...items.flatMap(submenuOf)].find((each) => labelOf(each) === itemLabel);
  (item?.click as (() => void) | undefined)?.();
  return item?.click !== undefined;
}

// ---- what the test asks

type Answers = { [Name in keyof Asked]: (params: Asked[Name]['params']) => Asked[Name]['answer'] };
const answers: Answers = {
  recorded: () => recorded,
  permission: ({ permission, origin }) => {
    let request = false;
    requestPermission(null, permission, (granted) => (request = granted));
    return { request, check: checkPermission(null, permission, origin) };
  },
  'choose-files': ({ paths }) => ((chosenFiles = paths), null),
  'choose-place': ({ path }) => ((chosenPlace = path), null),
  'answer-question': ({ button }) => ((chosenButton = button), null),
  'click-menu': ({ menu, item }) => clickMenu(menu, item),
  'second-start': ({ files }) => (app.emit('second-instance', {}, [], '', { files }), null),
  'crash-page': () => (BrowserWindow.all[0]?.webContents.forcefullyCrashRenderer(), null),
  quit: () => (app.quit(), null),
};

process.on('message', ({ id, name, params }: AskMessage) => {
  const answer = (answers[name] as (params: unknown) => unknown)(params);
  // Menus hold functions; what crosses is what was recorded of them.
  report({ kind: 'answer', id, answer: JSON.parse(JSON.stringify(answer ?? null)) as unknown });
});
process.on('disconnect', () => process.exit(0));

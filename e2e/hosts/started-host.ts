import type { BrowserType, LaunchOptions, Page } from '@playwright/test';

export interface HostStart {
  /** Files to open, absolute paths. */
  files: readonly string[];
  /** A folder of the test's own: settings and saved files go there. */
  folder: string;
  chromium: BrowserType;
  launchOptions: LaunchOptions;
}

export interface SavedFile {
  name: string;
  bytes: Buffer;
}

/** The app in one of its hosts, with what a person does outside the page. */
export interface StartedHost {
  page: Page;
  /** Chooses files in the picker that `open` brings up. */
  pickFiles: (paths: readonly string[], open: () => Promise<unknown>) => Promise<void>;
  /** Drops files on the middle of the window, as from a folder window. */
  dropFiles: (paths: readonly string[]) => Promise<void>;
  /** Moves files over the window without letting go. */
  dragFilesOver: (paths: readonly string[]) => Promise<void>;
  /** Saves what `save` offers, under the name it suggests. */
  savedBy: (save: () => Promise<unknown>) => Promise<SavedFile>;
  close: () => Promise<void>;
}

/** What a person chooses once for all their files. Kept by the host. */
export interface Settings {
  theme: 'system' | 'light' | 'dark';
  /** Files opened last, newest first. */
  recent: { path: string; name: string }[];
  /** Folder of the last open or save dialog. */
  lastFolder: string | null;
  export: { scale: 1 | 2 | 3 | 4; background: 'light' | 'dark' };
}

export const defaultSettings: Settings = {
  theme: 'system',
  recent: [],
  lastFolder: null,
  export: { scale: 2, background: 'light' },
};

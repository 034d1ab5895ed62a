import type { SourceRequest } from './requests.ts';

/** What the engine or a host tells its clients unasked. */
export interface Events {
  /** Datasets were opened or closed, by this or another client. */
  'datasets-changed': { datasetIds: string[] };
  /** The file behind a dataset is no longer what was read. */
  'file-changed': { datasetId: string; change: 'modified' | 'missing' };
  /** The host was asked to open files: from a menu, a second start, or the operating system. */
  'open-requested': { sources: SourceRequest[] };
  /** A menu entry was chosen; the page owns the command of that name. */
  'command-requested': { command: string };
}

export type EventName = keyof Events;

import type { BrowserWindowConstructorOptions, CustomScheme } from 'electron';

/** What the app did with Electron, as plain data. */
export interface Recorded {
  schemes: CustomScheme[];
  schemesBeforeReady: boolean;
  windows: BrowserWindowConstructorOptions[];
  /** Labels of the menu, each with its submenu's. */
  menu: { label: string; items: string[] }[];
  recentDocuments: string[];
  /** Addresses that a page wanted to go to or open, and was not allowed to. */
  prevented: string[];
  themeSource: string;
  instanceData: unknown;
  /** Places chosen in save dialogs. */
  places: string[];
}

/** What a test asks of the stand-in, by name: parameters and answer. */
export interface Asked {
  recorded: { params: null; answer: Recorded };
  permission: { params: { permission: string; origin: string }; answer: { request: boolean; check: boolean } };
  'choose-files': { params: { paths: string[] }; answer: null };
  /** Null is a person's Cancel. */
  'choose-place': { params: { path: string | null }; answer: null };
  'answer-question': { params: { button: number }; answer: null };
  'click-menu': { params: { menu: string; item: string }; answer: boolean };
  'second-start': { params: { files: string[] }; answer: null };
  'crash-page': { params: null; answer: null };
  quit: { params: null; answer: null };
}

export interface AskMessage<Name extends keyof Asked = keyof Asked> {
  id: number;
  name: Name;
  params: Asked[Name]['params'];
}

/** To the test: an answer; or that the window is there, at this port of Chromium's debugger. */
export type StandInMessage = { kind: 'answer'; id: number; answer: unknown } | { kind: 'window'; port: number };

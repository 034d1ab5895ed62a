import { createContext } from 'svelte';

export type DialogName = 'palette' | 'export' | 'shortcuts' | 'filter' | 'reading' | 'glossary' | 'tour';

/** What is unfolded in the window at the moment: no part of the person's work, so neither saved nor undone. */
export class WindowState {
  dialog = $state<DialogName | null>(null);
  /** The column a dialog was opened for. */
  dialogColumn = $state<string | null>(null);
  /** The term that the glossary shows first. */
  term = $state<string | null>(null);
  sidebar = $state(true);
  inspector = $state(true);
  /** Opens the browser's file picker; set by the element that holds it. */
  pickInPage: () => void = () => {};

  open(dialog: DialogName, column: string | null = null): void {
    this.dialogColumn = column;
    this.dialog = dialog;
  }

  openGlossary(term: string | null = null): void {
    this.term = term;
    this.dialog = 'glossary';
  }

  close(): void {
    this.dialog = null;
  }
}

export const [useWindow, provideWindow] = createContext<WindowState>();

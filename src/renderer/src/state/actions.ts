/** Something a person can do from the palette, a key or a button. */
export interface Action {
  id: string;
  /** As in a menu: "Open a file". */
  label: string;
  /** What it would do just now: the step that undo takes back. */
  detail?: string | null;
  section: 'File' | 'Edit' | 'View' | 'Column' | 'Chart' | 'Help';
  /** For `matches`: `Mod+K`, where Mod is Ctrl, or ⌘ on a Mac. */
  keys?: string[];
  enabled?: () => boolean;
  run: () => void;
}

/** True where ⌘ takes the place of Ctrl. */
export const isMac = (): boolean => typeof navigator !== 'undefined' && /Mac|iP(hone|ad)/.test(navigator.platform);

/**
 * @param keys  modifiers and a key joined by +, such as `Shift+Mod+E`; the key as in `KeyboardEvent.key`
 */
export function matches(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
  keys: string,
  mac = isMac(),
): boolean {
  const parts = keys.split('+');
  const key = parts.at(-1) || '+';
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const [mod, other] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey];
  // A sign such as ? or + may need Shift on one keyboard and not on another.
  const shiftFits = /^[a-z]$|^.{2,}$/i.test(key) ? event.shiftKey === has('Shift') : true;
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    mod === has('Mod') &&
    !other &&
    event.altKey === has('Alt') &&
    shiftFits
  );
}

/** How a shortcut is written: ⇧⌘E on a Mac, Ctrl+Shift+E elsewhere. */
export function shortcutText(keys: string, mac = isMac()): string {
  const parts = keys.split('+');
  const key = parts.at(-1) || '+';
  const shown =
    key.length === 1
      ? key.toUpperCase()
      : ({ ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc' }[key] ?? key);
  const has = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if (mac) return `${has('Alt') ? '⌥' : ''}${has('Shift') ? '⇧' : ''}${has('Mod') ? '⌘' : ''}${shown}`;
  return [has('Mod') && 'Ctrl', has('Alt') && 'Alt', has('Shift') && 'Shift', shown].filter(Boolean).join('+');
}

/** Keys that a browser keeps for itself, or that a page must leave alone. */
const browserKeys = /^(Shift\+)?Mod\+[WNTP]$/i;

/** @throws {Error} when a shortcut would take a key from the browser */
export function checkShortcuts(actions: readonly Action[]): void {
  for (const { id, keys = [] } of actions)
    for (const combination of keys)
      if (browserKeys.test(combination)) throw new Error(`${id} takes ${combination}, which belongs to the browser.`);
}

import type { Box } from '../../view-models/beside-target.ts';

/** The first of these selectors' elements that is there and has an extent. */
export function onScreen(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors)
    for (const element of document.querySelectorAll<HTMLElement>(selector))
      if (element.offsetWidth > 0 && element.offsetHeight > 0) return element;
  return null;
}

/** The part of an element that no scrolling pane hides; null without one. */
export function visibleBox(element: HTMLElement | null): Box | null {
  if (!element) return null;
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const pane = element.closest('aside, main')?.getBoundingClientRect();
  if (!pane) return { left, top, width: right - left, height: bottom - top };
  // The ring around it needs a little room within the pane.
  const within = { left: pane.left + 5, top: pane.top + 5, right: pane.right - 5, bottom: pane.bottom - 5 };
  const from = { left: Math.max(left, within.left), top: Math.max(top, within.top) };
  const width = Math.min(right, within.right) - from.left;
  const height = Math.min(bottom, within.bottom) - from.top;
  return width > 0 && height > 0 ? { ...from, width, height } : null;
}

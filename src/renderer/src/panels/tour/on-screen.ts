/** The first of these selectors' elements that is there and has an extent. */
export function onScreen(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors)
    for (const element of document.querySelectorAll<HTMLElement>(selector))
      if (element.offsetWidth > 0 && element.offsetHeight > 0) return element;
  return null;
}

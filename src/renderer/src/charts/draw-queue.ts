/** Of a frame's 16 ms, what drawing may take before the other charts wait for the next frame. */
const mostMs = 8;

const waiting = new Map<Element, () => void>();
let frame: number | null = null;

/**
 * Draws a chart in the next animation frame, once, however often it changes until then: the answers to one change of
 * the person arrive one by one. Where several charts wait, the one that stands first in the page is drawn first, and
 * those that do not fit into the frame follow in the next.
 */
export function drawInTurn(element: Element, draw: () => void): void {
  waiting.set(element, draw);
  frame ??= requestAnimationFrame(drawFrame);
}

/** A chart that has gone is not drawn. */
export function leaveQueue(element: Element): void {
  waiting.delete(element);
}

function drawFrame(): void {
  frame = null;
  const end = performance.now() + mostMs;
  for (const element of [...waiting.keys()].sort(inDocumentOrder)) {
    const draw = waiting.get(element);
    waiting.delete(element);
    draw?.();
    if (performance.now() > end) break;
  }
  if (waiting.size > 0) frame ??= requestAnimationFrame(drawFrame);
}

const inDocumentOrder = (a: Element, b: Element): number =>
  a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;

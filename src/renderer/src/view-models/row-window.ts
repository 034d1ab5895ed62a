/** Rows of one height in a box that scrolls: which of them are seen, and how far the scroll bar stands. */
export interface RowWindow {
  /** First row drawn, counted from 0. */
  first: number;
  /** Rows drawn, one more than fit. */
  count: number;
  /** Pixels by which the first row lies above the box. */
  shift: number;
}

/** No browser makes an element higher than some 17 to 33 million pixels; beyond this the scroll bar is scaled. */
const highest = 8_000_000;

/** Height of what scrolls, in pixels. */
export function scrollHeight(rows: number, rowHeight: number): number {
  return Math.min(rows * rowHeight, highest);
}

/**
 * @param top         row at the upper edge, a fraction while half of it is seen
 * @param viewHeight  of the box, in pixels
 */
export function rowWindow(top: number, rows: number, rowHeight: number, viewHeight: number): RowWindow {
  const within = Math.min(Math.max(top, 0), lastTop(rows, rowHeight, viewHeight));
  const first = Math.floor(within);
  const count = Math.max(0, Math.min(rows - first, Math.ceil(viewHeight / rowHeight) + 1));
  return { first, count, shift: (within - first) * rowHeight };
}

/** The row at the upper edge when the last row stands at the lower one. */
export function lastTop(rows: number, rowHeight: number, viewHeight: number): number {
  return Math.max(0, rows - viewHeight / rowHeight);
}

/** Where the scroll bar of a table stands when `top` is at its upper edge, in pixels; `topAt` is the inverse. */
export function scrollTopAt(top: number, rows: number, rowHeight: number, viewHeight: number): number {
  const range = Math.max(0, scrollHeight(rows, rowHeight) - viewHeight);
  const last = lastTop(rows, rowHeight, viewHeight);
  return last === 0 ? 0 : (top / last) * range;
}

export function topAt(scrollTop: number, rows: number, rowHeight: number, viewHeight: number): number {
  const range = scrollHeight(rows, rowHeight) - viewHeight;
  return range <= 0 ? 0 : (scrollTop / range) * lastTop(rows, rowHeight, viewHeight);
}

/** The nearest upper edge at which a row is wholly seen. */
export function topShowing(row: number, top: number, rowHeight: number, viewHeight: number): number {
  const seen = Math.max(1, Math.floor(viewHeight / rowHeight));
  if (row < top) return row;
  return row > top + seen - 1 ? row - seen + 1 : top;
}

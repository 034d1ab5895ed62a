/** How many axis labels there is room for on a plot of this size, in pixels of 1/96 inch. */
export function roomFor(width: number, height: number): { x: number; y: number } {
  return {
    x: Math.min(12, Math.max(3, Math.round((width - 80) / 85))),
    y: Math.min(8, Math.max(2, Math.round((height - 60) / 48))),
  };
}

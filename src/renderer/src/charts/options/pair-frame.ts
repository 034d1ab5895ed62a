import { marginsOf, type ChartLook, type Margins } from './frame.ts';

/** Where the plot of a pair and its two marginal histograms lie, in pixels from the picture's edges. */
export interface PairFrames {
  plot: Margins;
  /** Height of the strip above the plot, and width of the one at its right; 0 without marginals. */
  strip: number;
  /** Between plot and strips. */
  gap: number;
}

/** @param size  of the whole picture in pixels */
export function pairFrames(look: ChartLook, size: { width: number; height: number }, marginals: boolean): PairFrames {
  const { left, right, top, bottom } = marginsOf(look);
  const strip = marginals ? Math.round(Math.min(110, 0.14 * Math.min(size.width, size.height))) : 0;
  const gap = marginals ? 6 : 0;
  return { plot: { left, right: right + strip + gap, top: top + strip + gap, bottom }, strip, gap };
}

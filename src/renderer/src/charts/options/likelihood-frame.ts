import { marginsOf, type ChartLook, type Margins } from './frame.ts';

/** Where the (μ, σ) plane and the two profiles beside it lie, in pixels from the picture's edges. */
export interface LikelihoodFrames {
  plot: Margins;
  /** Height of the profile of μ above the plane, and width of that of σ at its right. */
  strip: { height: number; width: number };
  gap: number;
}

/** @param size  of the whole picture in pixels */
export function likelihoodFrames(look: ChartLook, size: { width: number; height: number }): LikelihoodFrames {
  const { left, right, top, bottom } = marginsOf(look);
  const height = Math.round(Math.min(110, Math.max(44, 0.2 * size.height)));
  const width = Math.round(Math.min(190, Math.max(70, 0.2 * size.width)));
  const gap = 8;
  const above = top - 0.9 * look.fontSize;
  return {
    plot: { left, right: right + width + gap, top: above + height + gap, bottom },
    strip: { height, width },
    gap,
  };
}

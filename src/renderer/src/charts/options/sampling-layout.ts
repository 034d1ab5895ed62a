import { marginsOf, type ChartLook } from './frame.ts';

/** Where a panel's plot lies in the picture, in pixels. */
export interface PanelPlace {
  left: number;
  right: number;
  /** Of the panel, its title included, and of its plot. */
  begin: number;
  top: number;
  height: number;
}

/** Three panels of one height, one above the other, their plots between the same margins. */
export function samplingLayout(
  { width, height }: { width: number; height: number },
  look: Pick<ChartLook, 'fontSize' | 'heading'>,
): PanelPlace[] {
  const { fontSize } = look;
  const margins = marginsOf(look);
  const heading = look.heading ? margins.top - 1.9 * fontSize : 0;
  const [title, axis] = [2.1 * fontSize, 3.1 * fontSize];
  const panel = (height - heading) / 3;
  return [0, 1, 2].map((place) => {
    const begin = heading + place * panel;
    return {
      left: margins.left,
      right: Math.max(margins.left + 1, width - margins.right),
      begin,
      top: begin + title,
      height: Math.max(1, panel - title - axis),
    };
  });
}

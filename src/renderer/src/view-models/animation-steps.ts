/**
 * How many samples to look at next: one more at first, so that each is seen, then a tenth more at a time, so that a million
 * takes little longer than a thousand.
 */
export function nextPosition(at: number, repeats: number): number {
  return Math.min(repeats, at < 12 ? at + 1 : Math.ceil(at * 1.1));
}

/** Time to look at a position, in milliseconds: long for single samples, short once they run together. */
export const lookMs = (at: number): number => (at < 12 ? 550 - 30 * at : 90);

/** A slider of 0 … 1000 for 1 … repeats, even in the logarithm: the first samples have as much room as the last. */
export const sliderOfPosition = (at: number, repeats: number): number =>
  repeats <= 1 ? 1000 : Math.round((1000 * Math.log(at)) / Math.log(repeats));

export const positionOfSlider = (place: number, repeats: number): number =>
  Math.min(repeats, Math.max(1, Math.round(repeats ** (place / 1000))));

/** Every number up to 40, then in steps of about a twentieth: the slider is as fine as the eye. */
const stops = [
  ...Array.from({ length: 40 }, (_, place) => place + 1),
  ...[
    42, 44, 46, 48, 50, 55, 60, 65, 70, 75, 80, 90, 100, 110, 120, 140, 160, 180, 200, 230, 260, 300, 350, 400, 450,
    500,
  ],
];

/** The slider's end; more can be typed. */
export const mostBins = stops.at(-1) ?? 500;

export function binsAtSlider(at: number): number {
  return stops[Math.min(stops.length - 1, Math.max(0, Math.round(at)))] ?? 1;
}

/** The place on the slider nearest to a number of bins. */
export function sliderOfBins(bins: number): number {
  const place = stops.findIndex((stop) => stop >= bins);
  return place < 0 ? stops.length - 1 : place;
}

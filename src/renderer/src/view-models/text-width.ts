/** Widths of bold letters in ems, those of DejaVu Sans Bold: the widest of the fonts a window falls back to. */
const classes: readonly [letters: RegExp, ems: number][] = [
  [/[\p{M}\u200b-\u200f]/u, 0],
  [/[\u2009\u202f]/u, 0.2],
  [/[iIjlJ]/u, 0.37],
  [/[ .,:;'|/!·₀-₉⁰-⁹]/u, 0.42],
  [/[()[\]{}"_frt-]/u, 0.5],
  [/[mMwW%@→∞]/u, 1.1],
  [/[0-9a-zßà-öø-ÿα-ω√]/u, 0.71],
  [/[A-ZÀ-ÖØ-ÞΑ-Ω+=−×<>]/u, 0.82],
];

/** Of what no class names: ideographs and emoji fill a square. */
const otherEms = 1.05;

/**
 * About how wide a line of bold text is, rather too wide than too narrow: places are reckoned in code that draws nothing,
 * for a window, a picture and the command line alike.
 * @param fontSize  in pixels
 * @returns pixels
 */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const letter of text) ems += classes.find(([letters]) => letters.test(letter))?.[1] ?? otherEms;
  return ems * fontSize;
}

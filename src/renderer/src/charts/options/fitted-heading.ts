import { cutText, wrapText } from '../../view-models/cut-text.ts';
import type { ChartLook } from './frame.ts';

type Heading = NonNullable<ChartLook['heading']>;

/** Lines that one statement may take; what is longer stands whole in the file's description of itself. */
const mostLines = 3;
/** Letters of a title are larger than those below it, and bold. */
const titleScale = 1.25 / 0.92;

/**
 * A heading that fits above a picture: long lines are broken between words, long names lose their middle.
 * @param width     of the whole picture in pixels
 * @param fontSize  of the lines, in pixels
 */
export function fittedHeading({ title, lines, legend }: Heading, width: number, fontSize: number): Heading {
  const room = width - 2.8 * fontSize;
  return {
    title: cutText(onOneLine(title), room, titleScale * fontSize),
    lines: lines.flatMap((line) => wrapText(onOneLine(line), room, fontSize, mostLines)),
    ...(legend && {
      legend: legend.map((entry) => ({ ...entry, name: cutText(onOneLine(entry.name), room / 3, fontSize) })),
    }),
    width: room,
  };
}

const onOneLine = (text: string): string => text.replaceAll(/[\r\n\t]+/g, ' ');

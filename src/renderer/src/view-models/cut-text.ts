import { textWidth } from './text-width.ts';

/** What is written in bold is reckoned; plain letters are about a tenth narrower. */
const plainShare = 0.92;

const widthOf = (text: string, fontSize: number): number => plainShare * textWidth(text, fontSize);

/**
 * A line of plain text that is no wider than it may be: what is too much is left out of its middle, for names that begin
 * alike often end differently.
 * @param width  in pixels
 */
export function cutText(text: string, width: number, fontSize: number): string {
  if (widthOf(text, fontSize) <= width) return text;
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const [head, tail] = [Math.ceil(0.6 * kept), Math.floor(0.4 * kept)];
    const short = `${letters.slice(0, head).join('').trimEnd()}…${letters
      .slice(letters.length - tail)
      .join('')
      .trimStart()}`;
    if (widthOf(short, fontSize) <= width) return short;
  }
  return '…';
}

/**
 * Plain text on several lines, broken between words, and inside a word only where it is wider than a line.
 * @param most  lines at most; the last one ends in … where there is more
 */
export function wrapText(text: string, width: number, fontSize: number, most = Infinity): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((each) => brokenWord(each, width, fontSize))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line === '' || widthOf(longer, fontSize) <= width) line = longer;
    else {
      lines.push(line);
      line = word;
    }
  }
  lines.push(line);
  if (lines.length <= most) return lines;
  const last = `${lines[most - 1]!} …`;
  return [...lines.slice(0, most - 1), widthOf(last, fontSize) <= width ? last : `${lines[most - 1]!.slice(0, -2)}…`];
}

function brokenWord(word: string, width: number, fontSize: number): string[] {
  if (widthOf(word, fontSize) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && widthOf(piece + letter, fontSize) > width) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
}

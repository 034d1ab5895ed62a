import { describePicture, parsePictureMetadata, type PictureMetadata } from './picture-metadata.ts';

const opening = '<metadata id="bellwether">';
const closing = '</metadata>';

/**
 * An SVG with a title, a description and metadata as its first children, where viewers and screen readers look.
 * @param svg  a document with a root element `<svg …>`
 * @throws {RangeError} when there is none
 */
export function withSvgMetadata(svg: string, metadata: PictureMetadata): string {
  const root = /<svg(?:\s(?:[^>"']|"[^"]*"|'[^']*')*)?>/.exec(svg);
  if (root === null) throw new RangeError('this text is no SVG');
  const end = root.index + root[0].length;
  const head = [
    `<title>${escaped(metadata.title)}</title>`,
    `<desc>${escaped(describePicture(metadata))}</desc>`,
    `${opening}${escaped(JSON.stringify(metadata))}${closing}`,
  ].join('\n');
  return `${svg.slice(0, end)}\n${head}\n${svg.slice(end).trimStart()}`;
}

/** @returns what `withSvgMetadata` wrote; null for any other text */
export function readSvgMetadata(svg: string): PictureMetadata | null {
  const from = svg.indexOf(opening);
  const to = svg.indexOf(closing, from);
  return from < 0 || to < 0 ? null : parsePictureMetadata(unescaped(svg.slice(from + opening.length, to)));
}

/** XML text. Characters that XML cannot hold in any form become U+FFFD; JSON has written control characters as \u…. */
const escaped = (text: string): string =>
  text
    // eslint-disable-next-line no-control-regex -- these, and halves of surrogate pairs, are what XML forbids
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    // A carriage return that is written plainly is read as a line feed.
    .replaceAll('\r', '&#13;');

const unescaped = (text: string): string =>
  text.replaceAll('&#13;', '\r').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

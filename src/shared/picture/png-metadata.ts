import { crc32 } from './crc32.ts';
import { describePicture, parsePictureMetadata, type PictureMetadata } from './picture-metadata.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const metresPerInch = 0.0254;

interface Chunk {
  type: string;
  /** From its length to its checksum. */
  whole: Uint8Array;
  data: Uint8Array;
}

/** Text of a PNG, by keyword. The first three are words every reader knows; the last holds all of it as JSON. */
const structured = 'Bellwether';

/**
 * A PNG with metadata as international text (iTXt chunks) and, where asked for, its physical size (pHYs chunk).
 * @param dotsPerInch  null leaves the size open
 * @throws {RangeError} on bytes that are no PNG
 * @see [PNG2003] sections 11.3.4.5 and 11.3.5.3
 */
export function withPngMetadata(
  png: Uint8Array,
  metadata: PictureMetadata,
  dotsPerInch: number | null = null,
): Uint8Array<ArrayBuffer> {
  const [header, ...rest] = chunksOf(png);
  if (header === undefined) throw new RangeError('a PNG begins with a header');
  const texts = [
    ['Title', metadata.title],
    ['Software', `Bellwether ${metadata.version}`],
    ['Description', describePicture(metadata)],
    [structured, JSON.stringify(metadata)],
  ] as const;
  const keywords = new Set<string>(texts.map(([keyword]) => keyword));
  const kept = rest.filter(
    (chunk) =>
      !(chunk.type === 'iTXt' && keywords.has(keywordOf(chunk.data))) &&
      !(chunk.type === 'pHYs' && dotsPerInch !== null),
  );
  return joined([
    Uint8Array.from(signature),
    header.whole,
    ...(dotsPerInch === null ? [] : [chunk('pHYs', physicalSize(dotsPerInch))]),
    ...texts.map(([keyword, text]) => chunk('iTXt', internationalText(keyword, text))),
    ...kept.map(({ whole }) => whole),
  ]);
}

/** @returns what `withPngMetadata` wrote; null for any other PNG, or bytes that are none */
export function readPngMetadata(png: Uint8Array): PictureMetadata | null {
  let chunks: Chunk[];
  try {
    chunks = chunksOf(png);
  } catch {
    return null;
  }
  const found = chunks.find(({ type, data }) => type === 'iTXt' && keywordOf(data) === structured);
  return found === undefined ? null : parsePictureMetadata(textOf(found.data));
}

/** @throws {RangeError} on bytes that are no PNG */
function chunksOf(png: Uint8Array): Chunk[] {
  if (!signature.every((byte, at) => png[at] === byte)) throw new RangeError('these bytes are no PNG');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < png.byteLength;) {
    const length = at + 12 <= png.byteLength ? view.getUint32(at) : Infinity;
    const end = at + 12 + length;
    if (end > png.byteLength) throw new RangeError('the PNG is cut off');
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    chunks.push({ type, whole: png.subarray(at, end), data: png.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks;
}

/** Length, type, data, checksum of type and data. */
function chunk(type: string, data: Uint8Array): Uint8Array {
  const typed = joined([ascii(type), data]);
  const whole = new Uint8Array(typed.byteLength + 8);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.byteLength);
  whole.set(typed, 4);
  view.setUint32(4 + typed.byteLength, crc32(typed));
  return whole;
}

/** Dots per metre across and down, and the unit metre. */
function physicalSize(dotsPerInch: number): Uint8Array {
  const data = new Uint8Array(9);
  const view = new DataView(data.buffer);
  const dotsPerMetre = Math.round(dotsPerInch / metresPerInch);
  view.setUint32(0, dotsPerMetre);
  view.setUint32(4, dotsPerMetre);
  data[8] = 1;
  return data;
}

/** Keyword, end, not compressed, method 0, no language, no translated keyword, text in UTF-8. */
function internationalText(keyword: string, text: string): Uint8Array {
  return joined([ascii(keyword), Uint8Array.of(0, 0, 0, 0, 0), new TextEncoder().encode(text)]);
}

const keywordOf = (data: Uint8Array): string => String.fromCharCode(...data.subarray(0, Math.max(0, data.indexOf(0))));
const textOf = (data: Uint8Array): string => new TextDecoder().decode(data.subarray(data.indexOf(0) + 5));
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

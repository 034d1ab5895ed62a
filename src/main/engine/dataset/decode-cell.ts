/**
 * Cells are cut out of bytes read as characters 0 to 255, which keeps every place in the file exact whatever the encoding; only
 * a cell that is looked at as text is decoded.
 */
export interface CellDecoder {
  (cell: string): string;
  /** Cells in which some bytes had no meaning in the encoding. */
  undecodable: number;
  /** Cells from which NUL characters were removed. */
  withNuls: number;
}

/** Characters of windows-1252 from 0x80 to 0x9f; some versions of Node decode them as control characters. */
const windows1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

const special = /[\0\x80-\xff]/;

/** @returns whether decoding leaves cells as they are */
export function isAscii(cells: string): boolean {
  return !special.test(cells);
}

/** @param encoding  one in which ASCII characters are single bytes */
export function cellDecoder(encoding: string): CellDecoder {
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const decode = ((cell: string): string => {
    if (!special.test(cell)) return cell;
    let text =
      encoding === 'windows-1252'
        ? cell.replace(/[\x80-\x9f]/g, (char) => windows1252.charAt(char.charCodeAt(0) - 0x80))
        : decoder.decode(Buffer.from(cell, 'latin1'));
    if (text.includes('\ufffd')) decode.undecodable++;
    if (text.includes('\0')) {
      decode.withNuls++;
      text = text.replaceAll('\0', '');
    }
    return text;
  }) as CellDecoder;
  decode.undecodable = 0;
  decode.withNuls = 0;
  return decode;
}

/** Bytes as characters 0 to 255. */
export function bytesAsText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** The opposite of decoding: characters of an encoding's text as bytes, for marks that a person told. Only UTF-8 needs more than one byte. */
export function textAsBytes(text: string, encoding: string): string {
  return encoding === 'utf-8' ? Buffer.from(text, 'utf8').toString('latin1') : text;
}

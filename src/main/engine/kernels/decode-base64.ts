const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/**
 * Bytes of a base64 text with padding, without Node's Buffer or the page's `atob`: kernels run in both.
 * @throws {RangeError} on a character outside the base64 alphabet
 */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const length = text.replace(/=+$/, '').length;
  const bytes = new Uint8Array(Math.floor((length * 3) / 4));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (let i = 0; i < length; i++) {
    const value = alphabet.indexOf(text.charAt(i));
    if (value < 0) throw new RangeError(`not base64 at position ${i}: ${text.charAt(i)}`);
    held = ((held << 6) | value) & 0xffffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = (held >> bits) & 255;
    }
  }
  return bytes;
}

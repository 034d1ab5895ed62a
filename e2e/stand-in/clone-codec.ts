/**
 * Messages as text, for the way between the stand-in and the page: what survives Electron's structured clone survives
 * this. Both functions stand alone, because their source is put into the page.
 */
export function encodeClone(value: unknown): string {
  const replace = (inner: unknown): unknown => {
    if (typeof inner === 'number' && !Number.isFinite(inner)) return { $number: String(inner) };
    if (typeof inner !== 'object' || inner === null) return inner;
    if (ArrayBuffer.isView(inner)) {
      const bytes = new Uint8Array(inner.buffer, inner.byteOffset, inner.byteLength);
      let text = '';
      for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
      return { $array: inner.constructor.name, bytes: btoa(text) };
    }
    if (Array.isArray(inner)) return inner.map(replace);
    return Object.fromEntries(Object.entries(inner).map(([key, each]) => [key, replace(each)]));
  };
  return JSON.stringify(replace(structuredClone(value)));
}

export function decodeClone(text: string): unknown {
  return JSON.parse(text, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value;
    if ('$number' in value) return Number(value.$number);
    if (!('$array' in value)) return value;
    const { $array, bytes } = value as unknown as { $array: 'Float64Array'; bytes: string };
    const buffer = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)).buffer;
    return new globalThis[$array](buffer);
  });
}

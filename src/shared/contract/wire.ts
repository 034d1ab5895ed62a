/**
 * Messages as bytes: a JSON header followed by the typed arrays it refers to, each beginning at a multiple of 8 bytes
 * so that it can be read in place. JSON alone would take eight times as long for a column of doubles, and has no NaN.
 *
 * Layout: uint32 length of the header in bytes (little endian), 4 bytes of zero, header (UTF-8), padding to 8, arrays.
 * In the header `{"$": ["Float64Array", offset, length]}` stands for an array, `{"$": ["number", "NaN"]}` for a number
 * JSON cannot write, and `{"$": ["object", {…}]}` for an object that itself has a key `$`.
 */
const arrayTypes = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint16Array, Uint8Array } as const;
type ArrayName = keyof typeof arrayTypes;
type WireArray = InstanceType<(typeof arrayTypes)[ArrayName]>;

const align = (bytes: number): number => (bytes + 7) & ~7;
const arrayName = (value: object): ArrayName | null => {
  for (const name of Object.keys(arrayTypes) as ArrayName[]) if (value instanceof arrayTypes[name]) return name;
  return null;
};

/** @throws {TypeError} on a value that has no place in a message: a function, a symbol, a bigint */
export function encodeMessage(message: unknown): Uint8Array<ArrayBuffer> {
  const arrays: { array: WireArray; offset: number }[] = [];
  let arrayBytes = 0;

  function plain(value: unknown): unknown {
    if (typeof value === 'number' && !Number.isFinite(value)) return { $: ['number', String(value)] };
    if (typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint')
      throw new TypeError(`a ${typeof value} cannot be sent`);
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(plain);
    const name = arrayName(value);
    if (name !== null) {
      const array = value as WireArray;
      const offset = arrayBytes;
      arrays.push({ array, offset });
      arrayBytes = align(offset + array.byteLength);
      return { $: [name, offset, array.length] };
    }
    const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const);
    const object = Object.fromEntries(entries);
    return Object.hasOwn(value, '$') ? { $: ['object', object] } : object;
  }

  const header = new TextEncoder().encode(JSON.stringify(plain(message)));
  const start = align(8 + header.byteLength);
  const bytes = new Uint8Array(start + arrayBytes);
  new DataView(bytes.buffer).setUint32(0, header.byteLength, true);
  bytes.set(header, 8);
  for (const { array, offset } of arrays)
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), start + offset);
  return bytes;
}

/**
 * @param bytes  what encodeMessage made; its arrays are views of these bytes where they are aligned, else copies
 * @throws {RangeError | SyntaxError} on bytes that are no message
 */
export function decodeMessage(bytes: Uint8Array): unknown {
  if (bytes.byteLength < 8) throw new RangeError('a message has at least 8 bytes');
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  if (8 + headerLength > bytes.byteLength) throw new RangeError('the message is cut off');
  const start = align(8 + headerLength);
  const tree: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headerLength)));

  function array(name: ArrayName, offset: number, length: number): WireArray {
    const type = arrayTypes[name];
    const from = bytes.byteOffset + start + offset;
    const byteLength = length * type.BYTES_PER_ELEMENT;
    if (!(offset >= 0 && length >= 0 && start + offset + byteLength <= bytes.byteLength))
      throw new RangeError('an array of the message lies outside it');
    return from % type.BYTES_PER_ELEMENT === 0
      ? new type(bytes.buffer as ArrayBuffer, from, length)
      : new type(bytes.slice(start + offset, start + offset + byteLength).buffer);
  }

  function revive(value: unknown): unknown {
    if (value === null || typeof value !== 'object') return value;
    if (Array.isArray(value)) return value.map(revive);
    const object = value as Record<string, unknown>;
    const special = Object.hasOwn(object, '$') ? (object.$ as [string, ...unknown[]]) : null;
    if (special === null)
      return Object.fromEntries(Object.entries(object).map(([key, inner]) => [key, revive(inner)] as const));
    const [kind, first, second] = special;
    if (kind === 'number') return Number(first);
    if (kind === 'object')
      return Object.fromEntries(Object.entries(first as object).map(([key, inner]) => [key, revive(inner)] as const));
    if (!Object.hasOwn(arrayTypes, kind)) throw new RangeError(`the message has an unknown part: ${kind}`);
    return array(kind as ArrayName, first as number, second as number);
  }
  return revive(tree);
}

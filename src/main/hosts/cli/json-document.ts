/** Why a place of a document holds null instead of a number. */
const reasons: Readonly<Record<string, string>> = {
  NaN: 'undefined for these values',
  Infinity: 'beyond the largest number that can be written',
  '-Infinity': 'below the smallest number that can be written',
};

/**
 * One JSON document. JSON has no NaN and no Infinity: such a number becomes null, and a property `…Reason` beside it
 * says why. Typed arrays become arrays.
 */
export function jsonDocument(value: unknown): string {
  return `${JSON.stringify(plain(value), null, 2)}\n`;
}

function plain(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    const reason = typeof inner === 'number' ? reasons[String(inner)] : undefined;
    return reason === undefined
      ? [[key, plain(inner)]]
      : [
          [key, null],
          [`${key}Reason`, reason],
        ];
  });
  return Object.fromEntries(entries);
}

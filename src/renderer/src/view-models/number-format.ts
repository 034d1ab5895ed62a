/** U+2212, as wide as a plus: a hyphen is no minus sign. */
export const minusSign = '\u2212';
const narrowSpace = '\u202f';
const superscripts: Record<string, string> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** An integer as an exponent: −3 becomes ⁻³. */
export function superscript(exponent: number): string {
  return [...String(exponent)].map((character) => superscripts[character] ?? character).join('');
}

/**
 * A number to be read: significant digits, thousands grouped, a true minus, powers of ten far from 1, and none of the
 * digits that only binary arithmetic has (0.1 + 0.2 is 0.3). What is not finite is ∞, −∞ or an en dash.
 * @param digits  significant digits at most, 1 to 17; digits before the point are all kept
 */
export function formatNumber(value: number, digits = 6): string {
  if (Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minusSign}∞`;
  if (value === 0) return '0';
  const [mantissa = '', exponentText = '0'] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const exponent = Number(exponentText);
  const sign = value < 0 ? minusSign : '';
  if (exponent < -4 || exponent >= Math.max(9, digits))
    return `${sign}${trimZeros(mantissa)}${timesPowerOfTen(exponent)}`;
  return sign + groupThousands(trimZeros(Math.abs(value).toFixed(Math.max(0, digits - 1 - exponent))));
}

/**
 * Significant digits that tell values apart whose spread is `spread`: six, and more where the spread is small beside the
 * value, so that 1,000,000,000.257 ± 0.14 is not written as 10⁹.
 */
export function digitsBeside(value: number, spread: number): number {
  const ratio = Math.abs(value) / spread;
  return ratio > 1e3 && Number.isFinite(ratio) ? Math.min(16, Math.ceil(Math.log10(ratio)) + 4) : 6;
}

/**
 * A number known up to an error, with the digits that the error leaves meaningful: three of the error's own.
 * @param error  positive, in the number's unit
 */
export function formatNear(value: number, error: number): string {
  const last = Math.floor(Math.log10(error)) - 2;
  if (!Number.isFinite(last)) return formatNumber(value);
  if (error >= 1e-4 && Math.abs(value) < 1e9) return formatFixed(value, Math.max(0, -last));
  const first = value === 0 ? last : Math.floor(Math.log10(Math.abs(value)));
  return formatNumber(value, Math.min(16, Math.max(1, first - last + 1)));
}

/** A number to be edited: what a person can type, and nothing that only looks like a number. */
export function editableNumber(value: number, digits = 6): string {
  const [mantissa = '', exponent = '0'] = value.toExponential(digits - 1).split('e');
  // Digits that were never there would be zeros that look like knowledge: 5.02387e15, not 5023870000000000.
  const text =
    Math.abs(value) >= 1e9 && Number(exponent) >= digits
      ? `${trimZeros(mantissa)}e${Number(exponent)}`
      : String(Number(value.toPrecision(digits)));
  return text.replaceAll('-', minusSign);
}

/** With exactly this many decimals: numbers of one axis or one table column stand alike. */
export function formatFixed(value: number, decimals: number): string {
  if (!Number.isFinite(value)) return formatNumber(value);
  const text = groupThousands(Math.abs(value).toFixed(decimals));
  return value < 0 && /[1-9]/.test(text) ? minusSign + text : text;
}

/** A whole number of things. */
export function formatCount(count: number): string {
  return formatFixed(count, 0);
}

/** `1 row`, `2 rows`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}

/** A probability or a share as a percentage with two decimals; what would round to 0 % or 100 % says on which side it lies. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 5e-5) return `<${narrowSpace}0.01${narrowSpace}%`;
  if (share < 1 && share > 1 - 5e-5) return `>${narrowSpace}99.99${narrowSpace}%`;
  return `${trimZeros((share * 100).toFixed(2))}${narrowSpace}%`;
}

/** A p-value as papers print it. */
export function formatPValue(p: number): string {
  if (p < 1e-4) return `<${narrowSpace}0.0001`;
  return formatNumber(p, p < 0.1 ? 2 : 3);
}

/** A size of a file. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** power;
  return `${power === 0 ? formatCount(bytes) : formatNumber(value, value < 100 ? 2 : 3)}${narrowSpace}${units[power]}`;
}

/** A date of epoch milliseconds, in UTC as it is stored; the time of day only where there is one. */
export function formatDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return '–';
  const [day = '', time = ''] = date.toISOString().split('T');
  const clock = time.replace(/(?::00)?\.000Z$|Z$/, '');
  return milliseconds % 86_400_000 === 0 ? day : `${day} ${clock}`;
}

export function timesPowerOfTen(exponent: number): string {
  return `${narrowSpace}×${narrowSpace}10${superscript(exponent)}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function groupThousands(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

import type { NumberFormat } from '../../../shared/contract/dataset.ts';

/** Signs of currency and share that may stand before or after every value of a column. */
export const unitSigns = [
  '%',
  '‰',
  '$',
  '€',
  '£',
  '¥',
  '₹',
  '₩',
  '₽',
  '₺',
  '₪',
  '₫',
  '฿',
  'R$',
  'CHF',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'kr',
  'zł',
];

/** Marks that may stand between groups of three digits; every kind of space counts as one mark. */
export const groupSpaces = '\u0020\u00a0\u2009\u202f';

const plain = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * Compiles a column's rule into a function from text to number.
 * @returns a function giving the correctly rounded number, ±Infinity when it exceeds the largest double, NaN when the
 *   text is not a number under this rule. Nothing is half-read: "12abc" is no number.
 */
export function numberReader(format: NumberFormat): (text: string) => number {
  const { decimal, thousands, unit } = format;
  const withoutUnit = unit === undefined ? undefined : unitRemover(unit);
  const grouped = thousands === '' ? undefined : groupedPattern(decimal, thousands);
  const separators = thousands === '' ? undefined : new RegExp(markClass(thousands), 'g');

  return (text) => {
    let digits = text.trim();
    // The common case first: as every programming language writes it.
    if (withoutUnit === undefined && decimal === '.' && plain.test(digits)) return Number(digits);
    digits = digits.replace(/^[−–﹣－]/u, '-');
    let sign = 1;
    if (digits.startsWith('(') && digits.endsWith(')') && withoutUnit !== undefined) {
      sign = -1;
      digits = digits.slice(1, -1).trim();
    }
    if (withoutUnit !== undefined) {
      const rest = withoutUnit(digits);
      if (rest === undefined) return NaN;
      digits = rest;
    }
    if (separators !== undefined && grouped?.test(digits) === true) digits = digits.replace(separators, '');
    if (decimal === ',') {
      if (digits.includes('.')) return NaN;
      digits = digits.replace(',', '.');
    }
    return plain.test(digits) ? sign * Number(digits) : NaN;
  };
}

/** Takes the column's sign from either end; a share must carry it, an amount of money may leave it out. */
function unitRemover(unit: string): (text: string) => string | undefined {
  const mayBeLeftOut = unit !== '%' && unit !== '‰';
  return (text) => {
    const sign = /^[+-]/.exec(text)?.[0] ?? '';
    const unsigned = text.slice(sign.length).trimStart();
    if (unsigned.startsWith(unit))
      return sign === '' ? unsigned.slice(unit.length).trim() : sign + unsigned.slice(unit.length).trim();
    if (text.endsWith(unit)) return text.slice(0, -unit.length).trim();
    return mayBeLeftOut ? text : undefined;
  };
}

/** Digits in groups of three (or Indian groups of two before the last three), then perhaps a fraction and an exponent. */
function groupedPattern(decimal: string, thousands: string): RegExp {
  const mark = markClass(thousands);
  const fraction = `(?:\\${decimal}\\d*)?(?:[eE][+-]?\\d+)?`;
  return new RegExp(`^[+-]?(?:\\d{1,3}(?:${mark}\\d{3})+|\\d{1,2}(?:${mark}\\d{2})+${mark}\\d{3})${fraction}$`);
}

function markClass(thousands: string): string {
  if (groupSpaces.includes(thousands)) return `[${groupSpaces}]`;
  if (thousands === "'" || thousands === '’') return "['’]";
  return `\\${thousands}`;
}

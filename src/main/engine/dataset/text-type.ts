import type { ColumnType } from '../../../shared/contract/dialect.ts';
import { isNamelike } from './infer-column.ts';

const booleans: readonly (readonly [string, string])[] = [
  ['true', 'false'],
  ['t', 'f'],
  ['yes', 'no'],
  ['y', 'n'],
  ['on', 'off'],
  ['ja', 'nein'],
  ['oui', 'non'],
  ['wahr', 'falsch'],
  ['vrai', 'faux'],
];

/**
 * What a column of texts holds, judged by its distinct texts.
 * @param dictionary  distinct texts
 * @param values      rows that have one
 */
export function textType(dictionary: readonly string[], values: number): ColumnType {
  if (values === 0) return 'text';
  if (dictionary.length <= 6) {
    const words = new Set(dictionary.map((text) => text.trim().toLowerCase()));
    if (booleans.some((pair) => [...words].every((word) => pair.includes(word)))) return 'boolean';
  }
  if (
    dictionary.length > 0 &&
    dictionary.every((text) => /^\s*[+-]?\d+\s*$/.test(text)) &&
    dictionary.some((text) => isNamelike(text.trim().replace(/^[+-]/, '')))
  ) {
    return 'identifier';
  }
  const distinct = dictionary.length;
  // Names without spaces that hardly repeat name the rows; prose has spaces.
  if (values >= 5 && distinct > values * 0.95) {
    const looksCoded = dictionary
      .slice(0, 200)
      .filter((text) => /^\S{1,40}$/.test(text.trim()) && /\d/.test(text)).length;
    if (looksCoded >= Math.min(200, distinct) * 0.9) return 'identifier';
  }
  if (distinct <= 12 ? values > distinct || distinct <= 3 : distinct <= 100 || distinct <= values * 0.05)
    return distinct <= 1000 && (values > distinct || distinct <= 3) ? 'category' : 'text';
  return 'text';
}

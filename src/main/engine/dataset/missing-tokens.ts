/**
 * Texts that mean "no value" unless the person says otherwise, in lower case: what R, pandas, spreadsheets, SQL clients
 * and the UCI repository write. In a column of text only those count that are hardly ever a text of their own:
 * "none" and "-" are answers in many questionnaires.
 */
const missingInText = ['', 'na', 'n/a', '#n/a', '<na>', 'nan', 'null', '(null)', '\\n', '?'];
const missingInNumbers = [
  ...missingInText,
  ...[
    'n.a.',
    '#na',
    'none',
    'nil',
    'missing',
    'unknown',
    'n/d',
    'nd',
    '-nan',
    '.',
    '..',
    '...',
    '-',
    '--',
    '---',
    '–',
    '—',
  ],
  ...['#null!', '#div/0!', '#value!', '#ref!', '#name?', '#num!', 'x', '*', '**'].filter((token) => token.length > 1),
];

/** Texts of numbers that have no finite value. */
const notFinite = /^[+-−]?(inf|infinity|∞|1\.#inf|1\.#qnan|1\.#ind|nan)$/i;

export interface MissingTokens {
  inText: ReadonlySet<string>;
  inNumbers: ReadonlySet<string>;
}

/**
 * @param told      replaces the usual list; the empty text is always missing
 * @param further   in addition, for one column
 */
export function missingTokens(told?: readonly string[], further: readonly string[] = []): MissingTokens {
  const normal = (tokens: readonly string[]) => new Set([...tokens, ...further, ''].map(normalToken));
  return { inText: normal(told ?? missingInText), inNumbers: normal(told ?? missingInNumbers) };
}

/** The form in which tokens are compared: lower case, without outer spaces. */
export function normalToken(text: string): string {
  return text.trim().toLowerCase();
}

/** @returns whether a text is a number without finite value as programs write it: Inf, NaN, −∞ */
export function isNotFinite(text: string): boolean {
  return notFinite.test(text.trim());
}

/** An end of a range as a person may edit it: plain digits, or an ISO date; empty for none. */
export function writeBound(value: number | null, isDate: boolean): string {
  if (value === null) return '';
  if (!isDate) return String(value);
  const text = new Date(value).toISOString();
  return value % 86_400_000 === 0 ? text.slice(0, 10) : text.slice(0, 19).replace('T', ' ');
}

/** @returns null for empty text, undefined for what cannot be understood */
export function parseBound(text: string, isDate: boolean): number | null | undefined {
  const trimmed = text.trim().replaceAll('\u2212', '-');
  if (trimmed === '') return null;
  const value = isDate
    ? Date.parse(/T|\s\d/.test(trimmed) ? `${trimmed.replace(' ', 'T')}Z` : trimmed)
    : Number(trimmed);
  return Number.isFinite(value) ? value : undefined;
}

/** A name for what is exported, from what it shows: `old-faithful eruptions histogram.png`. Safe on every system. */
export function exportFileName(source: string, parts: readonly string[], extension: string): string {
  const stem = source.replace(/(\.(csv|tsv|tab|txt|dat|jsonl|ndjson|parquet|gz))+$/i, '');
  // Control characters, what Windows or a shell takes for something else, and spaces in a row.
  const safe = [stem, ...parts]
    .join(' ')
    .replace(/[\p{Cc}\\/:*?"<>|]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120)
    .replace(/[. ]+$/, '');
  return `${safe === '' ? 'chart' : safe}.${extension}`;
}

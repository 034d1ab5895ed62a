/** Rows of a table for a terminal: the first column to the left, the others to the right, two spaces between. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, c) => Math.max(...rows.map((row) => widthOf(row[c] ?? ''))));
  return rows
    .map((row) =>
      row
        .map((cell, c) => {
          const space = ' '.repeat((widths[c] ?? 0) - widthOf(cell));
          return c === 0 ? cell + space : space + cell;
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** Characters as seen: a combining mark takes no place of its own. */
const widthOf = (text: string): number => [...text.normalize('NFC').replaceAll(/\p{Mark}/gu, '')].length;

const special = /[",\r\n]/;

/** Rows as CSV of RFC 4180: comma, doubled quotes, CRLF after every row. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  let text = '';
  for (const row of rows) text += `${row.map(cellOf).join(',')}\r\n`;
  return text;
}

/** An empty cell alone in its row is written in quotes: an empty line would be no row. */
function cellOf(cell: string, _: number, row: readonly string[]): string {
  return special.test(cell) || (cell === '' && row.length === 1) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

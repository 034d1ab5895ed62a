/** A table as text for a file or the clipboard. Numbers keep every digit, with a point and without grouping. */
type Cells = readonly (string | number | null)[];

/** RFC 4180, with line feeds that every program understands. */
export function csvText(columns: readonly string[], rows: readonly Cells[]): string {
  return [columns, ...rows].map((row) => row.map((cell) => quoted(cell)).join(',')).join('\r\n') + '\r\n';
}

/** Tab-separated, as spreadsheets take it from the clipboard; tabs and line ends inside a cell become spaces. */
export function tsvText(rows: readonly Cells[]): string {
  return rows
    .map((row) => row.map((cell) => (cell === null ? '' : String(cell)).replace(/[\t\r\n]+/g, ' ')).join('\t'))
    .join('\n');
}

function quoted(cell: string | number | null): string {
  if (cell === null) return '';
  const text = String(cell);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

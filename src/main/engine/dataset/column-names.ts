import type { Remark } from '../../../shared/contract/dataset.ts';

/**
 * One unique name per column from the header rows: several rows are joined with a space, an empty name becomes
 * `column 3`, a second `x` becomes `x (2)`.
 * @param header  header rows, each of any width; none at all names the columns by number
 */
export function columnNames(
  header: readonly (readonly string[])[],
  width: number,
): { names: string[]; remarks: Remark[] } {
  const remarks: Remark[] = [];
  const taken = new Set<string>();
  const names: string[] = [];
  for (let c = 0; c < width; c++) {
    const parts = header.map((row) => (row[c] ?? '').replace(/\s+/g, ' ').trim()).filter((part) => part !== '');
    const wanted = parts.join(' ');
    let name = wanted === '' ? `column ${c + 1}` : wanted;
    for (let i = 2; taken.has(name); i++) name = `${wanted === '' ? `column ${c + 1}` : wanted} (${i})`;
    taken.add(name);
    names.push(name);
    if (header.length === 0) continue;
    if (wanted === '')
      remarks.push({
        code: 'named-column',
        column: name,
        message: `Column ${c + 1} has no name; it is called "${name}".`,
      });
    else if (name !== wanted) {
      remarks.push({
        code: 'renamed-column',
        column: name,
        message: `The name "${wanted}" stands above two columns; column ${c + 1} is called "${name}".`,
      });
    }
  }
  return { names, remarks };
}

/**
 * For every row a different column, so that the costs add up to the least: the Hungarian method with potentials,
 * O(rows² · columns).
 * @param costs  shape (rows, columns), rows ≤ columns, finite
 * @returns column of each row, shape (rows,)
 * @see [Kuhn1955], [JonkerVolgenant1987]
 */
export function optimalAssignment(costs: readonly (readonly number[])[]): number[] {
  const rows = costs.length;
  const columns = costs[0]?.length ?? 0;
  if (rows > columns) throw new RangeError(`invalid costs; at most ${columns} rows for as many columns: ${rows}`);
  const rowPotential = new Array<number>(rows + 1).fill(0);
  const columnPotential = new Array<number>(columns + 1).fill(0);
  const rowOf = new Array<number>(columns + 1).fill(0); // 1-based; 0 for none, and column 0 holds the row being placed
  const before = new Array<number>(columns + 1).fill(0);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    let at = 0;
    const slack = new Array<number>(columns + 1).fill(Infinity);
    const used = new Array<boolean>(columns + 1).fill(false);
    // The shortest path of reduced costs from this row to a column that is free.
    do {
      used[at] = true;
      const placed = rowOf[at]!;
      let least = Infinity;
      let next = 0;
      for (let column = 1; column <= columns; column++) {
        if (used[column]) continue;
        const reduced = costs[placed - 1]![column - 1]! - rowPotential[placed]! - columnPotential[column]!;
        if (reduced < slack[column]!) {
          slack[column] = reduced;
          before[column] = at;
        }
        if (slack[column]! < least) {
          least = slack[column]!;
          next = column;
        }
      }
      for (let column = 0; column <= columns; column++) {
        if (used[column]) {
          rowPotential[rowOf[column]!]! += least;
          columnPotential[column]! -= least;
        } else slack[column]! -= least;
      }
      at = next;
    } while (rowOf[at] !== 0);
    // Along it every row moves on by one.
    while (at !== 0) {
      rowOf[at] = rowOf[before[at]!]!;
      at = before[at]!;
    }
  }
  const chosen = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= columns; column++) if (rowOf[column]! > 0) chosen[rowOf[column]! - 1] = column - 1;
  return chosen;
}

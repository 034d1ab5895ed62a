/** Rows that needed something done to them. Lines are those of the first case, from 1. */
export interface RepairCounts {
  padded: Repair;
  cut: Repair;
  blank: Repair;
  strayQuote: Repair;
  unclosedQuote: Repair;
  repeatedHeading: Repair;
  undecodable: number;
  withNuls: number;
}

export interface Repair {
  count: number;
  line: number;
}

export function noRepairs(): RepairCounts {
  const none = (): Repair => ({ count: 0, line: 0 });
  return {
    padded: none(),
    cut: none(),
    blank: none(),
    strayQuote: none(),
    unclosedQuote: none(),
    repeatedHeading: none(),
    undecodable: 0,
    withNuls: 0,
  };
}

export function noteRepair(repair: Repair, line: number): void {
  if (repair.count === 0 || line < repair.line) repair.line = line;
  repair.count++;
}

/** Counts a row that is narrower or wider than the table; empty cells beyond its width are nothing. */
export function noteWidth(repairs: RepairCounts, row: readonly string[], width: number, line: number): void {
  if (row.length < width) noteRepair(repairs.padded, line);
  else if (row.length > width && row.slice(width).some((cell) => cell.trim() !== '')) noteRepair(repairs.cut, line);
}

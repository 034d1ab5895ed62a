/** One result for each group of rows; without a split there is one group, whose name is null. */
export interface Grouped<Value> {
  /** Column that split the rows; null without a split. */
  by: string | null;
  /** In order of descending rows, at most the number of groups asked for. */
  groups: { name: string | null; value: Value }[];
  /** Groups beyond that number, and their rows. */
  notShown: { groups: number; rows: number };
}

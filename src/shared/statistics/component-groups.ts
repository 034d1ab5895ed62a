/** One step of the path from components to groups. */
export interface GroupingStep {
  /** Components of each group, counted from 0, from single components down to one group of all. */
  groups: number[][];
  /** −Σ over rows and groups of τ ln τ: how uncertain the rows' memberships in these groups are. At least 0. */
  entropy: number;
}

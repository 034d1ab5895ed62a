/** How the edges of a histogram are chosen. `width` counts its edges from `anchor` (0 when left out). */
export type BinRule =
  | { kind: 'freedman-diaconis' }
  | { kind: 'scott' }
  | { kind: 'sturges' }
  | { kind: 'doane' }
  | { kind: 'count'; count: number }
  | { kind: 'width'; width: number; anchor?: number };

/**
 * Counts of values between exact edges. A bin holds its lower edge and not its upper one, except the last, which holds
 * both. Edges stand half a measurement step beside the values where the column has a step, so that no value lies on one
 * and the mirrored column has the mirrored histogram.
 */
export interface Histogram {
  /** Bin edges, shape (bins + 1,), ascending, in the column's units. */
  edges: Float64Array;
  /** Values per bin, shape (bins,). */
  counts: Float64Array;
  /** Width of every bin, in the column's units. */
  width: number;
  /** Sum of the counts. */
  total: number;
  /** The rule that was asked for. */
  rule: BinRule;
  /** Why the rule could not be followed to the letter (too many bins, a constant column), in words; null otherwise. */
  remark: string | null;
}

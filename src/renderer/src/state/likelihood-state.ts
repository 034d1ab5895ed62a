/** How the Likelihood view of a dataset is arranged: plain data. */
export interface LikelihoodState {
  /** The second chart below the surface. */
  lower: 'product' | 'rows';
}

/** What a person arranged for one column in it. */
export interface ColumnLikelihood {
  /** Near the maximum, wide, or a part of the (μ, σ) plane in the column's units. */
  frame: 'near' | 'wide' | { x: [from: number, to: number]; y: [from: number, to: number] };
  /** So many first values are looked at beside all of them; null for all. */
  firstRows: number | null;
}

export const defaultLikelihood: LikelihoodState = { lower: 'product' };
export const defaultColumnLikelihood: ColumnLikelihood = { frame: 'near', firstRows: null };

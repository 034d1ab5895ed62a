import type { MixtureData, MixtureSearch } from '../../../shared/contract/mixture-requests.ts';
import type { CovarianceModel } from '../../../shared/statistics/covariance-models.ts';
import type { IdentifiedMixture } from '../../../shared/statistics/component-identity.ts';

/** Criteria by which fits are compared; lower is better for every one, ℓ and its cross-validation counted negative. */
export type Criterion = 'bic' | 'aic' | 'aicc' | 'icl';

/** What a person chose to fit. */
export interface MixtureChoice extends MixtureSearch {
  components: number;
  covarianceModel: CovarianceModel;
  labels: { column: string; share: number } | null;
  weights: MixtureData['weights'];
}

/** A mixture set by hand: where it came from, and what is held when EM goes on from it. */
export interface Draft extends IdentifiedMixture {
  /** Components by their numbers whose mean and covariance EM leaves as they are. */
  locked: number[];
}

/** How the Mixture view of a dataset is arranged: plain data. */
export interface MixtureState {
  /** Columns that are fitted; null for the first two of numbers. */
  columns: string[] | null;
  choice: MixtureChoice;
  /** The fit shown, one of the ledger's; null before the first. */
  shown: string | null;
  /** Set by hand and drawn in the fit's place; null where the fit is drawn. */
  draft: Draft | null;
  /** Which of the fitted columns are drawn, as places among them. */
  axes: [x: number, y: number];
  colour: 'component' | 'uncertainty' | 'plain';
  /** Share that an ellipse holds, or null for none. */
  level: number;
  contours: boolean;
  /** Refits of a bootstrap are drawn behind the fit, once there are any. */
  ghosts: boolean;
  /** Component shown alone, and the one whose handles are shown, by their numbers. */
  isolated: number | null;
  selected: number | null;
  /** Names a person gave, by component number. */
  names: Record<string, string>;
  /** The part of the plane shown; null for everything. */
  window: { x: [number, number]; y: [number, number] } | null;
  /** What stands below the chart. */
  lower: 'scan' | 'em' | 'starts' | 'none';
  scan: { from: number; to: number; models: CovarianceModel[]; criterion: Criterion };
  /** What the last scan found; null before the first. */
  scanned: Scanned | null;
}

/** A scan that is done: its fits are kept once, outside of the history, and named here. */
export interface Scanned {
  /** What was scanned: rows, how they were read, and how they were searched. */
  key: string;
  /** Of the fits, as in the ledger. */
  ids: string[];
  /** Cells without a fit, and why. */
  failed: { components: number; covarianceModel: CovarianceModel; message: string }[];
}

export const defaultMixture: MixtureState = {
  columns: null,
  choice: {
    components: 2,
    covarianceModel: 'VVV',
    seed: 1,
    starts: 20,
    noise: false,
    regularisation: 0,
    labels: null,
    weights: null,
  },
  shown: null,
  draft: null,
  axes: [0, 1],
  colour: 'component',
  level: 0.95,
  contours: false,
  ghosts: true,
  isolated: null,
  selected: null,
  names: {},
  window: null,
  lower: 'starts',
  scan: { from: 1, to: 9, models: ['EII', 'VVI', 'EEE', 'VVV'], criterion: 'bic' },
  scanned: null,
};

/** One line of the ledger. The fit itself is kept once, outside of the history, under the same id. */
export interface LedgerEntry {
  id: string;
  /** Given by the person; null for the name made from the fit. */
  name: string | null;
  note: string;
  pinned: boolean;
  /**
   * Columns of the normal or Gaussian that another view shows, where Compare entered it of its own accord: it makes way
   * for the next one of these columns. Null for whatever a person fitted, kept, named, noted or pinned.
   */
  automatic: string[] | null;
}

/** How the Compare view of a dataset is arranged. */
export interface CompareState {
  sortBy: string;
  descending: boolean;
  criterion: Criterion;
  picture: 'overlay' | 'multiples' | 'difference' | 'lines';
  /** Deviances of unseen rows stand beside the criterion over K. */
  validated: boolean;
  /** The entry whose details the inspector shows. */
  selected: string | null;
  /** Columns, as text, whose normal or Gaussian a person deleted: it is not entered again unasked. */
  dismissed: string[];
}

export const defaultCompare: CompareState = {
  sortBy: 'bic',
  descending: false,
  criterion: 'bic',
  picture: 'overlay',
  validated: false,
  selected: null,
  dismissed: [],
};

import type { BootstrapSummary } from '../statistics/bootstrap-summary.ts';
import type { GroupingStep } from '../statistics/component-groups.ts';
import type { CovarianceModel } from '../statistics/covariance-models.ts';
import type { CrossValidation } from '../statistics/cross-validation.ts';
import type { GaussianMixture, GaussianMixtureFit, InformationCriteria } from '../statistics/gaussian-mixture.ts';
import type { LikelihoodRatioTest } from '../statistics/likelihood-ratio-test.ts';
import type { MixtureStandardErrors, StandardErrorMethod } from '../statistics/mixture-standard-errors.ts';
import type { NullCheck } from '../statistics/null-check.ts';
import type { RowsUsed } from '../statistics/rows-used.ts';
import type { ErrorDetails, Failure } from './errors.ts';
import type { Filter } from './filter.ts';

/** Rows a mixture is about. A row is used when it passes the filters and has a value in every column; see `missing`. */
export interface MixtureData {
  datasetId: string;
  /** One numeric column or more. */
  columns: string[];
  filters: Filter[];
  /**
   * Column that says which component a row belongs to, and the share of such rows whose label is used, 0 < share ≤ 1:
   * 1 for all of them, less to see how few labels suffice. Null where labels are ignored.
   * `components[k]` is the place, among the components of the mixtures in the same request, of the one that label k
   * stands for; null where they stand in the order of the labels, as in a fit's own starts.
   */
  labels: { column: string; share: number; components: number[] | null } | null;
  /** Column of row weights; a row whose weight is not above 0 is left out. */
  weights: { column: string; kind: 'frequency' | 'precision' } | null;
  /**
   * `listwise`, when left out: rows with a missing cell are not used. `em`: rows with a value in some column are, and
   * log-likelihoods are those of the values there are. Maximum likelihood then assumes that whether a cell is missing
   * depends, if on anything, on values that are there. Not with noise.
   */
  missing?: 'listwise' | 'em' | undefined;
}

/** What is held fixed of a given mixture, in the columns' units; per component, null where it is free. */
export interface MixtureLocks {
  weights: (number | null)[];
  means: (number[] | null)[];
  covariances: (number[][] | null)[];
}

/** How a mixture is fitted, whatever the number of components and the covariance model. */
export interface MixtureSearch {
  seed: number;
  /** Starts to draw; 0 with a given mixture runs EM from there and nowhere else. */
  starts: number;
  /** A uniform component for rows that belong to none. */
  noise: boolean;
  /** Added to every variance, in units of the column's own; 0 for plain maximum likelihood. */
  regularisation: number;
}

/** Everything a fit depends on besides its rows: the same specification always gives the same fit. */
export interface MixtureSpecification extends MixtureSearch {
  components: number;
  covarianceModel: CovarianceModel;
  /** Mixtures to start from besides the starts drawn. */
  given: GaussianMixture[];
  /** Needs a given mixture, the one that holds them. */
  locks: MixtureLocks | null;
}

export interface MixtureFitProgress {
  /** Starts are tried on a sample of the rows; the best goes on with all of them. */
  stage: 'starts' | 'all-rows';
  /** Starts made so far, and how many there will be. */
  start: number;
  starts: number;
  /** EM iterations of this stage so far. */
  iteration: number;
  logLikelihood: number;
  elapsedMs: number;
}

/** A fit and what it rests on. */
export interface MixtureFitReply {
  fit: GaussianMixtureFit;
  rows: RowsUsed;
  /** Values of the label column in the order in which they count as labels; empty without one. */
  labelNames: string[];
  elapsedMs: number;
}

/** A mixture against the rows, whoever made it. */
export interface MixtureEvaluation {
  /** Total, natural logarithm. */
  logLikelihood: number;
  /** p of a mixture of this many components with the covariance model named. */
  parameterCount: number;
  criteria: InformationCriteria;
  /** Effective rows per component, Σ of responsibilities. */
  componentRows: number[];
  noiseRows: number;
  /** n of the criteria. */
  effective: number;
}

/** One iteration of plain EM, its two halves apart. */
export interface MixtureFrame {
  /** What the E-step sees: its responsibilities are a closed form of this mixture. */
  mixture: GaussianMixture;
  /** ℓ of that mixture. */
  logLikelihood: number;
  /** Σ of responsibilities. */
  componentRows: number[];
  /** H = −ΣΣ τ ln τ of these responsibilities: what ℓ has above the expected log-likelihood Q of rows and memberships. */
  entropy: number;
  /**
   * The lower bound after the M-step that follows, Q + H with the responsibilities as they were: not below this frame's ℓ,
   * not above the next one's. Null after the last frame.
   */
  bound: number | null;
}

/** EM, every iteration kept. */
export interface MixtureTrace {
  frames: MixtureFrame[];
  status: 'converged' | 'iteration-limit' | 'degenerate';
}

/** One cell of a scan over numbers of components and covariance models. */
export type ScanCell = { components: number; covarianceModel: CovarianceModel } & (
  | { ok: true; fit: GaussianMixtureFit; elapsedMs: number }
  | { ok: false; error: { code: Failure['code']; message: string; details: ErrorDetails } }
);

export interface ScanProgress {
  /** The cell just done. */
  cell: ScanCell;
  done: number;
  total: number;
  elapsedMs: number;
}

/** One model of a cross-validation: its score, or why it has none (a fold's fit had no honest solution). */
export type CrossValidatedCell = { components: number; covarianceModel: CovarianceModel } & (
  | { ok: true; score: CrossValidation }
  | { ok: false; error: { code: Failure['code']; message: string; details: ErrorDetails } }
);

/** How far work has come that consists of many fits. */
export interface TasksProgress {
  done: number;
  total: number;
  elapsedMs: number;
}

interface Request<Params, Value, Progress = never> {
  params: Params;
  value: Value;
  progress: Progress;
}

/** Rows that are drawn together, at most. */
export const blockRows = 65_536;

/** What a client may ask about Gaussian mixtures. */
export interface MixtureRequests {
  /** The mixture of highest log-likelihood that is not degenerate. Same specification, same bits. */
  'mixture.fit': Request<MixtureData & MixtureSpecification, MixtureFitReply, MixtureFitProgress>;
  /** Log-likelihood and criteria of any mixture, fitted or set by hand: one pass over the rows. */
  'mixture.evaluate': Request<
    MixtureData & { mixture: GaussianMixture; covarianceModel: CovarianceModel },
    MixtureEvaluation
  >;
  /**
   * Standard errors of a mixture at its maximum likelihood, for many rows: from the rows' scores (when left out) or from
   * the curvature of the log-likelihood, which both hold where the model is true, or the sandwich of the two, which holds
   * beyond. For full (when left out), shared, diagonal and spherical covariances; the other models fail with
   * `invalid-parameter`. Fails with `too-few-rows` where the rows do not tell the parameters apart, and with
   * `not-positive-definite` where the mixture is no maximum.
   */
  'mixture.standard-errors': Request<
    MixtureData & {
      mixture: GaussianMixture;
      method?: StandardErrorMethod | undefined;
      covarianceModel?: CovarianceModel | undefined;
    },
    MixtureStandardErrors
  >;
  /**
   * Plain EM from a mixture, every iteration kept, until nothing moves or `iterations` are made. Frames are sent as
   * progress a few at a time.
   */
  'mixture.trace': Request<
    MixtureData & {
      mixture: GaussianMixture;
      covarianceModel: CovarianceModel;
      locks: MixtureLocks | null;
      iterations: number;
    },
    MixtureTrace,
    { frames: MixtureFrame[] }
  >;
  /** A first mixture to start EM from, drawn from a sample of the rows. */
  'mixture.start': Request<
    MixtureData & {
      components: number;
      covarianceModel: CovarianceModel;
      seed: number;
      method: 'hierarchical' | 'k-means' | 'random-means' | 'random-responsibilities';
    },
    { mixture: GaussianMixture }
  >;
  /**
   * A fit for every number of components and model; cells come as progress in the order in which they are done. Each is
   * done well enough to compare criteria: `starts` is not used, and `mixture.fit` fits the cell that is chosen thoroughly.
   */
  'mixture.scan': Request<
    MixtureData & MixtureSearch & { components: number[]; covarianceModels: CovarianceModel[] },
    { cells: ScanCell[]; rows: RowsUsed; elapsedMs: number },
    ScanProgress
  >;
  /**
   * k-fold cross-validated log-likelihood of every number of components and model, all on the same folds; higher is better.
   * Progress counts fits; `cell` is the one completed by the last of them, null otherwise. Cells are in the order in which
   * `mixture.scan` has them.
   */
  'mixture.cross-validate': Request<
    MixtureData & MixtureSearch & { components: number[]; covarianceModels: CovarianceModel[]; folds: number },
    { cells: CrossValidatedCell[]; rows: RowsUsed; elapsedMs: number },
    TasksProgress & { cell: CrossValidatedCell | null }
  >;
  /**
   * Parametric bootstrap of the likelihood-ratio test of `components` against one more: both fitted to the rows, as
   * `mixture.fit` does, then to samples drawn from the smaller fit and rounded as the columns are. Progress tells the
   * statistic and each simulated value, null where a fit had no honest solution. Not for rows with labels or precisions.
   */
  'mixture.likelihood-ratio': Request<
    MixtureData & MixtureSearch & { components: number; covarianceModel: CovarianceModel; samples: number },
    LikelihoodRatioTest & { logLikelihoods: [smaller: number, larger: number]; elapsedMs: number },
    TasksProgress & { statistic: number; value: number | null }
  >;
  /**
   * How often BIC, choosing among these components and models, would call samples of one Gaussian several: the Gaussian
   * fitted to the rows, rounded as the columns are. Progress tells what was chosen for each sample. Labels and noise are
   * not looked at.
   */
  'mixture.null-check': Request<
    MixtureData & { components: number[]; covarianceModels: CovarianceModel[]; seed: number; samples: number },
    NullCheck & { elapsedMs: number },
    TasksProgress & { chosen: number | null }
  >;
  /**
   * Intervals and standard errors of every parameter from refits to resampled rows: EM starts from the mixture given, and
   * each refit's components are matched with its.
   */
  'mixture.bootstrap': Request<
    MixtureData & {
      mixture: GaussianMixture;
      covarianceModel: CovarianceModel;
      regularisation: number;
      seed: number;
      replicates: number;
      confidence: number;
    },
    BootstrapSummary & { elapsedMs: number },
    TasksProgress
  >;
  /**
   * The path from single components to one group of all, at each step merging the two groups that lower the entropy of
   * the memberships most. Progress counts passes over the rows.
   */
  'mixture.merge': Request<
    MixtureData & { mixture: GaussianMixture },
    { path: GroupingStep[]; elapsedMs: number },
    TasksProgress & { step: GroupingStep }
  >;
  /** At most `count` of the rows used, evenly chosen: what a chart draws one by one. */
  'mixture.points': Request<
    MixtureData & { count: number },
    {
      /** 1-based rows of the file, shape (points,). */
      rows: Uint32Array;
      /** One per column, shape (points,). */
      values: Float64Array[];
      /** Component each is known to belong to, or −1; null without labels. */
      labels: Int32Array | null;
      labelNames: string[];
      /** Rows used in all. */
      used: number;
    }
  >;
  /** Rows by label and by most probable component, for every value of a column of texts. */
  'mixture.cross-table': Request<
    MixtureData & { mixture: GaussianMixture; column: string },
    {
      /** Values of the column; null for rows without one. */
      names: (string | null)[];
      /** Shape (names, K + 1): rows of each name per component, the noise last. */
      counts: number[][];
    }
  >;
  /**
   * Rows drawn from a mixture, a block at a time: block `block` of the sample that the seed stands for. Fewer rows are the
   * first of more. Fails with `invalid-parameter` where the mixture has noise whose box is not known.
   */
  'mixture.sample': Request<
    { mixture: GaussianMixture; seed: number; block: number; rows: number },
    {
      /** d columns of `rows` values. */
      columns: Float64Array[];
      /** The component each row was drawn from; −1 for the noise. */
      components: Int32Array;
    }
  >;
  /**
   * A page of the table as CSV with responsibilities, most probable component, uncertainty and squared distances beside
   * the columns: every row that passes the filters, in order, empty cells where a row is not used. The header comes with
   * the page from 0.
   */
  'mixture.rows': Request<
    MixtureData & { mixture: GaussianMixture; names: string[]; from: number; count: number },
    { total: number; text: string }
  >;
}

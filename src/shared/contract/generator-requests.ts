import type { GaussianMixture } from '../statistics/gaussian-mixture.ts';
import type { Outcome } from '../statistics/outcome.ts';
import type { MixtureFitProgress, MixtureFrame, MixtureTrace } from './mixture-requests.ts';

/** Most rows of a draw. */
export const mostDraws = 1_000_000;

/** What stands for a draw: the same three give the same rows, on every host and for any number of threads. */
export interface Draw {
  /** Without noise. */
  mixture: GaussianMixture;
  seed: number;
  /** Fewer rows are the first of more. */
  rows: number;
}

/** Equal bins between two ends; what lies beyond is counted by itself. */
export interface DrawnBins {
  from: number;
  to: number;
  count: number;
}

/** A draw: what is counted is counted over all rows, what is listed are the first of them. */
export interface DrawReply {
  /** Rows drawn from each component, shape (K,). */
  componentRows: number[];
  /** Mean and covariance ÷ N of all rows: those of p(x), within chance. Shapes (d,) and (d, d). */
  mean: number[];
  covariance: number[][];
  /** Rows per component and bin of the first column, shape (K, bins); null where no bins were asked for. */
  counts: Float64Array[] | null;
  /** One per column, in the order in which they were drawn. */
  values: Float64Array[];
  /** z of each, from 0. */
  components: Int32Array;
}

/** A mixture against a draw of which z is known. */
export interface DrawEvaluation {
  /** Σ ln p(xᵢ): z unknown. */
  logLikelihood: number;
  /** Σ ln p(xᵢ, zᵢ): z known. */
  completeLogLikelihood: number;
}

/** The same rows with z and without it. Components stand in the order of the mixture that was drawn from. */
export interface EstimateReply {
  truth: DrawEvaluation;
  /** The closed form: shares, means and covariances ÷ Nₖ of the rows of each component. */
  complete: Outcome<DrawEvaluation & { mixture: GaussianMixture }>;
  /** EM, which sees x alone; each of its components beside the one it is most like. */
  incomplete: Outcome<
    DrawEvaluation & {
      mixture: GaussianMixture;
      iterations: number;
      starts: number;
      converged: boolean;
      /** Rows by z and by EM's most probable component, shape (K, K). */
      counts: number[][];
      elapsedMs: number;
    }
  >;
}

interface Request<Params, Value, Progress = never> {
  params: Params;
  value: Value;
  progress: Progress;
}

/** What a client may ask about mixtures as generators: z by φ, then x given z. */
export interface GeneratorRequests {
  /** Draws; at most `points` of the rows are listed. Fails with `not-positive-definite`, naming the component. */
  'generator.draw': Request<Draw & { points: number; bins: DrawnBins | null }, DrawReply>;
  /** The parameters found again from the rows, with z and without it. */
  'generator.estimate': Request<Draw & { starts: number }, EstimateReply, MixtureFitProgress>;
  /** EM from a start on the rows without z, every iteration kept; frames come as progress a few at a time. */
  'generator.trace': Request<
    Draw & {
      start: { method: 'hierarchical' | 'k-means' | 'random-means' | 'random-responsibilities'; seed: number };
      iterations: number;
    },
    MixtureTrace,
    { frames: MixtureFrame[] }
  >;
  /** A block of the rows as CSV: x, then z from 1. The header comes with block 0. */
  'generator.rows': Request<Draw & { names: string[]; block: number }, { bytes: Uint8Array; blocks: number }>;
}

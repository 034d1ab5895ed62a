import { linearAxis, type Axis } from './axis.ts';
import { formatNumber } from './number-format.ts';

/** What a trace tells of one iteration. */
export interface TraceFrame {
  logLikelihood: number;
  /** The lower bound after the M-step that follows; null after the last. */
  bound: number | null;
}

/** Log-likelihood and its lower bound over the half-steps of EM, and the half-step that is looked at. */
export interface TraceView {
  x: Axis;
  y: Axis;
  /** One point per half-step: the E-step of iteration i at i, the M-step after it at i + ½. */
  logLikelihood: [number, number][];
  bound: [number, number][];
  /** Where one looks: the iteration, halves being M-steps, and both heights. */
  at: { iteration: number; logLikelihood: number; bound: number };
  summary: string;
}

/** Half-steps on either side that are shown nearby. */
const nearby = 5;

/**
 * After an E-step bound and log-likelihood are one number; an M-step raises the bound, and the log-likelihood of the new
 * mixture at least as much.
 * @param at    half-steps from the start
 * @param near  only the half-steps about that one: where the whole climb is long, the gap shows there alone
 */
export function traceView(
  frames: readonly TraceFrame[],
  at: number,
  room: { x: number; y: number },
  near = false,
): TraceView {
  const last = 2 * (frames.length - 1);
  const logLikelihoodAt = (half: number): number => frames[Math.ceil(half / 2)]!.logLikelihood;
  const boundAt = (half: number): number =>
    half % 2 === 0 ? logLikelihoodAt(half) : (frames[(half - 1) / 2]!.bound ?? logLikelihoodAt(half));
  const halves = Array.from({ length: last + 1 }, (_, half) => half);
  const place = Math.min(last, Math.max(0, Math.round(at)));
  const [from, to] = near ? [Math.max(0, place - nearby), Math.min(last, place + nearby)] : [0, last];
  const seen = halves.slice(from, to + 1).flatMap((half) => [logLikelihoodAt(half), boundAt(half)]);
  const [low = 0, high = 0] = [Math.min(...seen), Math.max(...seen)];
  const margin = Math.max(0.06 * (high - low), 1e-7 * Math.abs(high), 1e-9); // an EM that begins at its end moves by roundings
  const iterations = Math.max(1, (to - from) / 2);
  const final = frames.at(-1)?.logLikelihood ?? NaN;
  return {
    x: linearAxis({
      min: from / 2,
      max: from / 2 + iterations,
      name: 'iteration',
      count: Math.min(room.x, Math.ceil(iterations)),
    }),
    y: linearAxis({
      min: low - margin,
      max: high + margin,
      name: 'log-likelihood',
      count: Math.min(4, room.y),
      longest: 999_999,
    }),
    logLikelihood: halves.map((half) => [half / 2, logLikelihoodAt(half)]),
    bound: halves.map((half) => [half / 2, boundAt(half)]),
    at: { iteration: place / 2, logLikelihood: logLikelihoodAt(place), bound: boundAt(place) },
    summary: `Log-likelihood over ${frames.length - 1} iterations, from ${formatNumber(frames[0]?.logLikelihood ?? NaN)} to ${formatNumber(final)}, and the lower bound that EM raises.`,
  };
}

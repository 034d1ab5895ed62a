import type { GaussianMixtureFit, MixtureStart } from '../../../shared/statistics/gaussian-mixture.ts';
import { linearAxis, type Axis } from './axis.ts';
import { landscapeSentence } from './mixture-advice.ts';

/** One start of the restart landscape. */
export interface DrawnStart {
  /** log₁₀ of the narrowest component's relative eigenvalue. */
  x: number;
  y: number;
  kind: 'best' | 'other' | 'degenerate' | 'short';
  label: string;
}

/** Where the starts of a fit ended: narrowness across, log-likelihood upwards. */
export interface StartsView {
  x: Axis;
  y: Axis;
  starts: DrawnStart[];
  summary: string;
}

/** Narrower than this is no width at all. */
const narrowest = 1e-12;
/** Starts that ended far below the best would press the others together. */
const deepest = 3;

export function startsView(fit: GaussianMixtureFit, room: { x: number; y: number }): StartsView {
  const known = fit.starts.filter(({ logLikelihood }) => Number.isFinite(logLikelihood));
  const heights = known.map(({ logLikelihood }) => logLikelihood).sort((a, b) => a - b);
  const top = heights.at(-1) ?? fit.logLikelihood;
  const middle = heights[Math.floor(heights.length / 4)] ?? top;
  const span = Math.max(top - middle, 1e-3 * Math.abs(top), 1e-6);
  const floor = Math.max(heights[0] ?? top, top - deepest * span);
  const starts = known.map((start): DrawnStart => {
    const y = Math.max(start.logLikelihood, floor);
    return {
      x: Math.log10(Math.max(start.smallestEigenvalue, narrowest)),
      y,
      kind: kindOf(start),
      label: start.method,
    };
  });
  const xs = starts.map(({ x }) => x);
  // Starts that agree to a thousandth found the same: their differences are roundings.
  const margin = top - floor > 1e-3 ? 0.06 * (top - floor) : 1;
  const [left, right] = [Math.min(...xs, 0), Math.max(...xs, 0)];
  return {
    x: linearAxis({
      min: left - 0.05 * (right - left) - 0.1,
      max: right + 0.1,
      name: 'narrowest direction, log₁₀ of its variance ÷ that of all rows',
      count: room.x,
    }),
    y: linearAxis({
      min: floor - margin,
      max: top + margin,
      name: 'log-likelihood',
      count: Math.min(4, room.y),
      longest: 999_999,
    }),
    starts,
    summary: `Where the starts ended. ${landscapeSentence(fit)}`,
  };
}

function kindOf({ solution, degeneracy }: MixtureStart): DrawnStart['kind'] {
  if (degeneracy) return 'degenerate';
  if (solution < 0) return 'short';
  return solution === 0 ? 'best' : 'other';
}

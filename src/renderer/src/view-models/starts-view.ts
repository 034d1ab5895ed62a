import type { GaussianMixtureFit, MixtureStart } from '../../../shared/statistics/gaussian-mixture.ts';
import { linearAxis, type Axis } from './axis.ts';
import { landscapeSentence } from './mixture-advice.ts';
import { countOf, formatNumber } from './number-format.ts';

/** One start of the restart landscape. */
export interface DrawnStart {
  /** log₁₀ of the narrowest component's relative eigenvalue. */
  x: number;
  y: number;
  kind: 'best' | 'other' | 'degenerate' | 'short';
  /** What is known of it, in one line. */
  text: string;
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
  const starts = known.map((start, place): DrawnStart => {
    const y = Math.max(start.logLikelihood, floor);
    return {
      x: Math.log10(Math.max(start.smallestEigenvalue, narrowest)),
      y,
      kind: kindOf(start),
      text: startText(start, place + 1, known.length),
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

const methods: Record<MixtureStart['method'], string> = {
  hierarchical: 'hierarchical groups',
  'k-means': 'k-means',
  'random-means': 'means drawn at random',
  'random-responsibilities': 'rows divided at random',
  neighbourhoods: 'neighbourhoods',
  split: 'a component split',
  'split-and-merge': 'components split and merged',
  labels: 'from the labels',
  'other-model': 'from another covariance model',
  given: 'from what was given',
};

const outcomes: Record<DrawnStart['kind'], string> = {
  best: 'the solution shown',
  other: 'another solution',
  degenerate: 'degenerate',
  short: 'given up early',
};

/** `Start 7 of 22, k-means: ℓ = −1,130.264, 31 iterations; the solution shown.` */
function startText(start: MixtureStart, number: number, total: number): string {
  const { method, logLikelihood, iterations } = start;
  return (
    `Start ${number} of ${total}, ${methods[method]}: ℓ = ${formatNumber(logLikelihood, 8)}, ` +
    `${countOf(iterations, 'iteration')}; ${outcomes[kindOf(start)]}.`
  );
}

/**
 * The start beside another: to the left or right by its narrowness, up or down by its log-likelihood.
 * @returns the place among the starts; the same one at an end
 */
export function neighbour(starts: readonly DrawnStart[], place: number, along: 'x' | 'y', step: 1 | -1): number {
  const order = starts.map((_, i) => i).sort((a, b) => starts[a]![along] - starts[b]![along] || a - b);
  return order[order.indexOf(place) + step] ?? place;
}

function kindOf({ solution, degeneracy }: MixtureStart): DrawnStart['kind'] {
  if (degeneracy) return 'degenerate';
  if (solution < 0) return 'short';
  return solution === 0 ? 'best' : 'other';
}

import { poissonMasses } from '../../../../shared/statistics/poisson-masses.ts';
import {
  checkDistribution,
  type UnivariateDistribution,
} from '../../../../shared/statistics/univariate-distribution.ts';
import type { UniformSource } from '../random/uniform-source.ts';

/** What values are drawn from. */
export type DrawnPopulation =
  /** Values without NaN, in the order of the rows. `blockRows` that follow each other are drawn together. */
  { kind: 'values'; values: Float64Array; blockRows: number } | UnivariateDistribution;

/** Fills an array with values drawn from a population. */
export type Sampler = (out: Float64Array) => void;

/**
 * Values drawn with the numbers of a source, so many for each value that no draw depends on those before it but through
 * the source. Inversion where that is exact and quick; normals and Cauchys by rejection from the disc, which needs no
 * sine and gives the same bits everywhere.
 * @throws {FitError} `invalid-parameter`
 * @see [MarsagliaBray1964], [Devroye1986], [PolitisRomano1992]
 */
export function createSampler(population: DrawnPopulation, source: UniformSource): Sampler {
  if (population.kind === 'values') {
    const { values, blockRows } = population;
    return blockRows > 1 ? blockSampler(values, blockRows, source) : valueSampler(values, source);
  }
  checkDistribution(population);
  switch (population.kind) {
    case 'uniform': {
      const { from, to } = population;
      return each(() => from + (to - from) * source.next());
    }
    case 'exponential': {
      const scale = -1 / population.rate;
      return each(() => Math.log1p(-source.next()) * scale);
    }
    case 'bernoulli': {
      const { probability } = population;
      return each(() => (source.next() < probability ? 1 : 0));
    }
    case 'poisson':
      return each(poissonDraw(population.mean, source));
    case 'cauchy': {
      const { location, scale } = population;
      return each(() => location + scale * cauchyDraw(source));
    }
    case 'normal': {
      const { mean, sd } = population;
      return (out) => {
        fillNormals(out, source);
        for (let i = 0; i < out.length; i++) out[i] = mean + sd * out[i]!;
      };
    }
    case 'lognormal': {
      const { mean, sd } = population;
      return (out) => {
        fillNormals(out, source);
        for (let i = 0; i < out.length; i++) out[i] = Math.exp(mean + sd * out[i]!);
      };
    }
    case 'mixture': {
      const { weights, means, sds } = population;
      const upTo = cumulated(weights);
      return (out) => {
        fillNormals(out, source);
        for (let i = 0; i < out.length; i++) {
          const k = placeOf(upTo, source.next());
          out[i] = means[k]! + sds[k]! * out[i]!;
        }
      };
    }
  }
}

function each(draw: () => number): Sampler {
  return (out) => {
    for (let i = 0; i < out.length; i++) out[i] = draw();
  };
}

/** Any value, every time anew. */
function valueSampler(values: Float64Array, source: UniformSource): Sampler {
  const n = values.length;
  return (out) => {
    for (let i = 0; i < out.length; i++) out[i] = values[(source.next() * n) | 0]!;
  };
}

/**
 * Blocks that begin at any row, the first row following the last: so every row is drawn equally often, and nothing but
 * the dependence of neighbours tells the sample from one of single rows.
 */
function blockSampler(values: Float64Array, blockRows: number, source: UniformSource): Sampler {
  const n = values.length;
  return (out) => {
    let row = 0;
    for (let i = 0; i < out.length; i++) {
      row = i % blockRows === 0 ? (source.next() * n) | 0 : row + 1 === n ? 0 : row + 1;
      out[i] = values[row]!;
    }
  };
}

/** Standard normals by the polar method, two at a time; the second of the last pair may be left over, and is left. */
function fillNormals(out: Float64Array, source: UniformSource): void {
  for (let i = 0; i < out.length; i += 2) {
    let x: number;
    let y: number;
    let square: number;
    do {
      x = 2 * source.next() - 1;
      y = 2 * source.next() - 1;
      square = x * x + y * y;
    } while (square >= 1 || square === 0);
    const stretch = Math.sqrt((-2 * Math.log(square)) / square);
    out[i] = x * stretch;
    if (i + 1 < out.length) out[i + 1] = y * stretch;
  }
}

/** The slope of a direction drawn evenly is a Cauchy. */
function cauchyDraw(source: UniformSource): number {
  for (;;) {
    const x = 2 * source.next() - 1;
    const y = 2 * source.next() - 1;
    if (x * x + y * y < 1 && x !== 0) return y / x;
  }
}

/** Inversion: the first value whose cumulated probability exceeds a uniform number, found from a table of first guesses. */
function poissonDraw(mean: number, source: UniformSource): () => number {
  const upTo = cumulated(poissonMasses(mean));
  const guesses = 256;
  const first = Uint16Array.from({ length: guesses }, (_, i) => placeOf(upTo, i / guesses));
  return () => {
    const u = source.next();
    let value = first[(u * guesses) | 0]!;
    while (value < upTo.length - 1 && upTo[value]! <= u) value++;
    return value;
  };
}

function cumulated(shares: ArrayLike<number>): Float64Array {
  let sum = 0;
  return Float64Array.from(shares, (share) => (sum += share));
}

/** The place in whose share of [0, 1) a number falls; the last one where shares add up to less by their roundings. */
function placeOf(upTo: Float64Array, u: number): number {
  let place = 0;
  while (place < upTo.length - 1 && upTo[place]! <= u) place++;
  return place;
}

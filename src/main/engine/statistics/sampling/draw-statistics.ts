import type { SamplingStatistic } from '../../../../shared/statistics/sampling-statistic.ts';
import { UniformSource } from '../random/uniform-source.ts';
import { createStatistic } from './sample-statistic.ts';
import { createSampler, type DrawnPopulation } from './sampler.ts';

/**
 * Samples per chunk. Every chunk has a stream of its own, so a sample is the same whichever thread draws it and however
 * many are drawn.
 */
export const repeatsPerChunk = 1024;

/** What is drawn, sample after sample. */
export interface SampleDraws {
  population: DrawnPopulation;
  /** N */
  size: number;
  statistic: SamplingStatistic;
  seed: number;
}

/** Values between two looks at whether to stop: about a hundredth of a second. */
const valuesPerLook = 500_000;

/**
 * The statistics of samples [from, to), written to out[from … to − 1].
 * @param from     a multiple of `repeatsPerChunk`
 * @param onDrawn  told now and then how many samples were drawn since it was told last; throws to stop
 * @throws {FitError} `invalid-parameter`, `too-few-rows`
 */
export function drawStatistics(
  { population, size, statistic, seed }: SampleDraws,
  from: number,
  to: number,
  out: Float64Array,
  onDrawn: (samples: number) => void = () => {},
): void {
  const source = new UniformSource();
  const draw = createSampler(population, source);
  const compute = createStatistic(statistic, size);
  const sample = new Float64Array(size);
  const perLook = Math.max(1, Math.floor(valuesPerLook / size));
  let told = from;
  for (let i = from; i < to; i++) {
    if (i % repeatsPerChunk === 0) source.restart(seed, i / repeatsPerChunk);
    draw(sample);
    out[i] = compute(sample);
    if (i - told < perLook) continue;
    onDrawn(i - told);
    told = i;
  }
  onDrawn(to - told);
}

/**
 * The values of one sample, in the order in which they are drawn.
 * @param place  0 for the first sample
 * @returns shape (N,)
 */
export function drawSample({ population, size, seed }: Omit<SampleDraws, 'statistic'>, place: number): Float64Array {
  const source = new UniformSource();
  const draw = createSampler(population, source);
  const sample = new Float64Array(size);
  const chunk = Math.floor(place / repeatsPerChunk);
  source.restart(seed, chunk);
  for (let i = chunk * repeatsPerChunk; i <= place; i++) draw(sample);
  return sample;
}

import { describe, expect, test } from 'vitest';
import { univariateMoments } from '../../../shared/statistics/univariate-moments.ts';
import type { UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';
import { samplingReading } from './sampling-reading.ts';
import { samplingTable } from './sampling-table.ts';
import { samplingView, type SamplingPanel, type SamplingViewRequest } from './sampling-view.ts';

const edges = (from: number, width: number, bins: number): Float64Array =>
  Float64Array.from({ length: bins + 1 }, (_, i) => from + i * width);
const request = (changed: Partial<SamplingViewRequest> = {}): SamplingViewRequest => ({
  name: 'waiting',
  axisName: 'waiting',
  distribution: null,
  population: {
    moments: { mean: 1, sd: 0.5, skewness: 0, excessKurtosis: 0 },
    edges: edges(0, 0.5, 4),
    counts: Float64Array.of(1, 3, 4, 2),
    outside: 0,
    discrete: false,
  },
  size: 4,
  statistic: { kind: 'mean' },
  repeats: 100,
  run: { edges: edges(0.5, 0.1, 10), discrete: false },
  frame: {
    at: 20,
    sample: {
      values: Float64Array.of(0.2, 0.6, 1.2, 1.6),
      counts: Float64Array.of(1, 1, 1, 1),
      outside: 0,
      statistic: 0.9,
    },
    counts: Float64Array.of(0, 1, 2, 3, 4, 4, 3, 2, 1, 0),
    outside: 0,
  },
  limit: { mean: 1, sd: 0.25 },
  shared: true,
  room: { x: 6, y: 4 },
  ...changed,
});
const areaOf = ({ edges, heights }: SamplingPanel): number =>
  heights.reduce((sum, height, i) => sum + height * (edges[i + 1]! - edges[i]!), 0);

test('continuous: the area of every panel’s bars is 1, and their axis says density', () => {
  for (const panel of samplingView(request()).panels) {
    expect(areaOf(panel)).toBeCloseTo(1, 12);
    expect([panel.discrete, panel.y.name]).toEqual([false, 'density']);
  }
});

describe('a discrete population', () => {
  const bernoulli: UnivariateDistribution = { kind: 'bernoulli', probability: 0.3 };
  const view = samplingView(
    request({
      name: 'Bernoulli',
      distribution: bernoulli,
      population: {
        moments: univariateMoments(bernoulli),
        edges: Float64Array.of(-0.5, 0.5, 1.5),
        counts: null,
        outside: 0,
        discrete: true,
      },
      frame: {
        at: 10,
        sample: { values: Float64Array.of(0, 1, 0, 0), counts: Float64Array.of(3, 1), outside: 0, statistic: 0.25 },
        counts: Float64Array.of(2, 4, 3, 1, 0),
        outside: 0,
      },
      run: { edges: edges(-0.125, 0.25, 5), discrete: true },
      limit: { mean: 0.3, sd: 0.229 },
    }),
  );

  test('has heights that are probabilities and add up to 1', () => {
    expect([...view.panels[0].heights]).toEqual([0.7, 0.3]);
    for (const panel of view.panels) {
      expect(panel.heights.reduce((sum, height) => sum + height, 0)).toBeCloseTo(1, 12);
      expect([panel.discrete, panel.y.name]).toEqual([true, 'probability']);
    }
  });

  test('has a bell as high as the probability that its area gives a single value', () => {
    const { points } = view.panels[2].curve!;
    // 1 / (σ √2π) times the distance 1/4 of two values
    expect(Math.max(...points.y)).toBeCloseTo(0.25 / (0.229 * Math.sqrt(2 * Math.PI)), 3);
  });

  test('has ticks at its values', () => {
    expect(view.panels[0].x.ticks.map(({ label }) => label)).toEqual(['0', '1']);
  });
});

test('statistics share the population’s axis, until they are looked at closely or are of another kind', () => {
  const [population, , shared] = samplingView(request()).panels;
  expect([shared.x.min, shared.x.max]).toEqual([population.x.min, population.x.max]);
  for (const own of [request({ shared: false }), request({ statistic: { kind: 'sum' } })]) {
    const { x } = samplingView(own).panels[2];
    expect(x.min).toBeGreaterThan(population.x.min);
  }
});

test('the mean of Cauchys has the Cauchy itself as its curve, and says what lies outside', () => {
  const cauchy: UnivariateDistribution = { kind: 'cauchy', location: 0, scale: 1 };
  const given = request({ distribution: cauchy, limit: null });
  const population = {
    ...given.population,
    moments: univariateMoments(cauchy),
    counts: null,
    edges: edges(-16, 1, 32),
  };
  const frame = { ...given.frame, outside: 5 };
  const view = samplingView({ ...given, population, frame, run: { ...given.run, discrete: false } });
  const [first, , last] = view.panels;
  expect(first.lines).toEqual([]); // there is no μ
  expect(last.curve!.kind).toBe('exact');
  expect(Math.max(...last.curve!.points.y)).toBeCloseTo(1 / Math.PI, 3);
  expect(last.note).toContain('25');
});

test('a uniform’s density is drawn with upright sides', () => {
  const uniform: UnivariateDistribution = { kind: 'uniform', from: 0, to: 1 };
  const population = {
    ...request().population,
    moments: univariateMoments(uniform),
    counts: null,
    edges: edges(0, 0.1, 10),
  };
  const { area } = samplingView(request({ distribution: uniform, population })).panels[0];
  const rise = area!.y.findIndex((height) => height === 1);
  expect(area!.x[rise]! - area!.x[rise - 1]!).toBeLessThan(1e-8);
});

test('what is read off a bar is what the table says of it', () => {
  const view = samplingView(request());
  const reading = samplingReading(view.panels[2], 1.05)!;
  expect(reading.lines.find(({ name }) => name === 'samples')?.value).toBe('4');
  expect(reading.lines.find(({ name }) => name === 'share')?.value).toContain('20');
  expect(samplingReading(view.panels[2], 17)).toBeNull();
  const { rows } = samplingTable(view);
  expect(rows.length).toBe(4 + 4 + 10);
  expect(rows.at(-5)).toEqual([
    'statistics',
    expect.closeTo(1, 9),
    expect.closeTo(1.1, 9),
    4,
    expect.closeTo(2, 9),
    'density',
  ]);
});

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import reference from '../../../../../test-data/descriptive/quantiles.json' with { type: 'json' };
import { rowsPerChunk } from '../../kernels/chunks.ts';
import { createGenerator } from '../random/generator.ts';
import { mergeMoments, moments, momentsOfRange } from './moments.ts';

/** Correct digits: −log₁₀ of the relative error, 15 at most, as NIST certifies. */
const digits = (value: number, certified: number) =>
  value === certified ? 15 : Math.min(15, -Math.log10(Math.abs(value - certified) / Math.abs(certified)));

/** NIST's univariate sets: certified mean and standard deviation ÷ (n − 1) [NIST-StRD], and the digits the doubles allow. */
const certified = [
  { name: 'Lew', mean: -177.435, sd: 277.332168044316, most: 14.5 },
  { name: 'Lottery', mean: 518.95871559633, sd: 291.699727470969, most: 14.5 },
  { name: 'Mavro', mean: 2.001856, sd: 0.000429123454003053, most: 13.1 },
  { name: 'Michelso', mean: 299.8524, sd: 0.0790105478190518, most: 13.8 },
  { name: 'NumAcc1', mean: 10000002, sd: 1, most: 15 },
  { name: 'NumAcc2', mean: 1.2, sd: 0.1, most: 14.5 },
  { name: 'NumAcc3', mean: 1000000.2, sd: 0.1, most: 9.4 },
  { name: 'NumAcc4', mean: 10000000.2, sd: 0.1, most: 8.2 },
  { name: 'PiDigits', mean: 4.5348, sd: 2.86733906028871, most: 14.5 },
];

/** NumAcc1–4 follow a pattern. https://www.itl.nist.gov/div898/strd/univ/numacc3.html */
const generated: Record<string, Float64Array> = {
  NumAcc1: Float64Array.of(10000001, 10000003, 10000002),
  NumAcc2: alternating(1.2, 1.1, 1.3),
  NumAcc3: alternating(1000000.2, 1000000.1, 1000000.3),
  NumAcc4: alternating(10000000.2, 10000000.1, 10000000.3),
};
function alternating(first: number, odd: number, even: number): Float64Array {
  return Float64Array.from({ length: 1001 }, (_, i) => (i === 0 ? first : i % 2 ? odd : even));
}

const nist = new URL('../../../../../../shared/data/nist/', import.meta.url);

describe('NIST StRD', () => {
  for (const { name, mean, sd, most } of certified) {
    const file = new URL(`${name}.csv`, nist);
    test.skipIf(!generated[name] && !existsSync(file))(
      `${name}: mean to 15 digits, deviation to the digits of its doubles`,
      () => {
        const found = moments(generated[name] ?? readColumn(file));
        expect(digits(found.mean!, mean)).toBeGreaterThan(14.99);
        expect(digits(found.sdSample!, sd)).toBeGreaterThan(most - 0.05);
      },
    );
  }

  test.skipIf(!existsSync(nist))(
    'the nine deviations have 13.3 digits on average, the most their doubles allow',
    () => {
      const found = certified.map(({ name, sd }) =>
        digits(moments(generated[name] ?? readColumn(new URL(`${name}.csv`, nist))).sdSample!, sd),
      );
      expect(found.reduce((sum, value) => sum + value, 0) / found.length).toBeGreaterThan(13.295);
    },
  );

  function readColumn(file: URL): Float64Array {
    return Float64Array.from(readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1), Number);
  }
});

test('Old Faithful’s eruptions: skewness and excess kurtosis as R has them', () => {
  const found = moments(eruptions());
  expect(Math.abs(found.skewness! - reference.skewness)).toBeLessThan(1e-14); // the reference's 15 digits
  expect(Math.abs(found.excessKurtosis! - reference.excessKurtosis)).toBeLessThan(1e-14);
});

describe('the whole range of doubles', () => {
  const spread = [1, 4, 2, 8, 5, 7]; // mean 4.5, Σ(x − 4.5)² = 37.5

  test('a column times any power of two has the same moments times it, to the last bit', () => {
    const plain = moments(Float64Array.from(spread));
    for (const power of [-1060, -700, -201, -199, 199, 201, 500, 1000, 1019]) {
      const scaled = moments(Float64Array.from(spread, (value) => value * 2 ** (power / 2) * 2 ** (power / 2)));
      if (power % 2) continue;
      expect(scaled.mean! / 2 ** (power / 2) / 2 ** (power / 2)).toBe(plain.mean);
      // Below 2⁻¹⁰²² doubles have fewer digits: 2⁻¹⁰⁶⁰ leaves fourteen binary places.
      const tolerance = power < -1022 ? 2 ** -15 : 0;
      expect(
        Math.abs(scaled.sdSample! / 2 ** (power / 2) / 2 ** (power / 2) / plain.sdSample! - 1),
      ).toBeLessThanOrEqual(tolerance);
      expect(scaled.skewness).toBe(plain.skewness);
      expect(scaled.excessKurtosis).toBe(plain.excessKurtosis);
    }
  });

  test('the largest doubles: mean and deviation are finite, one that is not representable is null', () => {
    const found = moments(Float64Array.of(-1.7e308, 1.7e308));
    expect(found).toMatchObject({ n: 2, min: -1.7e308, max: 1.7e308, mean: 0, sdMle: 1.7e308, sdSample: null });
    expect(moments(new Float64Array(1000).fill(1.7e308))).toMatchObject({ mean: 1.7e308, sdMle: 0, sdSample: 0 });
  });

  test('chunks of very different size merge: tiny, zero, ordinary and huge', () => {
    const parts = [1e-300, 0, 3, 1e300].map((value) => momentsOfRange(Float64Array.of(value, value, 2 * value), 0, 3));
    const found = mergeMoments(parts.flat());
    const all = moments(Float64Array.of(1e-300, 1e-300, 2e-300, 0, 0, 0, 3, 3, 6, 1e300, 1e300, 2e300));
    expect(found.mean! / all.mean!).toBeCloseTo(1, 14);
    expect(found.sdMle! / all.sdMle!).toBeCloseTo(1, 14);
    const tiny = mergeMoments([
      ...momentsOfRange(new Float64Array(5), 0, 5),
      ...momentsOfRange(Float64Array.of(5e-324, 1e-320), 0, 2),
    ]);
    expect(tiny.sdMle).toBeGreaterThan(0);
  });

  test('10¹² ± 1 keeps its spread', () => {
    const found = moments(Float64Array.from({ length: 200_000 }, (_, i) => 1e12 + (i % 3) - 1));
    // 200 000 values leave 66 667, 66 667, 66 666 of −1, 0, 1.
    const p = [66667 / 2e5, 66667 / 2e5, 66666 / 2e5];
    const variance = p[0]! + p[2]! - (p[2]! - p[0]!) ** 2;
    expect(found.mean).toBe(1e12 + (p[2]! - p[0]!));
    expect(Math.abs(found.sdMle! / Math.sqrt(variance) - 1)).toBeLessThan(4e-16); // two roundings
  });

  test('values that cancel leave the exact mean: 10¹⁶ + 1 − 10¹⁶', () => {
    expect(moments(Float64Array.of(1e16, 1, -1e16)).mean).toBe(1 / 3);
  });
});

describe('what is missing or too little', () => {
  test('NaN and infinite values are left out', () => {
    const found = moments(Float64Array.of(NaN, 1, Infinity, 3, -Infinity));
    expect(found).toMatchObject({ n: 2, min: 1, max: 3, mean: 2, sdMle: 1 });
  });

  test('no value, one value, equal values: what is not defined is null', () => {
    const nothing = {
      n: 0,
      min: null,
      max: null,
      mean: null,
      sdMle: null,
      sdSample: null,
      skewness: null,
      excessKurtosis: null,
    };
    expect(moments(new Float64Array(0))).toEqual(nothing);
    expect(moments(Float64Array.of(NaN))).toEqual(nothing);
    expect(moments(Float64Array.of(7))).toEqual({
      n: 1,
      min: 7,
      max: 7,
      mean: 7,
      sdMle: 0,
      sdSample: null,
      skewness: null,
      excessKurtosis: null,
    });
    expect(moments(Float64Array.of(0.1, 0.1, 0.1))).toMatchObject({ mean: 0.1, sdMle: 0, sdSample: 0, skewness: null });
  });
});

test('ranges that begin at chunk borders merge to the same bits as one range', () => {
  const { normal } = createGenerator(5);
  const values = Float64Array.from({ length: 4 * rowsPerChunk + 123 }, () => 1e6 + normal());
  values[77] = NaN;
  const border = rowsPerChunk;
  const parts = [
    ...momentsOfRange(values, 0, border),
    ...momentsOfRange(values, border, 3 * border),
    ...momentsOfRange(values, 3 * border, values.length),
  ];
  expect(mergeMoments(parts)).toEqual(moments(values));
});

function eruptions(): Float64Array {
  const file = new URL('../../../../../resources/samples/old-faithful.csv', import.meta.url);
  return Float64Array.from(readFileSync(file, 'utf8').trim().split('\n').slice(1), (row) => Number(row.split(',')[0]));
}

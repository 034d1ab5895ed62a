import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { builtWorker } from '../../../../scripts/vitest-build-worker.ts';
import type { Draw } from '../../../shared/contract/generator-requests.ts';
import type { MixtureFrame } from '../../../shared/contract/mixture-requests.ts';
import type { EngineMethod, Params, Value } from '../../../shared/contract/requests.ts';
import { checkParams } from '../../../shared/contract/schemas.ts';
import type { CallOptions } from '../../../shared/contract/transport.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import { mixtureDensity, toResponsibilities } from '../../../shared/statistics/mixture-density.ts';
import { createEngine, type Engine } from '../engine.ts';

const samplesFolder = resolve(import.meta.dirname, '../../../../resources/samples');
let engine: Engine;

async function ask<M extends EngineMethod>(
  method: M,
  params: Params<M>,
  options: CallOptions<M> = {},
  of: Engine = engine,
): Promise<Value<M>> {
  const reply = await of.call(method, checkParams(method, params), options);
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), { code: reply.error.code });
  return reply.value;
}

// Threads take their time to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
beforeAll(() => {
  engine = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads: 2 });
});
afterAll(() => engine.close());

const plane: GaussianMixture = {
  weights: [0.5, 0.3, 0.2],
  means: [
    [0, 100],
    [4, 103],
    [-3, 96],
  ],
  covariances: [
    [
      [1, 0.6],
      [0.6, 2],
    ],
    [
      [0.5, -0.2],
      [-0.2, 0.3],
    ],
    [
      [2, 0],
      [0, 0.4],
    ],
  ],
  noise: null,
};
const draw: Draw = { mixture: plane, seed: 7, rows: 3000 };

/** The whole draw, z and x row by row. */
async function rowsOf(given: Draw): Promise<{ z: Int32Array; x: number[][] }> {
  const { values, components } = await ask('generator.draw', { ...given, points: 50_000, bins: null });
  return { z: components, x: Array.from(components, (_, i) => values.map((column) => column[i]!)) };
}

/** Mean and covariance ÷ n, as they are written. */
function momentsOf(rows: readonly number[][]): { mean: number[]; covariance: number[][] } {
  const mean = rows[0]!.map((_, j) => rows.reduce((sum, row) => sum + row[j]!, 0) / rows.length);
  const covariance = mean.map((_, i) =>
    mean.map((__, j) => rows.reduce((sum, row) => sum + (row[i]! - mean[i]!) * (row[j]! - mean[j]!), 0) / rows.length),
  );
  return { mean, covariance };
}

describe('drawing', () => {
  test('the rows are those of `mixture.sample`, block for block, and fewer are the first of more', async () => {
    const rows = 70_000; // into the second block
    const { values, components } = await ask('generator.draw', { ...draw, rows, points: 50_000, bins: null });
    const sample = await ask('mixture.sample', { mixture: plane, seed: 7, block: 0, rows: 50_000 });
    expect(components).toEqual(sample.components);
    expect(values).toEqual(sample.columns);
    const { z, x } = await rowsOf(draw);
    expect(z).toEqual(components.subarray(0, 3000));
    expect(x.map((row) => row[1])).toEqual([...values[1]!.subarray(0, 3000)]);
    const { bytes } = await ask('generator.rows', { ...draw, rows, names: ['a', 'b'], block: 1 });
    const second = await ask('mixture.sample', { mixture: plane, seed: 7, block: 1, rows: 4464 });
    const lines = new TextDecoder().decode(bytes).trimEnd().split('\r\n');
    expect(lines).toHaveLength(4464);
    expect(lines[9]).toBe(`${second.columns[0]![9]!},${second.columns[1]![9]!},${second.components[9]! + 1}`);
  });

  test('one thread and three draw the same 200,000 rows', async () => {
    const one = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads: 1 });
    const three = createEngine({ spawnWorker: () => new Worker(builtWorker), samplesFolder, threads: 3 });
    const question = { ...draw, rows: 200_000, points: 1000, bins: { from: -8, to: 8, count: 40 } };
    try {
      expect(await ask('generator.draw', question, {}, one)).toEqual(await ask('generator.draw', question, {}, three));
    } finally {
      await Promise.all([one.close(), three.close()]);
    }
  });

  test('shares, mean and covariance of 10⁶ rows are those of the mixture within chance', async () => {
    const rows = 1_000_000;
    const { componentRows, mean, covariance } = await ask('generator.draw', { ...draw, rows, points: 0, bins: null });
    expect(componentRows.reduce((a, b) => a + b)).toBe(rows);
    // Four standard errors: met by chance in all but one of 16,000 seeds, and this seed is fixed.
    componentRows.forEach((count, k) => {
      const share = plane.weights[k]!;
      expect(Math.abs(count / rows - share)).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / rows));
    });
    const wanted = [0, 1].map((j) => plane.means.reduce((sum, m, k) => sum + plane.weights[k]! * m[j]!, 0));
    const spread = [0, 1].map((i) =>
      [0, 1].map((j) =>
        plane.weights.reduce(
          (sum, share, k) =>
            sum +
            share *
              (plane.covariances[k]![i]![j]! + (plane.means[k]![i]! - wanted[i]!) * (plane.means[k]![j]! - wanted[j]!)),
          0,
        ),
      ),
    );
    mean.forEach((value, j) => {
      expect(Math.abs(value - wanted[j]!)).toBeLessThan(4 * Math.sqrt(spread[j]![j]! / rows));
      // The variance of a squared deviation is at most E z⁴ < 3σ⁴ for these flat-topped sums: √3 σ² per row.
      for (let i = 0; i < 2; i++)
        expect(Math.abs(covariance[i]![j]! - spread[i]![j]!)).toBeLessThan(
          4 * Math.sqrt((3 * spread[i]![i]! * spread[j]![j]!) / rows),
        );
    });
  });

  test('bins count every row of a component between their ends', async () => {
    const bins = { from: -4, to: 6, count: 20 };
    const { counts } = await ask('generator.draw', { ...draw, points: 0, bins });
    const { z, x } = await rowsOf(draw);
    const naive = plane.weights.map((_, k) =>
      Array.from(
        { length: 20 },
        (__, bin) => x.filter(([a], i) => z[i] === k && Math.floor((a! + 4) / 0.5) === bin).length,
      ),
    );
    expect(counts!.map((row) => [...row])).toEqual(naive);
  });

  test('a header comes with the first block, and z gives way to a column of its name', async () => {
    const first = await ask('generator.rows', { ...draw, names: ['x', 'z'], block: 0 });
    expect(new TextDecoder().decode(first.bytes).split('\r\n')[0]).toBe('x,z,component');
    expect(first.blocks).toBe(1);
  });

  test('a component without extent is named', async () => {
    const flat = { ...plane, covariances: plane.covariances.with(1, [[1, 2], [2, 1]]) }; // prettier-ignore
    await expect(ask('generator.draw', { ...draw, mixture: flat, points: 0, bins: null })).rejects.toMatchObject({
      code: 'not-positive-definite',
    });
  });

  test('weights that do not add up to 1, and noise, are refused at the border', async () => {
    const question = { ...draw, points: 0, bins: null };
    await expect(
      ask('generator.draw', { ...question, mixture: { ...plane, weights: [0.5, 0.3, 0.3] } }),
    ).rejects.toMatchObject({ code: 'bad-request' });
    await expect(
      ask('generator.draw', { ...question, mixture: { ...plane, noise: { weight: 0, density: 1 } } }),
    ).rejects.toMatchObject({ code: 'bad-request' });
  });
});

describe('the parameters found again', () => {
  test('with z known they are the shares, means and covariances ÷ Nₖ of each component’s rows', async () => {
    const { complete } = await ask('generator.estimate', { ...draw, starts: 5 });
    if (!complete.ok) throw new Error(complete.error.message);
    const { z, x } = await rowsOf(draw);
    const { weights, means, covariances } = complete.value.mixture;
    plane.weights.forEach((_, k) => {
      const own = x.filter((__, i) => z[i] === k);
      const { mean, covariance } = momentsOf(own);
      expect(weights[k]).toBeCloseTo(own.length / 3000, 14);
      // Sums of some hundred terms near 100, in another order: 12 decimals of the means, 10 of squares of deviations.
      means[k]!.forEach((value, j) => expect(value).toBeCloseTo(mean[j]!, 11));
      covariances[k]!.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(covariance[i]![j]!, 10)));
    });
  });

  test('both log-likelihoods are sums over the rows as they are written', async () => {
    const { truth } = await ask('generator.estimate', { ...draw, starts: 5 });
    const { z, x } = await rowsOf(draw);
    const density = mixtureDensity(plane);
    let [without, known] = [0, 0];
    x.forEach((row, i) => {
      const terms = new Float64Array(3);
      known += density.logTerms(row, terms)[z[i]!]!;
      without += toResponsibilities(terms);
    });
    // Two sums of 3000 terms near 4 in another order.
    expect(truth.completeLogLikelihood).toBeCloseTo(known, 7);
    expect(truth.logLikelihood).toBeCloseTo(without, 7);
  });

  test('each answer is best at its own question: ℓ(x, z) with z, ℓ(x) without it', async () => {
    const { truth, complete, incomplete } = await ask('generator.estimate', { ...draw, starts: 20 });
    if (!complete.ok || !incomplete.ok) throw new Error('no estimate');
    expect(complete.value.completeLogLikelihood).toBeGreaterThan(truth.completeLogLikelihood);
    expect(complete.value.completeLogLikelihood).toBeGreaterThan(incomplete.value.completeLogLikelihood);
    expect(incomplete.value.logLikelihood).toBeGreaterThan(complete.value.logLikelihood);
    expect(incomplete.value.logLikelihood).toBeGreaterThan(truth.logLikelihood);
    // Components stand beside those they are like: most rows lie on the diagonal.
    incomplete.value.counts.forEach((row, k) => expect(Math.max(...row)).toBe(row[k]));
    expect(incomplete.value.counts.flat().reduce((a, b) => a + b)).toBe(3000);
    expect(incomplete.value.converged).toBe(true);
  });

  test('with one component nothing is hidden: both answers are the same', async () => {
    const single = { weights: [1], means: [[5]], covariances: [[[4]]], noise: null };
    const { complete, incomplete } = await ask('generator.estimate', {
      mixture: single,
      seed: 3,
      rows: 500,
      starts: 3,
    });
    if (!complete.ok || !incomplete.ok) throw new Error('no estimate');
    expect(incomplete.value.mixture.means[0]![0]).toBeCloseTo(complete.value.mixture.means[0]![0]!, 12);
    expect(incomplete.value.mixture.covariances[0]![0]![0]).toBeCloseTo(
      complete.value.mixture.covariances[0]![0]![0]!,
      12,
    );
    expect(complete.value.logLikelihood).toBeCloseTo(complete.value.completeLogLikelihood, 9);
  });

  test('a component with too few rows is named with its remedy; EM answers all the same', async () => {
    const rare = { ...plane, weights: [0.6, 0.3998, 0.0002] };
    const { complete } = await ask('generator.estimate', { mixture: rare, seed: 7, rows: 300, starts: 3 });
    expect(complete).toMatchObject({
      ok: false,
      error: { code: 'too-few-rows', message: expect.stringContaining('Component 3 has 0 rows') as string },
    });
  });
});

describe('the lower bound', () => {
  /** Σᵢ Σₖ τᵢₖ ln(φₖ 𝒩ₖ(xᵢ) / τᵢₖ) with τ of one mixture and the terms of another: its definition [NealHinton1998]. */
  function boundOf(x: readonly number[][], shares: GaussianMixture, terms: GaussianMixture): number {
    const [a, b] = [mixtureDensity(shares), mixtureDensity(terms)];
    let bound = 0;
    for (const row of x) {
      const tau = a.logTerms(row, new Float64Array(a.parts));
      toResponsibilities(tau);
      const logTerms = b.logTerms(row, new Float64Array(b.parts));
      tau.forEach((share, k) => (bound += share > 0 ? share * (logTerms[k]! - Math.log(share)) : 0));
    }
    return bound;
  }

  const trace = { start: { method: 'random-means' as const, seed: 2 }, iterations: 40 };

  test('frames tell the bound that its definition gives, row by row', async () => {
    const { frames } = await ask('generator.trace', { ...draw, ...trace });
    const { x } = await rowsOf(draw);
    for (const i of [0, 1, 5, 20]) {
      const [frame, next] = [frames[i]!, frames[i + 1]!];
      // ℓ is a sum of 3000 terms near 4, and H and Q are of its size: 8 decimals are what doubles leave.
      expect(boundOf(x, frame.mixture, frame.mixture)).toBeCloseTo(frame.logLikelihood, 7);
      expect(boundOf(x, frame.mixture, next.mixture)).toBeCloseTo(frame.bound!, 7);
    }
  });

  test('the E-step makes it touch the log-likelihood, the M-step lifts it, and it never lies above', async () => {
    const sent: MixtureFrame[] = [];
    const { frames } = await ask(
      'generator.trace',
      { ...draw, ...trace },
      { onProgress: (progress) => sent.push(...progress.frames) },
    );
    expect(sent).toEqual(frames);
    const rounding = 1e-8 * Math.abs(frames[0]!.logLikelihood) * 1e-3;
    frames.slice(0, -1).forEach(({ bound, logLikelihood }, i) => {
      expect(bound!).toBeGreaterThanOrEqual(logLikelihood - rounding);
      expect(bound!).toBeLessThanOrEqual(frames[i + 1]!.logLikelihood + rounding);
    });
    expect(frames.at(-1)!.bound).toBeNull();
  });
});

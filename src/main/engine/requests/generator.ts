import { failureOf } from '../../../shared/contract/errors.ts';
import type { DrawEvaluation, EstimateReply, GeneratorRequests } from '../../../shared/contract/generator-requests.ts';
import { blockRows } from '../../../shared/contract/mixture-requests.ts';
import { identify } from '../../../shared/statistics/component-identity.ts';
import { FitError } from '../../../shared/statistics/fit-error.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import { nextMixture } from '../statistics/gaussian-mixture/evaluate.ts';
import type { PreparedRows } from '../statistics/gaussian-mixture/prepare-rows.ts';
import type { JobOptions, Threads } from '../workers/threads.ts';
import { DrawnRowsHeld, type HeldDraw } from './drawn-rows.ts';
import { evaluateMixture } from './evaluate-mixture.ts';
import type { Handlers } from './handlers.ts';
import { traceMixture } from './trace-mixture.ts';

/** Covariances of every component free: what the closed form has too. */
const model = 'VVV';

/** Serves draws from mixtures, and what can be found out from them again. */
export function serveGenerator({ short, long }: { short: Threads; long: Threads }): Handlers<keyof GeneratorRequests> {
  const held = new DrawnRowsHeld(short);

  async function evaluate(
    prepared: PreparedRows,
    { components }: HeldDraw,
    mixture: GaussianMixture,
    signal: AbortSignal | undefined,
  ): Promise<DrawEvaluation> {
    const { logLikelihood } = await evaluateMixture(short, prepared, mixture, model, signal);
    const known = await evaluateMixture(short, withLabels(prepared, components), mixture, model, signal);
    return { logLikelihood, completeLogLikelihood: known.logLikelihood };
  }

  /** With z known the E-step is z itself, and one M-step is the maximum. */
  async function withKnownZ(
    prepared: PreparedRows,
    draw: HeldDraw,
    mixture: GaussianMixture,
    signal: AbortSignal | undefined,
  ): Promise<EstimateReply['complete']> {
    return asOutcome(async () => {
      checkRows(draw.components, mixture);
      const labelled = withLabels(prepared, draw.components);
      const { ready, ...step } = await evaluateMixture(short, labelled, mixture, model, signal);
      const next = nextMixture(prepared, ready, model, null, step);
      if (!next) throw new FitError('degenerate', {}, 'A component has no extent in these rows: draw more of them.');
      return { mixture: next.mixture, ...(await evaluate(prepared, draw, next.mixture, signal)) };
    });
  }

  async function withoutZ(
    prepared: PreparedRows,
    draw: HeldDraw,
    { mixture, seed, starts }: { mixture: GaussianMixture; seed: number; starts: number },
    options: JobOptions<'fit-mixture'>,
  ): Promise<EstimateReply['incomplete']> {
    return asOutcome(async () => {
      const begunAt = performance.now();
      const components = mixture.weights.length;
      const input = { columns: draw.columns };
      const fit = await long.run(
        'fit-mixture',
        { input, options: { components, covarianceModel: model, seed, starts } },
        options,
      );
      const alike = identify(fit, { mixture, ids: mixture.weights.map((_, k) => k) });
      const found = inOrder(
        fit,
        mixture.weights.map((_, k) => alike.indexOf(k)),
      );
      const job = { input, prepared, mixture: found, codes: draw.components, names: components };
      const counts = await short.run('cross-table', job);
      return {
        mixture: found,
        iterations: fit.iterations,
        starts: fit.starts.length,
        converged: fit.status === 'converged',
        counts: counts.slice(0, components).map((row) => row.slice(0, components)),
        elapsedMs: performance.now() - begunAt,
        ...(await evaluate(prepared, draw, found, options.signal)),
      };
    });
  }

  return {
    'generator.draw': async ({ points, bins, ...draw }, { signal }) => {
      const { columns, components } = await held.get(draw);
      const { mixture } = draw;
      const parts = mixture.weights.length;
      const centre = mixture.means[0]!.map((_, j) =>
        mixture.means.reduce((sum, mean, k) => sum + mixture.weights[k]! * mean[j]!, 0),
      );
      const job = { drawn: { columns, components }, parts, centre, bins };
      const tally = await short.run('tally-draw', job, signal ? { signal } : {});
      // What crosses is a copy of its own, and not of the whole memory behind it.
      const listed = Math.min(points, components.length);
      return {
        ...tally,
        values: columns.map((column) => Float64Array.from(column.subarray(0, listed))),
        components: Int32Array.from(components.subarray(0, listed)),
      };
    },

    'generator.estimate': async ({ starts, ...draw }, { signal, onProgress }) => {
      const drawn = await held.get(draw);
      const prepared = await drawn.prepared();
      const { mixture, seed } = draw;
      const truth = await evaluate(prepared, drawn, mixture, signal);
      const complete = await withKnownZ(prepared, drawn, mixture, signal);
      const options = signal ? { signal, onProgress } : { onProgress };
      const incomplete = await withoutZ(prepared, drawn, { mixture, seed, starts }, options);
      return { truth, complete, incomplete };
    },

    'generator.trace': async ({ start, iterations, ...draw }, { signal, onProgress }) => {
      const drawn = await held.get(draw);
      const prepared = await drawn.prepared();
      const components = draw.mixture.weights.length;
      const job = { prepared, components, covarianceModel: model, method: start.method, seed: start.seed } as const;
      const mixture = await short.run('first-mixture', job, signal ? { signal } : {});
      const from = { mixture, covarianceModel: model, locks: null, iterations } as const;
      return traceMixture(short, prepared, from, { signal, onProgress });
    },

    'generator.rows': async ({ names, block, ...draw }) => {
      const { columns, components } = await held.get(draw);
      const from = Math.min(draw.rows, block * blockRows);
      const to = Math.min(draw.rows, from + blockRows);
      const header = block === 0 ? [...names, names.includes('z') ? 'component' : 'z'] : null;
      const bytes = await short.run('draw-text', { drawn: { columns, components }, header, from, to });
      return { bytes, blocks: Math.ceil(draw.rows / blockRows) };
    },
  };
}

const withLabels = (prepared: PreparedRows, labels: Int32Array): PreparedRows => ({
  ...prepared,
  rows: { ...prepared.rows, labels },
});

/** A covariance of d columns needs d + 1 rows. @throws {FitError} `too-few-rows` with the component */
function checkRows(components: Int32Array, { weights, means }: GaussianMixture): void {
  const rows = new Array<number>(weights.length).fill(0);
  for (const z of components) rows[z]!++;
  const least = means[0]!.length + 1;
  const short = rows.findIndex((count) => count < least);
  if (short < 0) return;
  const count = rows[short]!;
  throw new FitError(
    'too-few-rows',
    { component: short + 1, rows: count },
    `Component ${short + 1} has ${count === 1 ? '1 row' : `${count} rows`}, and its covariance needs ${least}: draw more rows or raise its weight.`,
  );
}

const inOrder = ({ weights, means, covariances }: GaussianMixture, order: readonly number[]): GaussianMixture => ({
  weights: order.map((k) => weights[k]!),
  means: order.map((k) => means[k]!),
  covariances: order.map((k) => covariances[k]!),
  noise: null,
});

/** A failure of the mathematics as a value; any other stays thrown. Those of a thread carry their code alone. */
async function asOutcome<Value>(compute: () => Promise<Value>): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await compute() };
  } catch (thrown) {
    const { code, message, details } = failureOf(thrown);
    if (!isFitCode(code)) throw thrown;
    return { ok: false, error: { code, message, details: details as FitError['details'] } };
  }
}

const fitCodes = ['too-few-rows', 'zero-variance', 'not-positive-definite', 'collinear', 'degenerate'] as const;
const isFitCode = (code: string): code is (typeof fitCodes)[number] => fitCodes.some((known) => known === code);

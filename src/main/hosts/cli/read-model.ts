import { readFile } from 'node:fs/promises';
import { RequestError } from '../../../shared/contract/errors.ts';
import { checkParams } from '../../../shared/contract/schemas.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';

/** A model read back from a file: what its columns are called, and the mixture. */
export interface ReadModel {
  columns: string[];
  mixture: GaussianMixture;
}

/** What rounding may have cost the shares of a document that somebody shortened. */
const sumTolerance = 1e-6;

/**
 * A model that `fit --json` printed or that the window saved as JSON.
 * @throws {RequestError} in one sentence that names the file: it cannot be read, is no JSON, is no model, has noise of
 *   unknown range
 */
export async function readModel(file: string): Promise<ReadModel> {
  const refuse = (reason: string, cause?: unknown): RequestError =>
    new RequestError('bad-request', `${file} ${reason}.`, cause instanceof Error ? { cause: cause.message } : {});
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    throw refuse('cannot be read', thrown);
  });
  const document = ((): Record<string, unknown> => {
    try {
      return Object(JSON.parse(text)) as Record<string, unknown>;
    } catch (thrown) {
      throw refuse('is not a JSON document', thrown);
    }
  })();
  const { columns, weights, means, covariances, noise = null } = document;
  const mixture = ((): GaussianMixture => {
    try {
      const given = { weights, means, covariances, noise };
      return checkParams('mixture.sample', { mixture: given, seed: 0, block: 0, rows: 1 }).mixture;
    } catch (thrown) {
      throw refuse('is not a model that “bellwether fit --json” printed', thrown);
    }
  })();
  if (mixture.noise && !mixture.noise.box)
    throw refuse('has a component for noise, whose range it does not tell: fit the model again to draw from it');
  const sum = mixture.weights.reduce((a, b) => a + b, mixture.noise?.weight ?? 0);
  if (Math.abs(sum - 1) > sumTolerance) throw refuse(`has weights that add up to ${sum}, not to 1`);
  const names = Array.isArray(columns) ? columns.map(String) : [];
  const d = mixture.means[0]?.length ?? 0;
  if (names.length !== d) throw refuse(`names ${names.length} columns, and its means have ${d} values`);
  return { columns: names, mixture };
}

import { resolve } from 'node:path';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { Engine } from '../../engine/engine.ts';
import { ask } from './ask.ts';
import type { CommandContext } from './command.ts';
import { showProgress } from './show-progress.ts';

/**
 * Opens a file, does something with it, and ends the engine.
 * @throws {RequestError} what the file or the use of it failed with
 */
export async function withDataset<Result>(
  { createEngine }: CommandContext,
  file: string,
  overrides: DialectOverrides,
  use: (engine: Engine, dataset: OpenDataset) => Promise<Result>,
): Promise<Result> {
  const engine = createEngine();
  const progress = showProgress(file);
  try {
    const source = { kind: 'path', path: resolve(file) } as const;
    const dataset = await ask(engine, 'dataset.open', { source, overrides }, { onProgress: progress.show });
    progress.end();
    return await use(engine, dataset);
  } finally {
    progress.end();
    await engine.close();
  }
}

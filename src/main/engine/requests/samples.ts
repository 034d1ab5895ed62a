import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { Sample } from '../../../shared/contract/requests.ts';
import type { Handlers } from './handlers.ts';

/** @param folder  where the samples and their `index.json` lie */
export function serveSamples(folder: string): Handlers<'samples.list'> {
  return {
    'samples.list': async () => JSON.parse(await readFile(join(folder, 'index.json'), 'utf8')) as Sample[],
  };
}

/** @throws {RequestError} `not-allowed` for anything but the name of a file in the samples' folder */
export function samplePath(folder: string, file: string): string {
  if (file !== basename(file) || file.startsWith('.')) {
    throw new RequestError('not-allowed', `“${file}” is not one of the samples.`);
  }
  return join(folder, file);
}

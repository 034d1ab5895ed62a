import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RequestError } from '../../../shared/contract/errors.ts';
import { readPngMetadata } from '../../../shared/picture/png-metadata.ts';
import { readSvgMetadata } from '../../../shared/picture/svg-metadata.ts';

/**
 * Writes a picture whole or not at all. One that Bellwether drew before is replaced, so that a script can be run again;
 * any other file is left alone unless `force` is set.
 * @throws {RequestError} `not-allowed`
 */
export function writePicture(path: string, picture: Uint8Array, force: boolean): void {
  if (!force && existsSync(path) && !isOurPicture(path))
    throw new RequestError(
      'not-allowed',
      `${path} exists already and was not drawn by Bellwether: choose another name, or add --force to replace it.`,
      { path },
    );
  const temporary = `${path}.${process.pid}.part`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(temporary, picture);
    renameSync(temporary, path);
  } catch (thrown) {
    rmSync(temporary, { force: true });
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new RequestError('not-allowed', `${path} could not be written: ${reason}.`, { path });
  }
}

function isOurPicture(path: string): boolean {
  try {
    const bytes = readFileSync(path);
    return readPngMetadata(bytes) !== null || readSvgMetadata(bytes.toString('utf8')) !== null;
  } catch {
    return false;
  }
}

import { existsSync } from 'node:fs';
import type { Remark } from '../../../shared/contract/dataset.ts';
import type { ByteSource } from './byte-source.ts';
import { DatasetError } from './dataset-error.ts';
import { sameFile, stampFile } from './file-stamp.ts';

/**
 * Notes what a file is before it is read. Rows are read by several threads and in two passes, so that a file that is
 * written to meanwhile might give rows of two versions.
 * @returns to be called when all is read: a remark when lines were added behind what was read, which is whole; nothing
 *   when the file is the same, or gone, or was never a file. It throws {DatasetError} `changed-while-reading` otherwise.
 */
export function watchFile({ name, path, size }: ByteSource): () => Remark[] {
  if (path === undefined) return () => [];
  const before = stampFile(path);
  return () => {
    const now = stampFile(path);
    if (before !== undefined && before.bytes === size && sameFile(before, now)) return [];
    // Deleted, but open until now: every byte came from the one file.
    if (!existsSync(path)) return [];
    const grew = now !== undefined && now.bytes > size && stampFile(path, size)?.ends === before?.ends;
    if (!grew) {
      throw new DatasetError(
        'changed-while-reading',
        `${name} was changed while it was being read, so that its rows may come from two versions. Open it again when it is complete.`,
        { path, expected: size, found: now?.bytes ?? 0 },
      );
    }
    const added = now.bytes - size;
    return [
      {
        code: 'file-grew',
        count: added,
        message: `The file grew by ${added.toLocaleString('en')} bytes while it was being read; only the ${size.toLocaleString('en')} bytes before them are in the table, and its last row may be cut. Open it again for the rest.`,
      },
    ];
  };
}

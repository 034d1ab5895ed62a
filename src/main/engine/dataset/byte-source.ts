import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { DatasetError } from './dataset-error.ts';

/** Where a table's bytes come from: a file, or bytes that were uploaded or pasted. Plain: it crosses to another thread. */
export type TableSource = { path: string } | { bytes: Uint8Array; name: string };

/** Bytes with random access, from a file or from memory. */
export interface ByteSource {
  name: string;
  path?: string;
  size: number;
  /**
   * Copies bytes from `position` on.
   * @returns how many were copied: fewer than `length` only at the end
   * @throws {DatasetError} `changed-while-reading` when the file became shorter, `not-readable` on a failing disk
   */
  read(into: Uint8Array, offset: number, length: number, position: number): number;
  close(): void;
}

/**
 * @throws {DatasetError} `file-not-found`, `is-directory`, `device` (pipes and devices have no end or no length),
 *   `not-readable`, `empty-file`
 */
export function openSource(source: TableSource): ByteSource {
  const opened = 'path' in source ? openFile(source.path) : inMemory(source.bytes, source.name);
  if (opened.size === 0) {
    opened.close();
    throw new DatasetError('empty-file', `${opened.name} is empty: there is nothing to read.`, { name: opened.name });
  }
  return opened;
}

/** Bytes that are already in memory. */
export function inMemory(bytes: Uint8Array, name: string, path?: string): ByteSource {
  return {
    name,
    ...(path === undefined ? {} : { path }),
    size: bytes.length,
    read(into, offset, length, position) {
      const part = bytes.subarray(position, Math.min(position + length, bytes.length));
      into.set(part, offset);
      return part.length;
    },
    close() {},
  };
}

function openFile(path: string): ByteSource {
  const name = basename(path);
  const descriptor = openRegularFile(path);
  const { size } = fstatSync(descriptor);
  let open = true;
  return {
    name,
    path,
    size,
    read(into, offset, length, position) {
      const wanted = Math.min(length, size - position);
      let done = 0;
      while (done < wanted) {
        const count = readBytes(descriptor, path, into, offset + done, wanted - done, position + done);
        if (count === 0) {
          throw new DatasetError(
            'changed-while-reading',
            `${name} became shorter while it was being read. Open it again when it is complete.`,
            { path, expected: size, found: position + done },
          );
        }
        done += count;
      }
      return done;
    },
    close() {
      if (open) closeSync(descriptor);
      open = false;
    },
  };
}

function openRegularFile(path: string): number {
  try {
    // Looked at before it is opened: opening a named pipe would wait for its writer without end.
    const stat = statSync(path);
    if (stat.isDirectory()) {
      throw new DatasetError('is-directory', `${path} is a folder. Choose a file inside it.`, { path });
    }
    if (!stat.isFile()) {
      throw new DatasetError(
        'device',
        `${path} is a device or a pipe, not a file: its end is unknown. Save its output to a file and open that.`,
        { path },
      );
    }
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    throw unreadable(path, error);
  }
}

function readBytes(
  descriptor: number,
  path: string,
  into: Uint8Array,
  offset: number,
  length: number,
  position: number,
) {
  try {
    return readSync(descriptor, into, offset, Math.min(length, 0x40000000), position);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): DatasetError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new DatasetError('file-not-found', `${path} does not exist. Check the name and the folder.`, { path });
  }
  const why =
    code === 'EACCES' || code === 'EPERM' ? 'you have no permission to read it' : `the system answered ${code}`;
  return new DatasetError('not-readable', `${path} cannot be read: ${why}.`, { path, system: code });
}

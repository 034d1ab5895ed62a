import { parquetMetadataAsync, parquetRead, parquetSchema } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ByteSource } from './byte-source.ts';
import { DatasetError, cancelled } from './dataset-error.ts';
import { freeMemory, refuseWithoutRoom } from './memory-room.ts';
import type { FreeMemory } from './memory-room.ts';
import { valueBytes } from './value-table.ts';
import type { ValueColumns } from './value-table.ts';

/** @returns whether the file begins and ends as Parquet does */
export function isParquet(source: ByteSource): boolean {
  if (source.size < 12) return false;
  const ends = new Uint8Array(8);
  source.read(ends, 0, 4, 0);
  source.read(ends, 4, 4, source.size - 4);
  return Buffer.from(ends).toString('latin1') === 'PAR1PAR1';
}

/**
 * Every top-level column of a Parquet file, column after column.
 * @throws {DatasetError} `not-readable` when the file is damaged or in an encoding that is not known, `too-large`, `cancelled`
 */
export async function readParquet(
  source: ByteSource,
  shouldStop: () => boolean,
  free: FreeMemory = freeMemory,
): Promise<ValueColumns> {
  const file = {
    byteLength: source.size,
    slice: (start: number, end: number = source.size): Promise<ArrayBuffer> => {
      const bytes = new Uint8Array(end - start);
      source.read(bytes, 0, bytes.length, start);
      return Promise.resolve(bytes.buffer);
    },
  };
  try {
    const metadata = await parquetMetadataAsync(file);
    const rows = Number(metadata.num_rows);
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    refuseWithoutRoom(source.name, rows, names.length * valueBytes, free);
    const values: unknown[][] = [];
    for (const name of names) {
      if (shouldStop()) throw cancelled();
      const column: unknown[] = Array.from({ length: rows }, () => null);
      await parquetRead({
        file,
        metadata,
        compressors,
        columns: [name],
        onChunk: ({ columnData, rowStart }) => {
          for (let i = 0; i < columnData.length; i++) column[rowStart + i] = columnData[i];
        },
      });
      values.push(column);
    }
    return { names, values, rows };
  } catch (error) {
    if (error instanceof DatasetError) throw error;
    throw new DatasetError(
      'not-readable',
      `${source.name} is a Parquet file that cannot be read: it is damaged, or written in a way this version does not know.`,
      {
        reason: error instanceof Error ? error.message : String(error),
      },
    );
  }
}

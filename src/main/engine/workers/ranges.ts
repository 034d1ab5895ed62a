import { chunkRanges, rowsPerChunk } from '../kernels/chunks.ts';
import type { JobInput, JobName, JobOutput } from './jobs.ts';
import type { Threads } from './threads.ts';

/** Jobs that work on the rows [from, to) of their input. */
export type RangeJob = { [J in JobName]: JobInput<J> extends { from: number; to: number } ? J : never }[JobName];

/**
 * One job over all rows, divided among the threads at chunk boundaries.
 * @param parts  how many ranges, at most; as many as there are threads unless told otherwise
 * @returns the ranges' outputs in the order of the rows
 */
export function overRanges<J extends RangeJob>(
  threads: Threads,
  job: J,
  input: Omit<JobInput<J>, 'from' | 'to'>,
  rows: number,
  signal?: AbortSignal,
  parts = threads.size,
): Promise<JobOutput<J>[]> {
  // A column without rows is one empty range, so that merging always has something to begin with.
  const ranges = rows === 0 ? [{ from: 0, to: 0 }] : chunkRanges(rows, parts);
  return Promise.all(
    ranges.map((range) => threads.run(job, { ...input, ...range } as JobInput<J>, signal ? { signal } : {})),
  );
}

/** True where there is nothing to divide: one thread does it all. */
export const isOneChunk = (rows: number): boolean => rows <= rowsPerChunk;

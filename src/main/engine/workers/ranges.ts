import type { JobInput, JobName, JobOutput } from './jobs.ts';
import type { Threads } from './threads.ts';

/** Rows per chunk of the statistics: partial results are merged chunk by chunk, so any number of threads gives the same bits. */
export const rowsPerChunk = 65_536;

/** Jobs that work on the rows [from, to) of their input. */
export type RangeJob = { [J in JobName]: JobInput<J> extends { from: number; to: number } ? J : never }[JobName];

/**
 * One job over all rows, divided among the threads at chunk boundaries.
 * @returns the ranges' outputs in the order of the rows
 */
export function overRanges<J extends RangeJob>(
  threads: Threads,
  job: J,
  input: Omit<JobInput<J>, 'from' | 'to'>,
  rows: number,
  signal?: AbortSignal,
): Promise<JobOutput<J>[]> {
  const chunks = Math.max(1, Math.ceil(rows / rowsPerChunk));
  const parts = Math.min(threads.size, chunks);
  const edge = (part: number): number => Math.min(rows, Math.round((chunks * part) / parts) * rowsPerChunk);
  return Promise.all(
    Array.from({ length: parts }, (_, part) =>
      threads.run(job, { ...input, from: edge(part), to: edge(part + 1) } as JobInput<J>, signal ? { signal } : {}),
    ),
  );
}

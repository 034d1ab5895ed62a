import type { FreeMemory } from './memory-room.ts';
import type { SharedJob, SharedResult } from './share-work.ts';
import type { TablePreview } from './table.ts';

/** How the reader of a table speaks with its surroundings. */
export interface ReadHooks {
  /** Called a few times a second at most. */
  onProgress?: (progress: ReadProgress) => void;
  /** Asked about every MiB: true ends the reading with a DatasetError `cancelled`. */
  shouldStop?: () => boolean;
  /**
   * Runs `runShare(job)` on another thread, so that two threads share a large file. The job is plain data on shared
   * memory. Without it this thread reads alone.
   */
  runHelper?: (job: SharedJob) => Promise<SharedResult>;
  /** For tests: bytes that are free; otherwise the system is asked. */
  freeMemory?: FreeMemory;
  /** For tests: reads everything with the tokeniser, which must give the same table as the byte parser. */
  tokeniserOnly?: boolean;
  /** For tests: bytes per block, so that small files have many. */
  blockBytes?: number;
}

export interface ReadProgress {
  bytesRead: number;
  bytesTotal: number;
  rows: number;
  elapsedMs: number;
  /** The rows so far: after the first MiB, and whenever they have doubled. */
  preview?: TablePreview;
}

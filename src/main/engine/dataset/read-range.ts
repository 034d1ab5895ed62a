import { openSource } from './byte-source.ts';
import { isStopped, takeSegment } from './control.ts';
import { cancelled } from './dataset-error.ts';
import { partsOf } from './range-job.ts';
import type { RangeJob, RangeResult } from './range-job.ts';
import { SegmentReader } from './read-segment.ts';
import type { SegmentResult } from './segment.ts';

/**
 * Reads segments of a file into shared columns until none is left to take. Any number of threads may do so at once with
 * equal jobs.
 * @param onBlock  called about every MiB; may throw to stop
 * @throws {DatasetError} `cancelled` when the control's stop flag is raised, and what the file itself gives rise to
 */
export function readRange(job: RangeJob, onBlock: () => void = () => {}): RangeResult {
  const source = openSource(job.source);
  try {
    const reader = new SegmentReader(job, source, () => {
      if (isStopped(job.control)) throw cancelled();
      onBlock();
    });
    const read: SegmentResult[] = [];
    for (let part = takeSegment(job.control); part < partsOf(job); part = takeSegment(job.control)) {
      const result = job.turns === undefined ? reader.readSegment(part) : reader.readBlock(part, job.turns);
      if (result !== undefined) read.push(result);
    }
    return reader.result(read);
  } finally {
    source.close();
  }
}

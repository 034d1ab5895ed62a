import { bytesRead, rowsOf } from './control.ts';
import { partsOf } from './range-job.ts';
import type { RangeJob } from './range-job.ts';
import type { ReadHooks } from './read-hooks.ts';
import { blockRows, hasOddQuotes, isScanned } from './turns.ts';

/** Tells how far a reading has come, a few times a second at most; asked to more often than that. */
export function progressReporter(job: RangeJob, names: readonly string[], hooks: ReadHooks): (last: boolean) => void {
  const begun = performance.now();
  const first = job.turns?.from ?? job.segments[0]?.from ?? 0;
  let reported = begun;
  let previewRows = 0;
  return (last) => {
    if (hooks.onProgress === undefined) return;
    const now = performance.now();
    let rows = 0;
    for (let part = 0; part < partsOf(job); part++) rows += rowsOf(job.control, part);
    const ahead = Math.min(rowsAtTheFront(job), rows);
    const preview = !last && ahead > 0 && ahead >= previewRows * 2;
    if (!last && !preview && now - reported < 80) return;
    reported = now;
    if (preview) previewRows = ahead;
    hooks.onProgress({
      bytesRead: last ? job.end : Math.min(job.end, first + bytesRead(job.control)),
      bytesTotal: job.end,
      rows,
      elapsedMs: now - begun,
      ...(preview && {
        preview: {
          rows: ahead,
          columns: job.rules.map((rule, c) => ({ name: names[c] ?? '', type: rule.toldType ?? rule.storage })),
          values: job.columns.map((column) => (column instanceof Float64Array ? column.subarray(0, ahead) : undefined)),
        },
      }),
    });
  };
}

/** Rows read without a gap from the first one on. */
function rowsAtTheFront({ turns, control }: RangeJob): number {
  if (turns === undefined) return rowsOf(control, 0);
  let rows = 0;
  let beginsInside = false;
  for (let block = 0; block < turns.hashes.length && isScanned(turns, block); block++) {
    const read = rowsOf(control, block);
    rows += read;
    if (read < blockRows(turns, block, beginsInside).rows) break;
    beginsInside = beginsInside !== hasOddQuotes(turns, block);
  }
  return rows;
}

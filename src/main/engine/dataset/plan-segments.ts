import type { ByteSource } from './byte-source.ts';
import type { ChunkLines } from './scan-source.ts';
import type { Segment } from './segment.ts';

/**
 * Cuts a file at beginnings of rows, about one segment per chunk, from the record ends that the scan counted. Where quotes are
 * not what they seem, the borders are wrong; the segments' readers notice.
 * @param from  byte place of the first row, on `line`
 * @param to    byte place of the table's end
 */
export function planSegments(
  source: ByteSource,
  chunks: readonly ChunkLines[],
  chunkBytes: number,
  from: number,
  to: number,
  line: number,
  recordEnd: number,
  quote: number,
): Segment[] {
  const segments: Segment[] = [];
  let row = 0;
  let lines = line;
  const first = Math.floor(from / chunkBytes);
  for (const [i, chunk] of chunks.entries()) {
    const begin = i * chunkBytes;
    if (i < first || begin >= to) continue;
    // No row begins behind a record end of this chunk. Looking further for one would read a file of one line again from every chunk on.
    if (i > first && chunk.outside === 0) {
      lines += chunk.inside;
      continue;
    }
    const start =
      i === first ? { place: from, lines: 0 } : nextRow(source, begin, to, chunk.beginsInside, recordEnd, quote);
    // The record end that is the chunk's last byte still begins a row of this segment.
    const rows = chunk.outside + (i === first ? 1 : 0);
    if (start.place < to)
      segments.push({
        from: start.place,
        to: Math.min(to, begin + chunkBytes + 1),
        line: lines + start.lines,
        firstRow: row,
        rows,
      });
    row += rows;
    lines += chunk.outside + chunk.inside;
  }
  return segments;
}

/** One segment from the first row to the end, for dialects whose rows cannot be found without reading them. */
export function oneSegment(from: number, to: number, line: number, lines: number): Segment[] {
  return [{ from, to, line, firstRow: 0, rows: lines + 1 }];
}

/** The first beginning of a row behind a record end at `from` or later, and the lines passed. */
function nextRow(
  source: ByteSource,
  from: number,
  to: number,
  beginsInside: boolean,
  recordEnd: number,
  quote: number,
): { place: number; lines: number } {
  const block = new Uint8Array(1 << 16);
  let inside = beginsInside;
  let lines = 0;
  for (let at = from; at < to; at += block.length) {
    const read = source.read(block, 0, Math.min(block.length, to - at), at);
    for (let i = 0; i < read; i++) {
      if (block[i] === quote) inside = !inside;
      else if (block[i] === recordEnd) {
        lines++;
        if (!inside) return { place: at + i + 1, lines };
      }
    }
  }
  return { place: to, lines };
}

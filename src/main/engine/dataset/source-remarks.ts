import type { DatasetSummary, Remark } from '../../../shared/contract/dataset.ts';
import type { ByteSource } from './byte-source.ts';
import { findEncoding } from './find-encoding.ts';
import type { PreparedBytes } from './prepare-bytes.ts';

/** Says what was done to a text's bytes before they were read as rows: unpacked, a mark skipped, an encoding guessed. */
export function sourceRemarks(
  source: ByteSource,
  compression: DatasetSummary['compression'],
  encoding?: PreparedBytes['encoding'],
): Remark[] {
  const remarks: Remark[] = [];
  if (compression === 'gzip')
    remarks.push({ code: 'compressed', message: 'The file is packed with gzip and was unpacked.' });
  const markBytes = encoding?.markBytes ?? markBytesOf(source);
  if (markBytes > 0) {
    remarks.push({
      code: 'byte-order-mark',
      line: 1,
      count: markBytes,
      message: `The first ${markBytes} bytes are a byte-order mark, which names the encoding and is no part of the table.`,
    });
  }
  if (encoding?.certainty === 'doubtful')
    remarks.push({ code: 'guessed-encoding', message: `The encoding is a guess: ${encoding.reason}.` });
  return remarks;
}

function markBytesOf(source: ByteSource): number {
  const head = new Uint8Array(Math.min(3, source.size));
  source.read(head, 0, head.length, 0);
  return findEncoding(head, true).markBytes;
}

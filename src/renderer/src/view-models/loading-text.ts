import { countOf, formatBytes, formatNumber } from './number-format.ts';

/** How far a file has come on its way into the engine. */
export interface LoadingState {
  /** Bytes on their way to the engine; null once the engine reads. */
  sending: { sent: number; total: number } | null;
  progress: { bytesRead: number; bytesTotal: number | null; rows: number; elapsedMs: number } | null;
}

/** Bytes, rows and time in one short line. */
export function loadingText({ sending, progress }: LoadingState): string {
  if (sending) return `${formatBytes(sending.sent)} of ${formatBytes(sending.total)}`;
  if (!progress) return 'starting';
  const { bytesRead, bytesTotal, rows, elapsedMs } = progress;
  const of = bytesTotal === null ? '' : ` of ${formatBytes(bytesTotal)}`;
  return `${formatBytes(bytesRead)}${of}, ${countOf(rows, 'row')}, ${formatNumber(elapsedMs / 1000, 2)}\u202fs`;
}

/** Share that is done, 0 to 1; null where the end is not known. */
export function loadingShare({ sending, progress }: LoadingState): number | null {
  if (sending) return sending.total > 0 ? sending.sent / sending.total : null;
  if (!progress?.bytesTotal) return null;
  return Math.min(1, progress.bytesRead / progress.bytesTotal);
}

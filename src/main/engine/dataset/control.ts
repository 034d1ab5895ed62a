/**
 * Words shared by the threads that read one file: a stop flag, the next segment to take, KiB read so far (by all), and
 * for each segment the rows read so far.
 */
const stopWord = 0;
const nextWord = 1;
const readWord = 2;
const firstSegmentWord = 4;

export type Control = Int32Array<SharedArrayBuffer>;

export function createControl(segments: number): Control {
  return new Int32Array(new SharedArrayBuffer((firstSegmentWord + segments) * 4));
}

export function stopAll(control: Control): void {
  Atomics.store(control, stopWord, 1);
}

export function isStopped(control: Control): boolean {
  return Atomics.load(control, stopWord) !== 0;
}

/** @returns the index of a segment that no other thread has taken */
export function takeSegment(control: Control): number {
  return Atomics.add(control, nextWord, 1);
}

export function addBytesRead(control: Control, bytes: number): void {
  Atomics.add(control, readWord, Math.round(bytes / 1024));
}

/** Bytes read so far, to the next KiB. */
export function bytesRead(control: Control): number {
  return Atomics.load(control, readWord) * 1024;
}

export function setRows(control: Control, segment: number, rows: number): void {
  Atomics.store(control, firstSegmentWord + segment, rows);
}

export function rowsOf(control: Control, segment: number): number {
  return Atomics.load(control, firstSegmentWord + segment);
}

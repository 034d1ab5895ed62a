/**
 * A thread in a loop receives no messages, so the wish to stop is one shared word that the loop reads.
 */
export type CancelFlag = Int32Array<SharedArrayBuffer>;

export const createCancelFlag = (): CancelFlag => new Int32Array(new SharedArrayBuffer(4));
export const raiseCancelFlag = (flag: CancelFlag): void => void Atomics.store(flag, 0, 1);
export const isCancelled = (flag: CancelFlag): boolean => Atomics.load(flag, 0) !== 0;

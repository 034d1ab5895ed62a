import type { DatasetErrorCode } from '../../../shared/contract/dataset.ts';

/** A table that cannot be read: a code to switch on, what it rests on, and one sentence saying what, where and what to do. */
export class DatasetError extends Error {
  readonly code: DatasetErrorCode;
  readonly details: Readonly<Record<string, string | number>>;

  constructor(code: DatasetErrorCode, message: string, details: Record<string, string | number> = {}) {
    super(message);
    this.name = 'DatasetError';
    this.code = code;
    this.details = details;
  }
}

export function cancelled(): DatasetError {
  return new DatasetError('cancelled', 'Reading was cancelled.');
}

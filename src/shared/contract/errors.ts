import type { FitErrorCode } from '../statistics/fit-error.ts';
import type { DatasetErrorCode } from './dataset.ts';

/** Failures of a request as such. */
export type RequestErrorCode =
  | 'bad-request'
  | 'unknown-dataset'
  | 'unknown-upload'
  | 'not-numeric'
  | 'worker-died'
  | 'not-available'
  | 'not-allowed'
  | 'disconnected'
  | 'internal';

export type ErrorCode = DatasetErrorCode | RequestErrorCode | FitErrorCode;

/** Numbers and names a failure rests on: plain, so that they survive every transport. */
export type ErrorDetails = Readonly<Record<string, number | string | boolean | null | readonly (number | string)[]>>;

/** A failure as it crosses to a client: a code to switch on, one sentence for a person, and what it rests on. */
export interface Failure {
  code: ErrorCode;
  message: string;
  details: ErrorDetails;
}

/** A failure inside the engine or a host, before it becomes a value. */
export class RequestError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = 'RequestError';
    this.code = code;
    this.details = details;
  }
}

/** What a cancelled request answers, everywhere in the same words. */
export const cancelled: Failure = { code: 'cancelled', message: 'Cancelled.', details: {} };

/**
 * Any thrown value as a failure: errors that carry a code keep it (FitError, DatasetError, RequestError); anything else is
 * a defect of the program and is called one.
 */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof Error && 'code' in thrown && 'details' in thrown && typeof thrown.code === 'string')
    return { code: thrown.code as ErrorCode, message: thrown.message, details: thrown.details as ErrorDetails };
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return {
    code: 'internal',
    message: 'Something went wrong inside Bellwether. Your data and fits are still here; please report this.',
    details: { cause: message },
  };
}

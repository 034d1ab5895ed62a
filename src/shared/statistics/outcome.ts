import type { FitError } from './fit-error.ts';

/** A result or, as a value, the reason there is none: one group that cannot be fitted does not take the others with it. */
export type Outcome<Value> =
  | { ok: true; value: Value }
  | { ok: false; error: { code: FitError['code']; message: string; details: FitError['details'] } };

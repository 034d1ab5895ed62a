import { FitError } from './fit-error.ts';

/** A result or, as a value, the reason there is none: one group that cannot be fitted does not take the others with it. */
export type Outcome<Value> =
  | { ok: true; value: Value }
  | { ok: false; error: { code: FitError['code']; message: string; details: FitError['details'] } };

/** What `compute` gives, or the FitError it throws as a value; anything else thrown is a defect and stays thrown. */
export function outcomeOf<Value>(compute: () => Value): Outcome<Value> {
  try {
    return { ok: true, value: compute() };
  } catch (thrown) {
    if (!(thrown instanceof FitError)) throw thrown;
    const { code, message, details } = thrown;
    return { ok: false, error: { code, message, details } };
  }
}

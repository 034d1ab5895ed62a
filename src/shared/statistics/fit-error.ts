/** Why a fit or a closed form could not be computed. The words shown to a person are made from the code and the numbers. */
export type FitErrorCode =
  | 'too-few-rows'
  | 'zero-variance'
  | 'not-positive-definite'
  | 'collinear'
  | 'not-finite'
  | 'invalid-parameter'
  | 'degenerate';

/** A failure of the mathematics: a code to switch on, and the numbers it rests on. Plain data survives any border. */
export class FitError extends Error {
  readonly code: FitErrorCode;
  readonly details: Readonly<Record<string, number | string | readonly number[] | readonly string[]>>;

  /**
   * @param code     what failed
   * @param details  the numbers it rests on, by name
   * @param message  one sentence for a person: what, where, what to do; made from code and details when left out
   */
  constructor(code: FitErrorCode, details: FitError['details'] = {}, message?: string) {
    super(
      message ??
        `${code.replaceAll('-', ' ')} (${Object.entries(details)
          .map(([name, value]) => `${name} = ${String(value)}`)
          .join(', ')})`,
    );
    this.name = 'FitError';
    this.code = code;
    this.details = details;
  }
}

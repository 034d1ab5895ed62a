import { RequestError, failureOf } from '../../../shared/contract/errors.ts';
import type { GaussianMixtureFit } from '../../../shared/statistics/gaussian-mixture.ts';

/** A sentence of the mathematics, which counts columns, with their names in place of the numbers. */
export const nameColumns = (sentence: string, columns: readonly string[]): string =>
  sentence
    .replace(/\b([Cc])olumn (\d+)\b/g, (text, c: string, number: string) => {
      const name = columns[Number(number) - 1];
      return name === undefined ? text : `${c}olumn “${name}”`;
    })
    // A value that went through the scale of the fit and back: 0.19999999999999996 was 0.2.
    .replace(/\d+\.\d{9,}/g, (digits) => String(Number(Number(digits).toPrecision(12))));

export const withNamedColumns = (fit: GaussianMixtureFit, columns: readonly string[]): GaussianMixtureFit => ({
  ...fit,
  remarks: fit.remarks.map((remark) => ({ ...remark, sentence: nameColumns(remark.sentence, columns) })),
});

/** The answer; a failure of the mathematics names the columns that it counts. */
export async function named<Answer>(columns: readonly string[], answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (thrown) {
    const { code, message, details } = failureOf(thrown);
    if (code === 'internal') throw thrown;
    throw new RequestError(code, nameColumns(message, columns), details);
  }
}

import { RequestError, type Failure } from '../../../shared/contract/errors.ts';
import type { MixtureData } from '../../../shared/contract/mixture-requests.ts';

/** @throws {RequestError} `bad-request` where there are more classes than components */
export function checkLabels(names: readonly string[], components: number, data: MixtureData): void {
  const failure = labelsFailure(names, components, data);
  if (failure) throw new RequestError(failure.code, failure.message, failure.details);
}

/** What is wrong where there are more classes than components; null where there are not. */
export function labelsFailure(names: readonly string[], components: number, { labels }: MixtureData): Failure | null {
  const classes = Math.max(names.length, ...(labels?.components ?? []).map((place) => place + 1));
  if (labels === null || classes <= components) return null;
  const message = `Column “${labels.column}” has ${classes} classes: choose at least as many components, or ignore the labels.`;
  return { code: 'bad-request', message, details: { column: labels.column, classes, components } };
}

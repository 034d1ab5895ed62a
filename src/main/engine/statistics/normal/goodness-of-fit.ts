import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { GoodnessOfFit, NormalityTest } from '../../../../shared/statistics/goodness-of-fit.ts';
import { moments, type Moments } from '../descriptive/moments.ts';
import { sortedValues } from '../descriptive/sorted-values.ts';
import { andersonDarling, andersonDarlingNeeds } from './anderson-darling.ts';
import { largestGap } from './largest-gap.ts';
import { lilliefors, lillieforsNeeds } from './lilliefors.ts';
import { normalityVerdict } from './normality-verdict.ts';

/**
 * How well the normal fitted to a column describes it: tests valid with estimated parameters at any n, and the largest
 * gap between the two distribution functions, which says how much it matters.
 * @param sorted   the column's values, ascending, shape (n,)
 * @param moments  of these values
 * @throws {FitError} `too-few-rows` for n < 2; `zero-variance` where all values are equal
 */
export function goodnessOfFitOf(sorted: Float64Array, { n, mean, sdMle, sdSample }: Moments): GoodnessOfFit {
  if (n < 2 || mean === null)
    throw new FitError('too-few-rows', { n, needed: 2 }, 'A test of normality needs at least two values.');
  if (sdMle === null || sdSample === null) throw new FitError('not-finite', { n, mean });
  if (sdMle === 0)
    throw new FitError('zero-variance', { n, value: mean }, `All ${n} values are ${mean}: there is no shape to test.`);
  const tests: NormalityTest[] = [];
  if (n >= andersonDarlingNeeds) tests.push(andersonDarling(sorted, mean, sdSample));
  if (n >= lillieforsNeeds) tests.push(lilliefors(sorted, mean, sdSample));
  const result = { n, tests, largestGap: largestGap(sorted, mean, sdMle), tiedShare: tiedShare(sorted) };
  return { ...result, verdict: normalityVerdict(result) };
}

/** Goodness of fit of the normal fitted to a column's finite values, on one thread. */
export function goodnessOfFit(values: Float64Array): GoodnessOfFit {
  return goodnessOfFitOf(sortedValues(values), moments(values));
}

/** Share of values that equal another one. */
function tiedShare(sorted: Float64Array): number {
  const n = sorted.length;
  let tied = 0;
  for (let i = 0; i < n; i++) if (sorted[i] === sorted[i - 1] || sorted[i] === sorted[i + 1]) tied++;
  return tied / n;
}

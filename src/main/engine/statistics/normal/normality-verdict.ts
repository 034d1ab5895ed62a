import type { GoodnessOfFit } from '../../../../shared/statistics/goodness-of-fit.ts';

/** Level at which a departure from normal is called more than chance. */
const significance = 0.05;
/** A gap below this is small enough that most uses of a normal stand. */
const smallGap = 0.02;
/** From here on, a gap is plain to see in the chart. */
const largeGap = 0.05;

/** What tests and effect size say together, one sentence: a test alone answers only whether n was large enough to see a departure. */
export function normalityVerdict({ n, tests, largestGap, tiedShare }: Omit<GoodnessOfFit, 'verdict'>): string {
  const gap = `${percent(largestGap.gap)} of the values, near ${short(largestGap.at)}`;
  const test = tests.find(({ test }) => test === 'anderson-darling') ?? tests[0];
  if (!test || n < 20) {
    const few = `${n} values are too few to tell a normal column from another`;
    return test && test.pValue < significance
      ? `Not like a normal even in ${n} values: data and curve part by up to ${gap} (${probability(test.pValue)}).`
      : `${few}: data and curve part by up to ${gap}.`;
  }
  const ties =
    tiedShare > 0.5
      ? ` Since ${percent(tiedShare)} of the values repeat another, rounding alone can make the tests reject.`
      : '';
  if (test.pValue >= significance) {
    return `Nothing here speaks against a normal: data and curve part by up to ${gap}, as chance alone would have it (${probability(test.pValue)}).`;
  }
  if (largestGap.gap < smallGap) {
    return `Close to a normal, though not exactly one: with ${n.toLocaleString('en-US')} values even a gap of ${gap} is more than chance (${probability(test.pValue)}); judge by the gap.${ties}`;
  }
  const size = largestGap.gap < largeGap ? 'Visibly but moderately off a normal' : 'Not a normal';
  return `${size}: data and curve part by up to ${gap}, more than chance (${probability(test.pValue)}).${ties}`;
}

function probability(pValue: number): string {
  return pValue < 0.0001 ? 'p < 0.0001' : `p = ${short(pValue, 2)}`;
}

function percent(share: number): string {
  return `${short(100 * share, 2)} %`;
}

function short(value: number, digits = 4): string {
  return String(Number(value.toPrecision(digits)));
}

import type { BootstrapEstimate, BootstrapSummary } from '../../../shared/statistics/bootstrap-summary.ts';
import type { GroupingStep } from '../../../shared/statistics/component-groups.ts';
import type { GaussianMixture } from '../../../shared/statistics/gaussian-mixture.ts';
import type { LikelihoodRatioTest } from '../../../shared/statistics/likelihood-ratio-test.ts';
import type { NullCheck } from '../../../shared/statistics/null-check.ts';
import { countOf, formatFixed, formatNumber, formatPValue } from './number-format.ts';

/** What the bootstrap of the likelihood ratio says of K against K + 1 components. */
export function likelihoodRatioSentence(
  { statistic, simulated, failed, pValue }: LikelihoodRatioTest,
  K: number,
): string {
  const reached = simulated.filter((value) => value >= statistic).length;
  const left = failed > 0 ? ` (${failed} more had no honest fit)` : '';
  const verdict =
    pValue <= 0.05
      ? `${countOf(K + 1, 'component')} describe more than chance`
      : `chance alone makes ${countOf(K + 1, 'component')} look as good, so nothing speaks against ${K}`;
  return (
    `2(ℓ of ${K + 1} − ℓ of ${K}) = ${formatNumber(statistic, 5)}; of ${countOf(simulated.length, 'sample')} ` +
    `drawn from the fit with ${K}${left}, ${reached} reached it: p = ${formatPValue(pValue)}. So ${verdict}.`
  );
}

export function nullCheckSentence({ called, samples }: NullCheck): string {
  const often =
    called === 0
      ? 'One Gaussian is hardly taken for several here.'
      : called > 0.05 * samples
        ? 'Rounding or few rows alone can make one Gaussian look like several here.'
        : 'One Gaussian is seldom taken for several here.';
  return `BIC called ${called} of ${countOf(samples, 'sample')} of one Gaussian several. ${often}`;
}

/** From components to one group: how many groups, which were joined last, and how uncertain the rows' groups are. */
export function groupingLines(
  path: readonly GroupingStep[],
  names: readonly string[],
): { groups: number; joined: string; entropy: number }[] {
  return path.map(({ groups, entropy }, step) => {
    const before = new Set(path[step - 1]?.groups.map(keyOf) ?? []);
    const joined = step === 0 ? undefined : groups.find((group) => !before.has(keyOf(group)));
    return { groups: groups.length, joined: joined?.map((k) => names[k]).join(' + ') ?? 'none', entropy };
  });
}

const keyOf = (group: readonly number[]): string => [...group].sort((a, b) => a - b).join();

/** Weight, means and standard deviations of one component, each with its interval. */
export function intervalLines(
  { weights, means, covariances }: BootstrapSummary,
  mixture: GaussianMixture,
  k: number,
  columns: readonly string[],
): { label: string; value: string; interval: string; estimate: BootstrapEstimate }[] {
  const line = (label: string, value: number, given: BootstrapEstimate | undefined, root = false) => {
    // The root keeps the order of replicates, so the ends of a variance's interval are those of its root.
    const [low = NaN, high = NaN] = given?.interval.map((end) => (root ? Math.sqrt(end) : end)) ?? [];
    // Of a root the standard error is that of the variance by the slope of the root, 1 / 2σ.
    const slope = root ? 1 / (2 * Math.sqrt(value)) : 1;
    const estimate: BootstrapEstimate = {
      interval: [low, high],
      standardError: (given?.standardError ?? NaN) * slope,
    };
    // Two digits of the interval's width: more would be the chance of the replicates.
    const decimals = high > low ? Math.max(0, 2 - Math.floor(Math.log10(high - low))) : 4;
    const text = (number: number): string => formatFixed(number, Math.min(decimals, 12));
    return { label, value: text(root ? Math.sqrt(value) : value), interval: `${text(low)} to ${text(high)}`, estimate };
  };
  return [
    line('φ', mixture.weights[k]!, weights[k]),
    ...columns.map((column, i) => line(`μ ${column}`, mixture.means[k]![i]!, means[k]?.[i])),
    ...columns.map((column, i) => line(`σ ${column}`, mixture.covariances[k]![i]![i]!, covariances[k]?.[i]?.[i], true)),
  ];
}

/** `below 67.1: Component 2`, from the lowest region to the highest. */
export function regionLines(
  crossings: readonly number[],
  winners: readonly number[],
  names: readonly string[],
  write: (x: number) => string,
): string[] {
  return winners.map((winner, i) => {
    const [from, to] = [crossings[i - 1], crossings[i]];
    const where =
      from === undefined
        ? to === undefined
          ? 'everywhere'
          : `below ${write(to)}`
        : to === undefined
          ? `above ${write(from)}`
          : `${write(from)} to ${write(to)}`;
    return `${where}: ${names[winner] ?? ''}`;
  });
}

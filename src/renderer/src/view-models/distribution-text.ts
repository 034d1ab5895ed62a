import type { DistributionKind, UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';
import { formatNumber } from './number-format.ts';

/** A parameter that can be set: its key, its name, and how far an arrow key moves it. */
export interface DistributionParameter {
  key: string;
  label: string;
  step: number;
}

type NamedKind = Exclude<DistributionKind, 'mixture'>;

/** Distributions by name, in the order in which they are offered, as they are first drawn. */
export const namedDistributions: readonly Exclude<UnivariateDistribution, { kind: 'mixture' }>[] = [
  { kind: 'uniform', from: 0, to: 1 },
  { kind: 'exponential', rate: 1 },
  { kind: 'bernoulli', probability: 0.3 },
  { kind: 'poisson', mean: 2 },
  { kind: 'lognormal', mean: 0, sd: 1 },
  { kind: 'cauchy', location: 0, scale: 1 },
  { kind: 'normal', mean: 0, sd: 1 },
];

export const distributionNames: Record<DistributionKind, string> = {
  uniform: 'Uniform',
  exponential: 'Exponential',
  bernoulli: 'Bernoulli',
  poisson: 'Poisson',
  lognormal: 'Lognormal',
  cauchy: 'Cauchy',
  normal: 'Normal',
  mixture: 'Gaussian mixture',
};

export const distributionParameters: Record<NamedKind, readonly DistributionParameter[]> = {
  uniform: [
    { key: 'from', label: 'from', step: 0.5 },
    { key: 'to', label: 'to', step: 0.5 },
  ],
  exponential: [{ key: 'rate', label: 'rate λ', step: 0.1 }],
  bernoulli: [{ key: 'probability', label: 'probability of 1', step: 0.05 }],
  poisson: [{ key: 'mean', label: 'mean λ', step: 0.5 }],
  lognormal: [
    { key: 'mean', label: 'mean of ln x', step: 0.1 },
    { key: 'sd', label: 'sd of ln x', step: 0.1 },
  ],
  cauchy: [
    { key: 'location', label: 'location', step: 0.5 },
    { key: 'scale', label: 'scale', step: 0.1 },
  ],
  normal: [
    { key: 'mean', label: 'mean μ', step: 0.5 },
    { key: 'sd', label: 'sd σ', step: 0.1 },
  ],
};

/** `Exponential (1)`: the parameters in their order, for where there is little room. */
export function shortDistributionText(distribution: UnivariateDistribution): string {
  const name = distributionNames[distribution.kind];
  if (distribution.kind === 'mixture') return name;
  const values = distribution as unknown as Record<string, number>;
  const written = distributionParameters[distribution.kind].map(({ key }) => formatNumber(values[key] ?? NaN, 4));
  return `${name} (${written.join(', ')})`;
}

/** `Exponential (rate λ = 1)`; a mixture by its number of components. */
export function distributionText(distribution: UnivariateDistribution): string {
  const name = distributionNames[distribution.kind];
  if (distribution.kind === 'mixture') return `${name} (K = ${distribution.weights.length})`;
  const values = distribution as unknown as Record<string, number>;
  const written = distributionParameters[distribution.kind].map(
    ({ key, label }) => `${label} = ${formatNumber(values[key] ?? NaN, 6)}`,
  );
  return `${name} (${written.join(', ')})`;
}

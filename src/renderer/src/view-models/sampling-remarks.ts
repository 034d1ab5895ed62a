import {
  sizeOfFadedSkewness,
  skewnessOfMean,
  smallSkewness,
  type NormalLimit,
} from '../../../shared/statistics/sampling-limit.ts';
import type { SamplingStatistic } from '../../../shared/statistics/sampling-statistic.ts';
import type { UnivariateDistribution } from '../../../shared/statistics/univariate-distribution.ts';
import type { PopulationMoments } from '../../../shared/statistics/univariate-moments.ts';
import { formatCount, formatNumber } from './number-format.ts';
import { statisticText } from './statistic-text.ts';

export interface SamplingRemarksRequest {
  distribution: UnivariateDistribution | null;
  moments: PopulationMoments;
  statistic: SamplingStatistic;
  size: number;
  blockRows: number;
  limit: NormalLimit | null;
  /** Of the statistics drawn. */
  measured: PopulationMoments & { repeats: number };
  /** Correlation of neighbouring rows; null where it is not known. */
  serialCorrelation: number | null;
}

/** What a person should know before believing the bell, one sentence each. */
export interface SamplingRemark {
  kind: 'warning' | 'note';
  text: string;
}

/** Neighbours whose correlation is above this in size cannot be taken for independent. */
const seenCorrelation = 0.1;

export function samplingRemarks(request: SamplingRemarksRequest): SamplingRemark[] {
  const { statistic } = request;
  const adds = statistic.kind === 'mean' || statistic.kind === 'sum';
  return [
    ...(request.distribution?.kind === 'cauchy' ? [cauchyRemark(request)] : []),
    ...(request.blockRows > 1 && adds ? dependence(request) : []),
    ...(request.blockRows === 1 ? neighbours(request) : []),
    ...(adds ? fading(request) : limitOf(request)),
  ];
}

function cauchyRemark({ statistic }: SamplingRemarksRequest): SamplingRemark {
  const text: Partial<Record<SamplingStatistic['kind'], string>> = {
    mean: 'A Cauchy has no mean for the means to settle on: the mean of N draws is as wide as a single draw, whatever N. The dashed curve is its exact distribution, the Cauchy itself.',
    sum: 'A Cauchy has no mean and no variance, so its sums have no normal limit: they are N times as wide as a single draw, not √N times.',
    median: 'A Cauchy has no mean, but it has a median: the medians of N draws do become normal.',
    quantile: 'A Cauchy has no mean, but it has quantiles: those of N draws do become normal.',
  };
  const known = text[statistic.kind];
  if (known && (statistic.kind === 'median' || statistic.kind === 'quantile')) return { kind: 'note', text: known };
  return {
    kind: 'warning',
    text:
      known ?? `A Cauchy has no variance: the ${statisticText(statistic)} of N draws grows with N and never settles.`,
  };
}

function dependence({ limit, measured, blockRows, size, statistic }: SamplingRemarksRequest): SamplingRemark[] {
  if (!limit || measured.sd === null || measured.repeats < 100) return [];
  const ratio = (measured.sd / limit.sd) ** 2;
  const formula = statistic.kind === 'mean' ? 'σ²/N' : 'Nσ²';
  if (Math.abs(ratio - 1) < 0.1)
    return [
      {
        kind: 'note',
        text: `Blocks of ${formatCount(blockRows)} rows change little here: the variance is ${formatNumber(ratio, 3)} times ${formula}, so neighbouring rows hardly depend on each other.`,
      },
    ];
  return [
    {
      kind: 'warning',
      text: `The ${formatCount(blockRows)} rows of a block depend on each other: the variance is ${formatNumber(ratio, 3)} times ${formula}, as if N were ${formatNumber(size / ratio, 3)} and not ${formatCount(size)}.`,
    },
  ];
}

function neighbours({ serialCorrelation, distribution }: SamplingRemarksRequest): SamplingRemark[] {
  if (distribution || serialCorrelation === null || Math.abs(serialCorrelation) < seenCorrelation) return [];
  return [
    {
      kind: 'note',
      text: `Neighbouring rows of this column have correlation ${formatNumber(serialCorrelation, 2)}. Drawn singly they are independent; draw them in blocks to see what their dependence does to σ²/N.`,
    },
  ];
}

function fading({ moments, size, statistic, limit }: SamplingRemarksRequest): SamplingRemark[] {
  const { skewness } = moments;
  if (!limit || skewness === null) return [];
  const faded = sizeOfFadedSkewness(skewness);
  const now = skewnessOfMean(skewness, size);
  const many = statisticText(statistic, true);
  if (Math.abs(skewness) < 1e-9)
    return [{ kind: 'note', text: `The population is symmetric: the ${many} have no skewness at any N.` }];
  const small = formatNumber(smallSkewness);
  if (size >= faded)
    return [
      {
        kind: 'note',
        text: `The ${many} have skewness ${formatNumber(now, 2)}: it has been below ${small} since N = ${formatCount(faded)}.`,
      },
    ];
  const slow = faded > 1000 ? 'This population is slow: its' : 'Its';
  return [
    {
      kind: faded > 1000 ? 'warning' : 'note',
      text: `${slow} skewness ${formatNumber(skewness, 3)} shrinks with √N to ${formatNumber(now, 2)} at N = ${formatCount(size)}, and falls below ${small} only at N = ${formatCount(faded)}.`,
    },
  ];
}

function limitOf({ statistic, limit, distribution, moments }: SamplingRemarksRequest): SamplingRemark[] {
  if (distribution?.kind === 'cauchy') return [];
  const name = statisticText(statistic);
  switch (statistic.kind) {
    case 'minimum':
    case 'maximum':
    case 'range':
      return [
        {
          kind: 'note',
          text: `No bell is drawn: the ${name} of N follows the tail of the population, and its limit is not normal.`,
        },
      ];
    case 'median':
    case 'quantile':
      return limit
        ? [
            {
              kind: 'note',
              text: `The bell is known from the population’s density at its ${name}: 𝒩(q, p(1 − p) / (N f(q)²)).`,
            },
          ]
        : [
            {
              kind: 'note',
              text: `No bell is drawn: the limit of the ${name} needs the population’s density there, which ${distribution ? 'does not exist for single values' : 'a column does not give'}.`,
            },
          ];
    default:
      return limit && moments.excessKurtosis !== null
        ? [
            {
              kind: 'note',
              text: `The bell’s width comes from the population’s excess kurtosis, ${formatNumber(moments.excessKurtosis, 3)}: heavy tails make a ${name} uncertain, light ones make it sure.`,
            },
          ]
        : [];
  }
}

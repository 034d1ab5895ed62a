import { describe, expect, test } from 'vitest';
import { mixtureRegions } from '../../../shared/statistics/mixture-regions.ts';
import { normalDensity } from '../../../shared/statistics/normal.ts';
import {
  bootstrapIntervalDerivation,
  crossingDerivation,
  groupEntropyDerivation,
  likelihoodRatioDerivation,
  misclassifiedDerivation,
  nullShareDerivation,
} from './check-formulas.ts';
import type { Derivation } from './derivation.ts';
import { spoken } from './formula.ts';

const text = ({ substituted }: Derivation): string =>
  substituted.map(spoken).join(' ; ').replaceAll('\u202f', ' ').replaceAll('\u2009', '');

test('p counts the rows as one sample more: 1 of 99 reached it, (1 + 1) / (1 + 99)', () => {
  const simulated = [7, ...Array.from({ length: 98 }, () => 1)];
  expect(text(likelihoodRatioDerivation({ statistic: 6.5, simulated, failed: 0, pValue: 0.02 }))).toBe(
    'Λ = 6.5 ; p = (1 + 1) / (1 + 99) = 0.02',
  );
});

test('an interval ends where its shares of the refits do', () => {
  const derivation = bootstrapIntervalDerivation(
    'μ',
    { interval: [4.213, 4.351], standardError: 0.035 },
    { replicates: 200, confidence: 0.95 },
  );
  expect(derivation.rule.map(spoken).join().replaceAll('\u202f', ' ')).toContain('2.5 %');
  expect(derivation.rule.map(spoken).join().replaceAll('\u202f', ' ')).toContain('97.5 %');
  expect(text(derivation)).toBe('lower = 4.213 ; upper = 4.351 ; SE = 0.035');
});

test('entropy and share end in the numbers they explain', () => {
  expect(text(groupEntropyDerivation(2, 12.5))).toBe('E = 12.5 ; G = 2');
  expect(text(groupEntropyDerivation(1, 0))).toBe('E = 0 ; G = 1');
  expect(text(nullShareDerivation({ called: 12, samples: 96, chosen: [] }))).toBe('= (12) / (96) = 12.5 %');
});

describe('regions of two normals', () => {
  const mixture = { weights: [0.6, 0.4], means: [[0], [4]], covariances: [[[1]], [[2.25]]], noise: null };
  const parts = [0, 1].map((k) => ({
    id: k,
    weight: mixture.weights[k]!,
    mean: mixture.means[k]![0]!,
    variance: mixture.covariances[k]![0]![0]!,
  })) as [Parameters<typeof crossingDerivation>[1], Parameters<typeof crossingDerivation>[2]];
  const { crossings, winners, misclassified, misclassifiedByComponent } = mixtureRegions(mixture);

  test('both sides of a crossing are equally high there', () => {
    // The other crossing lies far out, where both are nearly nothing.
    expect(crossings.filter((x) => x > 0 && x < 4)).toHaveLength(1);
    for (const [place, x] of crossings.entries()) {
      if (x < 0 || x > 4) continue;
      const [from, to] = [parts[winners[place]!]!, parts[winners[place + 1]!]!];
      const written = Number(/both = ([\d.]+)/.exec(text(crossingDerivation(x, from, to)))![1]);
      for (const { weight, mean, variance } of [from, to])
        // Written with five digits.
        expect(written / (weight * normalDensity(x, mean, Math.sqrt(variance)))).toBeCloseTo(1, 4);
    }
  });

  test('the wrong share is the weighted sum of the components’ shares', () => {
    const written = text(misclassifiedDerivation(mixture.weights, misclassifiedByComponent, [0, 1], misclassified));
    const [, a, b, c, d, sum] = /= ([\d.]+) · ([\d.]+) \+ ([\d.]+) · ([\d.]+) ; = ([\d.]+)/.exec(written)!.map(Number);
    // Shares are written with three digits.
    expect(a! * b! + c! * d!).toBeCloseTo(sum!, 3);
    expect(sum).toBeCloseTo(misclassified, 4);
  });
});

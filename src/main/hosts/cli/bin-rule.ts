import type { BinRule } from '../../../shared/statistics/histogram.ts';
import { UsageError } from './command.ts';

const rules = ['freedman-diaconis', 'scott', 'sturges', 'doane'] as const;
const mostBins = 2000;

/** `scott`, `20`, `width:0.5`; null, for the automatic rule, when left out. @throws {UsageError} */
export function readBinRule(given: string | undefined): BinRule | null {
  if (given === undefined) return null;
  const rule = rules.find((name) => name === given);
  if (rule !== undefined) return { kind: rule };
  const count = Number(given);
  if (/^\d+$/.test(given) && count >= 1 && count <= mostBins) return { kind: 'count', count };
  const width = Number(/^width:(.+)$/.exec(given)?.[1]);
  if (width > 0 && Number.isFinite(width)) return { kind: 'width', width };
  throw new UsageError(`--bins takes ${rules.join(', ')}, a number from 1 to ${mostBins}, or width:W, not “${given}”.`);
}

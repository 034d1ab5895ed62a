import type { BinRule } from './histogram.ts';

/**
 * The rule of a histogram nobody chose one for: Doane's shows two humps of a few hundred values where the quartiles of
 * Freedman and Diaconis lie too far apart; theirs has the finer bins that many values allow.
 */
export function automaticRule(rows: number): BinRule {
  return { kind: rows < 5000 ? 'doane' : 'freedman-diaconis' };
}

import type { Formula } from './formula.ts';

/** How a number on the screen comes about: the rule, the same with the current values, and why it is so in one sentence. */
export interface Derivation {
  /** Each fits the width of the inspector. */
  rule: Formula[];
  substituted: Formula[];
  why: string;
}

// Writes src/main/engine/statistics/normal/simulated-tables.ts from test-data/normality/simulated.json, the output of
// simulate-normality-tables.mjs.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));
const { confidences, tails, samples } = JSON.parse(readFileSync(path('test-data/normality/simulated.json'), 'utf8'));
// Quantiles of 1 in 10 000 need many samples; from n = 1000 on the distribution hardly changes.
const manySamples = samples.filter(({ repeats }) => repeats >= 200_000);
const rows = (name, sizes) => sizes.map((size) => `  { n: ${size.n}, values: [${size[name].join(', ')}] },`).join('\n');

writeFileSync(
  path('src/main/engine/statistics/normal/simulated-tables.ts'),
  `// Written by scripts/write-normality-tables.mjs from test-data/normality/simulated.json.
import type { AtSize } from './interpolate.ts';

/** Confidences for which band levels were simulated, ascending. */
export const bandConfidences: readonly number[] = [${confidences.join(', ')}];

/** Level γ of each order statistic at which all n of a normal sample pass with these confidences, μ̂ and σ̂ (÷ n) estimated. */
// prettier-ignore
export const bandLevels: readonly AtSize[] = [
${rows('band', samples)}
];

/** Upper tail probabilities of the quantiles below, descending. */
export const lillieforsTails: readonly number[] = [
  ${tails.join(', ')},
];

/** Upper quantiles of D · (√n − 0.01 + 0.85/√n) for normal samples, μ̂ and s estimated. */
// prettier-ignore
export const lillieforsQuantiles: readonly AtSize[] = [
${rows('lilliefors', manySamples)}
];
`,
);

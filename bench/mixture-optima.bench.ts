// Log-likelihoods with default settings against mclust's and scikit-learn's with 20 starts, on every case of
// test-data/mixture/cases (made by scripts/mixture-cases.R and .py, which hold the commands).
//   npm run bench mixture-optima              the comparison
//   npm run bench mixture-optima hard 200     also: which cases are hard, and in how many the best known optimum is found
import { readFileSync } from 'node:fs';
import { fitGaussianMixture } from '../src/main/engine/statistics/gaussian-mixture/fit.ts';
import type { GaussianMixtureFit } from '../src/shared/statistics/gaussian-mixture.ts';
import { covarianceModelNamed } from '../src/shared/statistics/covariance-models.ts';

const folder = 'test-data/mixture/cases';
const table = (name: string): string[][] =>
  readFileSync(`${folder}/${name}.csv`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
const columnsOf = (name: string): Float64Array[] => {
  const rows = table(name);
  return rows[0]!.map((_, j) => Float64Array.from(rows, (row) => Number(row[j])));
};

const key = (data: string, K: string, model: string): string => `${data} ${K} ${model}`;
const peers = new Map<string, { mclust: number; scikitLearn: number }>();
for (const [data, K, model, value] of table('mclust'))
  peers.set(key(data!, K!, model!), { mclust: value === 'NA' ? NaN : Number(value), scikitLearn: NaN });
for (const [data, K, model, value] of table('scikit-learn'))
  peers.get(key(data!, K!, model!))!.scikitLearn = Number(value);

const hard = process.argv[2] === 'hard' ? Number(process.argv[3] ?? 200) : 0;
const only = process.argv[2] === 'only' ? process.argv[3] : null;
const fit = (name: string, starts: number, seed: number): GaussianMixtureFit | null => {
  const [data, K, model] = name.split(' ') as [string, string, string];
  try {
    return fitGaussianMixture(
      { columns: columnsOf(data) },
      { components: Number(K), covarianceModel: covarianceModelNamed(model)!, seed, starts },
    );
  } catch {
    return null;
  }
};

const counts = { cases: 0, none: 0, behindMclust: 0, behindScikitLearn: 0, aheadOfMclust: 0, aheadOfScikitLearn: 0 };
const difficult = { cases: 0, own: 0, mclust: 0, scikitLearn: 0 };
const begun = performance.now();
for (const [name, { mclust, scikitLearn }] of peers) {
  if (only && !name.startsWith(only)) continue;
  counts.cases++;
  const found = fit(name, 20, 1);
  const own = found?.logLikelihood ?? NaN;
  if (!found) counts.none++;
  // What a peer found and the referee rejects is no match: it is in the landscape, flagged.
  const rejected = (value: number): boolean =>
    found?.starts.some((start) => start.degeneracy !== null && Math.abs(start.logLikelihood - value) < 0.5) ?? false;
  for (const [peer, value, behind, ahead] of [
    ['mclust', mclust, 'behindMclust', 'aheadOfMclust'],
    ['scikit-learn', scikitLearn, 'behindScikitLearn', 'aheadOfScikitLearn'],
  ] as const) {
    if (own - value > 0.05) counts[ahead]++;
    if (found && value - own > 0.05) {
      counts[behind]++;
      console.log(
        name.padEnd(18),
        `own ${own.toFixed(3)}, ${peer} ${value.toFixed(3)}`,
        rejected(value) ? '(a rejected solution)' : '',
      );
    }
  }
  if (!found)
    console.log(
      name.padEnd(18),
      `no honest solution; mclust ${mclust.toFixed(3)}, scikit-learn ${scikitLearn.toFixed(3)}`,
    );
  if (hard && found) {
    const many = fit(name, hard, 77)!;
    const drawn = many.starts.filter((start) => start.method !== 'split-and-merge' && start.solution >= 0);
    const best = Math.max(many.logLikelihood, own);
    const reached =
      drawn.filter((start) => start.degeneracy === null && start.logLikelihood > best - 0.05).length / drawn.length;
    if (reached >= 0.4) continue;
    difficult.cases++;
    if (own > best - 0.05) difficult.own++;
    if (mclust > best - 0.05) difficult.mclust++;
    if (scikitLearn > best - 0.05) difficult.scikitLearn++;
  }
}
console.log(counts, `${((performance.now() - begun) / 1000).toFixed(1)} s`);
if (hard) console.log('hard cases, and best known optimum found by', difficult);

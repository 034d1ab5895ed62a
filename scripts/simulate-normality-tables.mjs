// Simulates what has no closed form about a normal sample whose mean and standard deviation were estimated from it:
//   band        the level γ at which every order statistic is tested on its own so that all n pass with a given confidence,
//               with μ̂ and σ̂ (÷ n): the quantile-quantile plot's simultaneous band
//   lilliefors  upper tail of Lilliefors' D · (√n − 0.01 + 0.85/√n), with μ̂ and s (÷ (n − 1))
//   andersonDarling  upper tail of A² (1 + 0.75/n + 2.25/n²), to check the published formulas against
// Seeded, so that it writes the same numbers wherever it runs: about 20 minutes on one processor. Sizes may be named.
//   node scripts/simulate-normality-tables.mjs > test-data/normality/simulated.json
//   node scripts/write-normality-tables.mjs
import betaCumulative from '@stdlib/stats-base-dists-beta-cdf';
import erfc from '@stdlib/math-base-special-erfc';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';

/** Sample size → how many samples. */
const sizes = new Map([
  ...[3, 4, 5, 6, 8, 10, 15, 20, 30, 50, 100, 200, 500].map((n) => [n, 400_000]),
  [1000, 200_000],
  [3000, 66_667],
  [10_000, 20_000],
  [100_000, 20_000],
  [1_000_000, 2000],
]);
const asked = process.argv.slice(2).map(Number);
const confidences = [0.5, 0.8, 0.9, 0.95, 0.99];
const tails = [
  0.99, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.15, 0.1, 0.05, 0.025, 0.01, 0.005, 0.0025, 0.001, 0.0005,
  0.0001,
];

/** xoshiro128** [BlackmanVigna2021]: 53-bit uniforms in (0, 1). */
function uniforms(seed) {
  const state = new Uint32Array(4);
  for (let i = 0; i < 4; i++) {
    seed = (seed + 0x9e3779b9) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    state[i] = mixed ^ (mixed >>> 16);
  }
  const next = () => {
    const product = Math.imul(state[1], 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result >>> 0;
  };
  return () => ((next() >>> 6) * 134217728 + (next() >>> 5) + 0.5) / 9007199254740992;
}

/** Normal deviate of P(Binomial(n, p) ≤ k), good to about 1e-3 [PeizerPratt1968]: finds the points worth an exact level. */
function peizerPratt(k, n, p, q) {
  const a = k + 0.5;
  const b = n - k - 0.5;
  const d = k + 2 / 3 - (n + 1 / 3) * p + 0.02 * (q / (k + 1) - p / (n - k) + (q - 0.5) / (n + 1));
  const away = a * Math.log(a / (n * p)) + b * Math.log(b / (n * q));
  return Math.abs(a - n * p) < 1e-9
    ? 0
    : (d / Math.abs(a - n * p)) * Math.sqrt((2 * Math.max(0, away)) / (1 + 1 / (6 * n)));
}

function simulate(n, repeats, random) {
  const z = new Float64Array(n);
  const levels = new Float64Array(repeats);
  const gaps = new Float64Array(repeats);
  const squares = new Float64Array(repeats);
  const lower = new Float64Array(n);
  const upper = new Float64Array(n);
  for (let repeat = 0; repeat < repeats; repeat++) {
    // Sorted uniforms are running sums of exponentials over their total; sorted normals are their quantiles.
    let total = 0;
    for (let i = 0; i < n; i++) z[i] = total -= Math.log(random());
    total -= Math.log(random());
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const share = z[i] / total;
      z[i] = share < 0.5 ? normalQuantile(share, 0, 1) : -normalQuantile((total - z[i]) / total, 0, 1);
      sum += z[i];
    }
    const mean = sum / n;
    let spread = 0;
    for (let i = 0; i < n; i++) spread += (z[i] - mean) ** 2;
    const sdSample = Math.sqrt(spread / (n - 1));
    const sdMle = Math.sqrt(spread / n);
    let gap = 0;
    for (let i = 0; i < n; i++) {
      const t = (z[i] - mean) / sdSample;
      lower[i] = 0.5 * erfc(-t * Math.SQRT1_2);
      upper[i] = 0.5 * erfc(t * Math.SQRT1_2);
      gap = Math.max(gap, (i + 1) / n - lower[i], lower[i] - i / n);
    }
    gaps[repeat] = gap * (Math.sqrt(n) - 0.01 + 0.85 / Math.sqrt(n));
    let square = 0;
    for (let i = 0; i < n; i++) square -= (2 * i + 1) * (Math.log(lower[i]) + Math.log(upper[n - 1 - i]));
    squares[repeat] = (square / n - n) * (1 + 0.75 / n + 2.25 / (n * n));
    // The three order statistics that stand out most, then their exact levels.
    const most = [0, 0, 0];
    const where = [0, 0, 0];
    for (let i = 0; i < n; i++) {
      const t = (z[i] - mean) / sdMle;
      const p = 0.5 * erfc(-t * Math.SQRT1_2);
      const q = 0.5 * erfc(t * Math.SQRT1_2);
      // P(U₍ᵢ₊₁₎ ≤ p) = P(Binomial(n, p) > i); either side of the point, whichever stands out more.
      const out = Math.max(peizerPratt(i, n, p, q), peizerPratt(n - 1 - i, n, q, p));
      if (out > most[0]) {
        most[0] = out;
        where[0] = i;
        for (let k = 0; k < 2 && most[k] > most[k + 1]; k++) {
          [most[k], most[k + 1]] = [most[k + 1], most[k]];
          [where[k], where[k + 1]] = [where[k + 1], where[k]];
        }
      }
    }
    let level = 1;
    for (const i of where) {
      const t = (z[i] - mean) / sdMle;
      const below = betaCumulative(0.5 * erfc(-t * Math.SQRT1_2), i + 1, n - i);
      const above = betaCumulative(0.5 * erfc(t * Math.SQRT1_2), n - i, i + 1);
      level = Math.min(level, 2 * below, 2 * above);
    }
    levels[repeat] = level;
  }
  const quantile = (values, p) => values[Math.min(repeats - 1, Math.floor(p * repeats))];
  levels.sort();
  gaps.sort();
  squares.sort();
  return {
    n,
    repeats,
    band: confidences.map((confidence) => Number(quantile(levels, 1 - confidence).toPrecision(4))),
    lilliefors: tails.map((tail) => Number(quantile(gaps, 1 - tail).toFixed(4))),
    andersonDarling: tails.map((tail) => Number(quantile(squares, 1 - tail).toFixed(4))),
  };
}

const results = [];
for (const [index, [n, repeats]] of [...sizes].entries()) {
  if (asked.length > 0 && !asked.includes(n)) continue;
  results.push(simulate(n, repeats, uniforms(20261122 + index)));
  process.stderr.write(`n = ${n}: ${repeats} samples\n`);
}
const rows = results.map((result) => `    ${JSON.stringify(result)}`).join(',\n');
console.log(
  `{\n  "confidences": ${JSON.stringify(confidences)},\n  "tails": ${JSON.stringify(tails)},\n  "samples": [\n${rows}\n  ]\n}`,
);

// Writes the generated files of resources/samples. Seeded: the same bytes wherever it runs, which a test checks.
//   node scripts/generate-samples.mjs
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Name and text of every generated sample. */
export function generatedSamples() {
  return { 'heights.csv': heights(), 'three-groups.csv': threeGroups(), 'heavy-tails.csv': heavyTails() };
}

/** 2000 people of 18 years: height normal within each sex, weight lognormal about what the height lets expect. */
function heights() {
  const random = generator(18);
  const rows = Array.from({ length: 2000 }, () => {
    const female = random.uniform() < 0.5;
    const height = female ? 163.8 + 6.4 * random.normal() : 177.4 + 6.9 * random.normal();
    const weight = (female ? 21.6 : 22.2) * (height / 100) ** 2 * Math.exp(0.13 * random.normal() + 0.008);
    return [female ? 'female' : 'male', height.toFixed(1), weight.toFixed(1)];
  });
  return table(['sex', 'height_cm', 'weight_kg'], rows);
}

/** 1200 rows of a mixture of three bivariate Gaussians, with the component each row was drawn from. */
function threeGroups() {
  const random = generator(3);
  // Weight, mean, and the lower triangle of a Cholesky factor: covariance = L Lᵀ.
  const components = [
    { name: 'a', weight: 0.5, mean: [0, 0], factor: [1, 0.6, 0.8] },
    { name: 'b', weight: 0.3, mean: [4, 1], factor: [0.7, -0.5, 0.6] },
    { name: 'c', weight: 0.2, mean: [1.5, 5], factor: [1.6, 0, 0.5] },
  ];
  const rows = Array.from({ length: 1200 }, () => {
    const u = random.uniform();
    const { name, mean, factor } = u < 0.5 ? components[0] : u < 0.8 ? components[1] : components[2];
    const [p, q] = [random.normal(), random.normal()];
    return [(mean[0] + factor[0] * p).toFixed(4), (mean[1] + factor[1] * p + factor[2] * q).toFixed(4), name];
  });
  return table(['x', 'y', 'component'], rows);
}

/** 2000 rows of three distributions with heavier tails than any normal. */
function heavyTails() {
  const random = generator(7);
  const rows = Array.from({ length: 2000 }, () => {
    const chiSquare = random.normal() ** 2 + random.normal() ** 2 + random.normal() ** 2;
    return [
      (random.normal() / Math.sqrt(chiSquare / 3)).toFixed(5),
      (30000 * Math.exp(0.8 * random.normal())).toFixed(2),
      (random.normal() / random.normal()).toFixed(5),
    ];
  });
  return table(['student_t3', 'lognormal_income', 'cauchy'], rows);
}

function table(header, rows) {
  return [header, ...rows].map((row) => `${row.join(',')}\n`).join('');
}

/** SplitMix32 for uniforms, the polar method for normals: no sine or cosine, whose last digit may differ between machines. */
function generator(seed) {
  let state = seed | 0;
  const word = () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const uniform = () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  const normal = () => {
    for (;;) {
      const x = 2 * uniform() - 1;
      const square = x * x + (2 * uniform() - 1) ** 2;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };
  return { uniform, normal };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, text] of Object.entries(generatedSamples())) {
    writeFileSync(fileURLToPath(new URL(`../resources/samples/${name}`, import.meta.url)), text);
  }
}

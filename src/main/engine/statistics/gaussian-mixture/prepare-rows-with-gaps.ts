import { FitError } from '../../../../shared/statistics/fit-error.ts';
import type { MixtureRows } from '../../../../shared/statistics/gaussian-mixture.ts';
import { maximise } from './maximise.ts';
import { createPassRunner, createTeamMemory } from './pass-team.ts';
import { factorOfWhole, powersOfTwo, type MixtureInput, type PreparedRows } from './prepare-rows.ts';
import { passLength, type FitRows, type RowPattern } from './row-patterns.ts';

/** Log-likelihood that the one Gaussian of all rows may leave ungained: it only sets the scene. */
const sceneTolerance = 1e-4;

/**
 * The same as `prepareRows` where rows may lack values: a row is used when it has a value in some column. Centre, scale and
 * covariance are those of one Gaussian, by maximum likelihood from the values there are.
 * @throws {FitError} as prepareRows; `too-few-rows` with a column of fewer than two values
 */
export function prepareRowsWithGaps(
  input: MixtureInput,
  patterns: readonly RowPattern[],
  unitsMatter: boolean,
): PreparedRows {
  const { columns, included = null, weights = null, labels = null, weightKind = 'frequency' } = input;
  const d = columns.length;
  const n = columns[0]!.length;
  const counts: MixtureRows = { total: n, used: 0, missing: 0, excluded: 0, effective: 0, labelled: 0, incomplete: 0 };
  const wanted = (row: number): boolean => !(included && included[row] === 0) && !(weights && !(weights[row]! > 0));
  for (let row = 0; row < n; row++) if (!wanted(row)) counts.excluded++;

  // Weight of the rows that have a value, by column and by pair of columns.
  const together = new Float64Array(d * d);
  const sums = new Float64Array(d);
  const origin = columns.map((column) => column.find((value, row) => wanted(row) && Number.isFinite(value)) ?? 0);
  const visit = (use: (pattern: RowPattern, place: number, weight: number, row: number) => void): void => {
    for (const pattern of patterns)
      pattern.rows.forEach((row, place) => wanted(row) && use(pattern, place, weights ? weights[row]! : 1, row));
  };
  let total = 0;
  const perPattern = new Map(patterns.map((pattern) => [pattern, 0]));
  visit((pattern, place, weight, row) => {
    const { observed } = pattern;
    counts.used++;
    if (observed.length < d) counts.incomplete!++;
    if (labels && labels[row]! >= 0) counts.labelled++;
    total += weight;
    perPattern.set(pattern, perPattern.get(pattern)! + weight);
    for (let i = 0; i < observed.length; i++)
      sums[observed[i]!]! += weight * (pattern.columns[i]![place]! - origin[observed[i]!]!);
  });
  counts.missing = n - counts.excluded - counts.used;
  for (const [{ observed }, weight] of perPattern)
    for (const a of observed) for (const b of observed) together[a * d + b]! += weight;
  if (counts.used < 2)
    throw new FitError(
      'too-few-rows',
      { rows: counts.used },
      `Only ${counts.used} rows with a value are left: a fit needs at least two.`,
    );
  counts.effective = weightKind === 'frequency' ? total : counts.used;
  const weightScale = weightKind === 'frequency' ? 1 : counts.used / total;

  const centre = Float64Array.from(origin, (value, j) => value + sums[j]! / together[j * (d + 1)]!);
  const variances = new Float64Array(d);
  const lowest = new Float64Array(d).fill(Infinity);
  const highest = new Float64Array(d).fill(-Infinity);
  visit(({ observed, columns: values }, place, weight) => {
    for (let i = 0; i < observed.length; i++) {
      const j = observed[i]!;
      const x = values[i]![place]! - centre[j]!;
      variances[j]! += (weight * x * x) / together[j * (d + 1)]!;
      if (x < lowest[j]!) lowest[j] = x;
      if (x > highest[j]!) highest[j] = x;
    }
  });
  const factor = powersOfTwo(variances, centre, unitsMatter);

  const rows: FitRows = { columns, centre, factor, included, weights, labels, patterns };
  const { mean, covariance } = oneGaussian({ ...rows, labels: null }, variances, counts.effective, weightScale);
  const logFactors = factor.map((value) => Math.log(value));
  let logUnits = 0;
  for (const [{ observed }, weight] of perPattern)
    logUnits += weightScale * weight * observed.reduce((sum, j) => sum + logFactors[j]!, 0);
  return {
    rows: { ...rows, centre: centre.map((value, j) => value + mean[j]! / factor[j]!) },
    counts,
    weightScale,
    weightKind,
    covariance,
    wholeFactor: factorOfWhole(covariance, d),
    lowest: lowest.map((value, j) => value * factor[j]! - mean[j]!),
    highest: highest.map((value, j) => value * factor[j]! - mean[j]!),
    logUnits,
    together,
  };
}

/** Mean and covariance of one Gaussian in scaled coordinates, from where the columns alone begin. */
function oneGaussian(rows: FitRows, variances: Float64Array, effective: number, weightScale: number) {
  const d = variances.length;
  const scaled = variances.map((value, j) => value * rows.factor[j]! ** 2);
  const diagonal = (values: Float64Array): Float64Array => {
    const matrix = new Float64Array(d * d);
    values.forEach((value, j) => (matrix[j * (d + 1)] = value));
    return matrix;
  };
  const { step, status } = maximise(
    {
      d,
      shape: 'full',
      run: createPassRunner(rows, createTeamMemory(passLength(rows), d, 1, 'full')),
      mStep: { model: 'VVV', locks: null, ridge: null, noise: null },
      wholeFactor: diagonal(scaled.map(Math.sqrt)),
      weightScale,
    },
    {
      components: 1,
      d,
      rows: Float64Array.of(effective),
      means: new Float64Array(d),
      covariances: diagonal(scaled),
      noiseRows: 0,
    },
    { tolerance: sceneTolerance, limit: 500 },
  );
  if (!step || status === 'degenerate')
    throw new FitError(
      'collinear',
      { columns: d },
      'One of the columns is determined by the others in the rows that have them: leave one out.',
    );
  return { mean: step.mixture.means, covariance: step.mixture.covariances };
}

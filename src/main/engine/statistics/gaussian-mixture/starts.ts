import type { StartMethod } from '../../../../shared/statistics/gaussian-mixture.ts';
import type { CovarianceShape } from '../../kernels/em.ts';
import type { Generator } from '../random/generator.ts';
import { drawCentres, kMeans, type WeightedPoints } from './k-means.ts';
import type { Moments } from './moments.ts';
import { momentsOfShares } from './partition.ts';
import type { RowSample } from './row-sample.ts';
import { wardGroups, wardTree, type Join } from './ward.ts';

/** Where an EM run begins. */
export interface Start {
  method: StartMethod;
  moments: Moments;
}

/** Rows that hierarchical grouping is given at most: it takes time in proportion to their square. */
const hierarchicalRows = 600;

/**
 * What follows the two hierarchical starts, over and over: an odd number, so that each method sees both sets of rows. On 261
 * cases that few starts solve (`npm run bench mixture-optima hard`), neighbourhoods reached the best known optimum of 224,
 * means drawn at random of 194, k-means of 122, random responsibilities of 119.
 */
const cycle: readonly StartMethod[] = [
  'k-means',
  'neighbourhoods',
  'random-means',
  'neighbourhoods',
  'random-means',
  'neighbourhoods',
  'random-responsibilities',
  'neighbourhoods',
  'random-means',
];

/**
 * The method of each of a number of starts. One hierarchical start sees whitened rows, the other scaled ones; so do
 * the others by turns.
 */
export function startMethods(starts: number, components: number): StartMethod[] {
  if (components === 1) return ['k-means'];
  return Array.from({ length: starts }, (_, i) => (i < 2 ? 'hierarchical' : cycle[(i - 2) % cycle.length]!));
}

/** Makes the start number `turn` from a sample of the rows. */
export function makeStart(
  method: StartMethod,
  turn: number,
  sample: RowSample,
  components: number,
  shape: CovarianceShape,
  generator: Generator,
): Start {
  const { count, d, weights } = sample;
  const points: WeightedPoints = { points: turn % 2 === 0 ? sample.whitened : sample.y, weights, count, d };
  const ofGroups = (owner: Int32Array): Start => {
    const known = overruled(owner, sample);
    return { method, moments: momentsOfShares(sample, components, (row, k) => (known[row] === k ? 1 : 0), shape) };
  };
  if (components === 1) return ofGroups(new Int32Array(count));
  switch (method) {
    case 'hierarchical':
      return ofGroups(hierarchical(points, components));
    case 'random-means':
      return ofGroups(kMeans(points, drawRows(points, components, generator), 0));
    case 'neighbourhoods': {
      const own = neighbourhoods(points, components, generator);
      return { method, moments: momentsOfShares(sample, components, (row, k) => own[row * components + k]!, shape) };
    }
    case 'random-responsibilities': {
      const shares = randomShares(count, components, generator);
      return { method, moments: momentsOfShares(sample, components, (row, k) => shares[row * components + k]!, shape) };
    }
    default:
      return ofGroups(
        kMeans(points, drawCentres(points, components, generator, 2 + Math.floor(Math.log(components))), 15),
      );
  }
}

/** Rows of a known component belong to it from the start. */
function overruled(owner: Int32Array, { labels }: RowSample): Int32Array {
  return labels ? owner.map((k, row) => (labels[row]! >= 0 ? labels[row]! : k)) : owner;
}

/** Trees of the points already grouped: one tree serves every number of components. */
const trees = new WeakMap<Float64Array, { some: WeightedPoints; joins: Join[] }>();

/** Groups of some rows, evenly spaced in the sample's order; every other row joins the group whose centre is nearest. */
function hierarchical(points: WeightedPoints, components: number): Int32Array {
  const { count, d } = points;
  let tree = trees.get(points.points);
  if (!tree) {
    const some = evenly(points, Math.min(count, hierarchicalRows));
    tree = { some, joins: wardTree(some) };
    trees.set(points.points, tree);
  }
  const { some, joins } = tree;
  const owner = wardGroups(joins, components);
  if (some.count === count) return owner;
  // Centres are appended as points of no weight, which Lloyd's first assignment then starts from.
  const mass = new Float64Array(components);
  const all = new Float64Array((count + components) * d);
  all.set(points.points.subarray(0, count * d));
  owner.forEach((k, i) => {
    mass[k]! += some.weights[i]!;
    for (let j = 0; j < d; j++) all[(count + k) * d + j]! += some.weights[i]! * some.points[i * d + j]!;
  });
  for (let k = 0; k < components; k++) for (let j = 0; j < d; j++) all[(count + k) * d + j]! /= mass[k]!;
  const weights = new Float64Array(count + components);
  weights.set(points.weights.subarray(0, count));
  const centres = Array.from({ length: components }, (_, k) => count + k);
  return kMeans({ points: all, weights, count: count + components, d }, centres, 0).subarray(0, count);
}

/** Every so manyth point. */
function evenly({ points, weights, count, d }: WeightedPoints, most: number): WeightedPoints {
  const chosen = Array.from({ length: most }, (_, i) => Math.floor(((i + 0.5) * count) / most));
  return {
    points: Float64Array.from({ length: most * d }, (_, i) => points[chosen[Math.floor(i / d)]! * d + (i % d)]!),
    weights: Float64Array.from(chosen, (row) => weights[row]!),
    count: most,
    d,
  };
}

/** Different rows, drawn without replacement. */
function drawRows({ count }: WeightedPoints, k: number, generator: Generator): number[] {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  const drawn = Math.min(k, count);
  for (let i = 0; i < drawn; i++) {
    const j = i + generator.integer(count - i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return [...order.subarray(0, drawn)];
}

/**
 * Rows near drawn ones, as many for each as chance decides, from a handful to all: groups of unlike size and extent,
 * one inside another too. Shape (count, K).
 */
function neighbourhoods(
  { points, weights, count, d }: WeightedPoints,
  components: number,
  generator: Generator,
): Float64Array {
  const shares = new Float64Array(count * components);
  const total = weights.reduce((a, b) => a + b, 0);
  const least = Math.min(1, (3 * (d + 1)) / total);
  drawRows({ points, weights, count, d }, components, generator).forEach((centre, k) => {
    const distance = Float64Array.from({ length: count }, (_, row) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += (points[row * d + j]! - points[centre * d + j]!) ** 2;
      return sum;
    });
    const order = Uint32Array.from({ length: count }, (_, row) => row).sort(
      (a, b) => distance[a]! - distance[b]! || a - b,
    );
    let left = total * least ** generator.uniform();
    for (let i = 0; i < count && left > 0; i++) {
      shares[order[i]! * components + k] = 1;
      left -= weights[order[i]!]!;
    }
  });
  return shares;
}

/** Shares uniform on the simplex, shape (count, K). */
function randomShares(count: number, components: number, generator: Generator): Float64Array {
  const shares = new Float64Array(count * components);
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let k = 0; k < components; k++) sum += shares[row * components + k] = -Math.log(1 - generator.uniform());
    for (let k = 0; k < components; k++) shares[row * components + k]! /= sum;
  }
  return shares;
}

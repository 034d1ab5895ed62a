import * as v from 'valibot';
import { covarianceModels } from '../statistics/covariance-models.ts';
import { blockRows, type MixtureRequests } from './mixture-requests.ts';
import { dataset, filters, finite, probability, text } from './schema-parts.ts';

export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
const share = v.pipe(finite, v.minValue(0), v.maxValue(1));

/** More of either would be asked by no chart and no person; the engine takes what memory allows. */
const mostComponents = 60;
const mostColumns = 60;

const vector = v.pipe(v.array(finite), v.minLength(1), v.maxLength(mostColumns));
const matrix = v.pipe(v.array(vector), v.minLength(1), v.maxLength(mostColumns));
const perComponent = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(v.array(schema), v.minLength(1), v.maxLength(mostComponents));

/** A mixture whose parts agree in shape. */
export const mixture = v.pipe(
  v.strictObject({
    weights: perComponent(share),
    means: perComponent(vector),
    covariances: perComponent(matrix),
    noise: v.nullable(
      v.strictObject({
        weight: share,
        density: v.pipe(finite, v.minValue(0)),
        box: v.optional(
          v.array(
            v.pipe(
              v.tuple([finite, finite]),
              v.check(([low, high]) => low < high, 'the box of the noise has no extent'),
            ),
          ),
        ),
      }),
    ),
  }),
  v.check(({ weights, means, covariances, noise }) => {
    const d = means[0]?.length ?? 0;
    return (
      means.length === weights.length &&
      covariances.length === weights.length &&
      means.every((mean) => mean.length === d) &&
      covariances.every((covariance) => covariance.length === d && covariance.every((row) => row.length === d)) &&
      (noise?.box?.length ?? d) === d
    );
  }, 'weights, means, covariances and noise do not agree in shape'),
);

const locks = v.nullable(
  v.strictObject({
    weights: v.array(v.nullable(share)),
    means: v.array(v.nullable(vector)),
    covariances: v.array(v.nullable(matrix)),
  }),
);

const covarianceModel = v.picklist(covarianceModels);
const components = whole(1, mostComponents);
export const seed = whole(0, 2 ** 32 - 1);
const search = {
  seed,
  starts: whole(0, 1000),
  noise: v.boolean(),
  regularisation: v.pipe(finite, v.minValue(0), v.maxValue(1)),
};

const data = {
  ...dataset,
  columns: v.pipe(v.array(text), v.minLength(1), v.maxLength(mostColumns)),
  filters,
  labels: v.nullable(
    v.strictObject({
      column: text,
      share: v.pipe(finite, v.gtValue(0), v.maxValue(1)),
      components: v.nullable(v.array(whole(0, mostComponents - 1))),
    }),
  ),
  weights: v.nullable(v.strictObject({ column: text, kind: v.picklist(['frequency', 'precision']) })),
  missing: v.optional(v.picklist(['listwise', 'em'])),
};

/** Numbers of components and models of which every combination is looked at. */
const grid = {
  components: v.pipe(v.array(components), v.minLength(1), v.maxLength(mostComponents)),
  covarianceModels: v.pipe(v.array(covarianceModel), v.minLength(1), v.maxLength(covarianceModels.length)),
};

/** What the parameters of requests about mixtures must be. */
export const mixtureSchemas: {
  [M in keyof MixtureRequests]: v.GenericSchema<unknown, MixtureRequests[M]['params']>;
} = {
  'mixture.fit': v.strictObject({
    ...data,
    ...search,
    components,
    covarianceModel,
    given: v.pipe(v.array(mixture), v.maxLength(100)),
    locks,
  }),
  'mixture.evaluate': v.strictObject({ ...data, mixture, covarianceModel }),
  'mixture.standard-errors': v.strictObject({
    ...data,
    mixture,
    method: v.optional(v.picklist(['scores', 'hessian', 'sandwich'])),
    covarianceModel: v.optional(covarianceModel),
  }),
  'mixture.trace': v.strictObject({ ...data, mixture, covarianceModel, locks, iterations: whole(1, 2000) }),
  'mixture.start': v.strictObject({
    ...data,
    components,
    covarianceModel,
    seed,
    method: v.picklist(['hierarchical', 'k-means', 'random-means', 'random-responsibilities']),
  }),
  'mixture.scan': v.strictObject({ ...data, ...search, ...grid }),
  'mixture.cross-validate': v.strictObject({ ...data, ...search, ...grid, folds: whole(2, 100) }),
  'mixture.likelihood-ratio': v.strictObject({
    ...data,
    ...search,
    components: whole(1, mostComponents - 1),
    covarianceModel,
    samples: whole(1, 10_000),
  }),
  'mixture.null-check': v.strictObject({ ...data, ...grid, seed, samples: whole(1, 10_000) }),
  'mixture.bootstrap': v.strictObject({
    ...data,
    mixture,
    covarianceModel,
    regularisation: search.regularisation,
    seed,
    replicates: whole(2, 10_000),
    confidence: probability,
  }),
  'mixture.merge': v.strictObject({ ...data, mixture }),
  'mixture.points': v.strictObject({ ...data, count: whole(0, 50_000) }),
  'mixture.cross-table': v.strictObject({ ...data, mixture, column: text }),
  'mixture.sample': v.strictObject({ mixture, seed, block: whole(0, 2 ** 32 - 1), rows: whole(1, blockRows) }),
  'mixture.rows': v.strictObject({
    ...data,
    mixture,
    names: v.pipe(v.array(text), v.maxLength(mostComponents)),
    from: whole(0, Number.MAX_SAFE_INTEGER),
    count: whole(0, 50_000),
  }),
};

/**
 * How the components' covariances Σₖ = λₖ·Dₖ·Aₖ·Dₖᵀ may differ: volume λ, shape A (diagonal, determinant 1) and
 * orientation D, in this order E(qual), V(arying) or I(dentity: axes along the columns, or a sphere).
 * @see [BanfieldRaftery1993], [CeleuxGovaert1995]
 */
// prettier-ignore
export const covarianceModels = [
  'EII', 'VII', 'EEI', 'VEI', 'EVI', 'VVI', 'EEE', 'VEE', 'EVE', 'VVE', 'EEV', 'VEV', 'EVV', 'VVV',
] as const;
export type CovarianceModel = (typeof covarianceModels)[number];

/** The everyday names of four of them, and mclust's two for one column. */
export const covarianceAliases = {
  full: 'VVV',
  tied: 'EEE',
  diagonal: 'VVI',
  spherical: 'VII',
  E: 'EEE',
  V: 'VVV',
} as const satisfies Record<string, CovarianceModel>;

/** The model a name stands for, whatever the case of its letters; null for a name unknown. */
export function covarianceModelNamed(name: string): CovarianceModel | null {
  const upper = name.toUpperCase();
  const model = covarianceModels.find((known) => known === upper);
  if (model) return model;
  const alias = Object.entries(covarianceAliases).find(([known]) => known.toUpperCase() === upper);
  return alias ? alias[1] : null;
}

/** In one column there is neither shape nor orientation: the volumes are equal or they vary. */
export const covarianceModelsOf = (columns: number): readonly CovarianceModel[] =>
  columns === 1 ? ['EEE', 'VVV'] : covarianceModels;

/** The same model of one column under its canonical name: EEE where volumes are equal, VVV where they vary. */
export const canonicalModel = (model: CovarianceModel, columns: number): CovarianceModel =>
  columns > 1 ? model : model.startsWith('E') ? 'EEE' : 'VVV';

/** True where covariances are diagonal: axes along the columns. */
export const isDiagonalModel = (model: CovarianceModel): boolean => model.endsWith('I');

/** True where another unit for one column gives another fit: say so beside the result. */
export const dependsOnUnits = (model: CovarianceModel): boolean =>
  ['EII', 'VII', 'EVE', 'VVE', 'EEV', 'VEV'].includes(model);

const freedom = { I: 0, E: 1, V: 2 };

/**
 * True where every mixture of one model is a mixture of the other: in volume, shape and orientation the first is as free as
 * the second at most, and less free in one.
 */
export const isNestedIn = (inner: CovarianceModel, outer: CovarianceModel): boolean =>
  inner !== outer && [0, 1, 2].every((part) => freedomOf(inner, part) <= freedomOf(outer, part));

const freedomOf = (model: CovarianceModel, part: number): number => freedom[model[part] as keyof typeof freedom];

/** Free parameters of K covariances of d columns. */
export function covarianceParameterCount(model: CovarianceModel, d: number, components: number): number {
  const [volume, shape, orientation] = canonicalModel(model, d);
  const volumes = volume === 'E' ? 1 : components;
  const shapes = shape === 'I' ? 0 : (d - 1) * (shape === 'E' ? 1 : components);
  const orientations = orientation === 'I' ? 0 : ((d * (d - 1)) / 2) * (orientation === 'E' ? 1 : components);
  return volumes + shapes + orientations;
}

/**
 * Free parameters of a mixture: weights, means and covariances; a noise component adds its weight and its volume.
 */
export function mixtureParameterCount(model: CovarianceModel, d: number, components: number, noise = false): number {
  return components - 1 + components * d + covarianceParameterCount(model, d, components) + (noise ? 2 : 0);
}

import type { App } from '../../state/app.svelte.ts';
import { defaultCovariance, type CovarianceState } from '../../state/covariance-state.ts';
import { covariancePlane, type CovariancePlane } from '../../view-models/covariance-plane.ts';
import { densitySolid, type DensitySolid, type SolidRequest } from '../../view-models/density-solid.ts';

export const playgroundOf = (app: App): CovarianceState => app.arrangement?.covariance ?? defaultCovariance;

/** Names of the two axes. */
export function namesOf({ source }: CovarianceState): [x: string, y: string] {
  if (source.kind === 'example') return ['x', 'y'];
  const [x, y] = source.columns;
  return source.standardised ? [`${x} (in σ)`, `${y} (in σ)`] : [x, y];
}

/** The plane in a plot of a size; `turn` while it moves. */
export function planeOf(
  state: CovarianceState,
  plot: { width: number; height: number },
  room: { x: number; y: number },
  turn = state.turn,
): CovariancePlane {
  const { centre, reach } = state;
  const aspect = plot.width > 0 && plot.height > 0 ? plot.width / plot.height : 1.5;
  return covariancePlane(state, { centre, reach, aspect, turn, names: namesOf(state), room });
}

export function solidRequestOf(state: CovarianceState): SolidRequest {
  const { mean, covariance, point, centre, reach, camera } = state;
  return { mean, covariance, point, centre, reach, camera, names: namesOf(state) };
}

export const solidOf = (state: CovarianceState): DensitySolid => densitySolid(solidRequestOf(state));

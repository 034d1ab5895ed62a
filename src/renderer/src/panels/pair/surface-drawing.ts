import { mapGaussian } from '../../../../shared/statistics/affine-map.ts';
import type { PairResults } from '../../state/pair-results.svelte.ts';
import { axisNames } from '../../view-models/pair-coordinates.ts';
import type { PairSolidRequest } from '../../view-models/pair-solid.ts';
import { axesOf } from '../../view-models/pair-view.ts';
import { drawnPair } from './pair-drawing.ts';

/** Ticks along each edge of the ground: more would meet at its corners. */
const groundTicks = { x: 5, y: 5 };

/** What the surface shows, of the chosen group or of all; null while nothing is known. */
export function surfaceOf(results: PairResults): { request: PairSolidRequest; names: [x: string, y: string] } | null {
  const { state, kinds, bars } = results;
  const { show, groups: which, camera } = state.surface;
  const drawn = drawnPair(results, null, 1);
  if (!drawn) return null;
  const { columns, coordinates, frame, map } = drawn;
  const rows = show === 'model' ? null : bars;
  const groups = drawn.groups
    .map(({ name, n, fits }, index) => ({
      name,
      index,
      n,
      raster: rows?.of(name) ?? null,
      fits: fits.map(({ estimator, mean, covariance }) => ({ estimator, ...mapGaussian(map, mean, covariance) })),
    }))
    .filter(({ name }) => which === 'all' || name === results.groupName);
  const axes = axesOf({ columns, kinds, coordinates, frame, room: groundTicks });
  return {
    request: { axes, frame, counted: rows?.window ?? null, groups, show, camera },
    names: axisNames(coordinates, columns),
  };
}

/** What the heights mean, sentence by sentence. */
export function heightSentences(results: PairResults, groups: number): string[] {
  const { coordinates, surface } = results.state;
  const [x, y] = results.shown?.columns ?? ['x', 'y'];
  const unit =
    coordinates === 'original'
      ? `per unit of ${x} times unit of ${y}`
      : `per unit of area in ${coordinates} coordinates`;
  return [
    `Height is density ${unit}, not probability.`,
    'The volume above a region is the share of rows expected there; the whole volume is 1.',
    ...(groups > 1 ? ['Each group’s density is multiplied by its share of the rows.'] : []),
    ...(surface.show === 'model' ? [] : ['A bar’s volume is the share of the rows in its cell.']),
  ];
}

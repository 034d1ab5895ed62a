import type { PolygonFilter } from '../../../shared/contract/filter.ts';
import { addFilter, changeDataset, type Change } from './changes.ts';
import type { PairState } from './pair-state.ts';

/** Changes how the pair is looked at. */
export const changePair = (changed: Partial<PairState>): Change =>
  changeDataset(({ pair }) => ({ pair: { ...pair, ...changed } }));

export const changeSurface = (changed: Partial<PairState['surface']>): Change =>
  changeDataset(({ pair }) => ({ pair: { ...pair, surface: { ...pair.surface, ...changed } } }));

/** Other columns, or other coordinates: a window and a selection of the former ones mean nothing in them. */
export const showPair = (columns: [x: string, y: string]): Change =>
  changePair({ columns, window: null, selection: null });

export const showCoordinates = (coordinates: PairState['coordinates']): Change =>
  changePair({ coordinates, window: null });

/** Uses the rows of a region, or all others, in every view. */
export const fitRegion = (
  columns: [x: string, y: string],
  points: PolygonFilter['points'],
  inside: boolean,
): Change => {
  const filter = addFilter({ kind: 'polygon', columns, points, inside });
  const forget = changePair({ selection: null, window: null });
  return (state) => forget(filter(state));
};

/** Back to the rows that regions of these two columns left out. */
export const forgetRegions = (columns: readonly [string, string]): Change =>
  changeDataset(({ filters, pair }) => ({
    filters: filters.filter((filter) => filter.kind !== 'polygon' || !isAbout(filter, columns)),
    pair: { ...pair, selection: null },
  }));

export const isAbout = (filter: PolygonFilter, [x, y]: readonly [string, string]): boolean =>
  filter.columns[0] === x && filter.columns[1] === y;

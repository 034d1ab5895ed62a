import { identityMap, mapGaussian, type AffineMap } from '../../../../shared/statistics/affine-map.ts';
import type { CloudLook } from '../../charts/options/cloud-picture.ts';
import type { ChartColours } from '../../charts/options/chart-colours.ts';
import type { App } from '../../state/app.svelte.ts';
import { isAbout } from '../../state/pair-changes.ts';
import { gaussianOf } from '../../state/pair-fits.svelte.ts';
import type { PairGroupResult, PairResults } from '../../state/pair-results.svelte.ts';
import type { PairState } from '../../state/pair-state.ts';
import { levelRadius } from '../../view-models/ellipse-level.ts';
import { inBetween, withEqualUnits, type PairCoordinates, type PairFrame } from '../../view-models/pair-coordinates.ts';
import { leftOutRows, type DrawnRows } from '../../view-models/left-out-rows.ts';
import type { PairFit, PairGroup, PairRequest } from '../../view-models/pair-view.ts';

/** What the picture shows: about the pair that was answered last, for a moment after a change the one before. */
export interface DrawnPair {
  columns: [string, string];
  coordinates: PairCoordinates;
  map: AffineMap;
  /** What is shown, what was counted, and everything there is, in the coordinates shown. */
  frame: PairFrame;
  counted: PairFrame;
  whole: PairFrame;
  groups: PairGroup[];
  leftOut: DrawnRows | null;
}

/** Rows that were left out by hand, drawn in grey; null for none. */
export const leftOutOf = ({ before, clouds }: PairResults): DrawnRows | null => before && leftOutRows(before, clouds);

/**
 * @param aspect  width ÷ height of the plot in pixels
 * @returns null while nothing is known, or without rows
 */
export function drawnPair(results: PairResults, leftOut: DrawnRows | null, aspect: number): DrawnPair | null {
  const { shown, state, groups } = results;
  if (!shown?.window || !shown.range) return null;
  const { map } = shown;
  const answered = map === null ? 'original' : state.coordinates === 'original' ? 'rotated' : state.coordinates;
  // A window just chosen is shown at once, around what was counted before it; other coordinates wait for their answer.
  const current = JSON.stringify(map) === JSON.stringify(results.map ?? null);
  const drawnGroups = groups.map((group) => groupOf(group, state));
  const radius = (n: number): number =>
    state.arrangement === 'surface'
      ? hillRadius ** 2
      : Math.max(0, ...state.levels.map((level) => levelRadius(level, state.kind, n) ?? 0));
  const asked = (current ? state.window : null) ?? shown.asked ?? withEllipses(shown.window, drawnGroups, map, radius);
  const equal = (frame: PairFrame): PairFrame => (answered === 'whitened' ? withEqualUnits(frame, aspect) : frame);
  return {
    columns: shown.columns,
    coordinates: answered,
    map: map ?? identityMap,
    frame: equal(asked),
    counted: shown.window,
    whole: equal(shown.range),
    groups: drawnGroups,
    leftOut,
  };
}

/** So many standard deviations of a hill have their place on the ground. */
const hillRadius = 3;

/** A frame of all rows, wide enough for the ellipses too, unless they would make the rows small. */
function withEllipses(
  { x, y }: PairFrame,
  groups: readonly PairGroup[],
  map: AffineMap | null,
  squaredRadius: (n: number) => number,
): PairFrame {
  const ends: { x: [number, number]; y: [number, number] } = { x: [...x], y: [...y] };
  for (const { fits } of groups)
    for (const { mean, covariance, n } of fits) {
      const mapped = mapGaussian(map ?? identityMap, mean, covariance);
      const squared = squaredRadius(n);
      (['x', 'y'] as const).forEach((axis, place) => {
        const reach = 1.04 * Math.sqrt(squared * (mapped.covariance[place]?.[place] ?? 0));
        const most = 0.35 * (axis === 'x' ? x[1] - x[0] : y[1] - y[0]);
        const whole = axis === 'x' ? x : y;
        const middle = mapped.mean[place] ?? 0;
        ends[axis][0] = Math.max(Math.min(ends[axis][0], middle - reach), whole[0] - most);
        ends[axis][1] = Math.min(Math.max(ends[axis][1], middle + reach), whole[1] + most);
      });
    }
  return ends;
}

function groupOf({ name, cloud, fits, marginals }: PairGroupResult, { levels, kind }: PairState): PairGroup {
  return {
    name,
    n: cloud.n,
    points: cloud.points,
    raster: cloud.raster,
    marginals,
    fits: fits.flatMap(({ outcome, inside }): PairFit[] => {
      if (!outcome.ok) return [];
      const { estimator, n, axes } = outcome.value;
      const counted = levels.map((level) => {
        const radius = levelRadius(level, kind, n);
        const place = radius === null || !inside ? -1 : inside.squaredRadii.indexOf(radius);
        return place < 0 ? null : (inside?.counts[place] ?? null);
      });
      const known = counted.every((count) => count !== null);
      return [{ estimator, n, ...gaussianOf(outcome.value), axes, inside: known ? counted : null }];
    }),
  };
}

/** The picture at rest, or on its way to other coordinates. */
export function pairRequest(
  drawn: DrawnPair,
  results: PairResults,
  app: App,
  room: { x: number; y: number },
  motion: { from: AffineMap; to: AffineMap; t: number } | null,
  aspect: number,
): PairRequest {
  const { state, kinds } = results;
  const { levels, kind } = state;
  const still = {
    columns: drawn.columns,
    kinds,
    coordinates: drawn.coordinates,
    levels,
    kind,
    showAxes: state.axes,
    strips: state.marginals,
    labelled: drawn.groups.findIndex(({ name }) => name === results.groupName),
    regions: regionsOf(state, app, drawn.columns),
  };
  if (motion === null)
    return {
      ...still,
      map: drawn.map,
      frame: drawn.frame,
      counted: drawn.counted,
      groups: drawn.groups,
      leftOut: drawn.leftOut,
      room,
    };
  const unit = { x: [0, 1], y: [0, 1] } as const;
  return {
    ...still,
    map: inBetween(motion.from, motion.to, motion.t, aspect),
    frame: unit,
    counted: null,
    // A few rows move for all of them; marginals wait at the end of the way.
    groups: drawn.groups.map((group) => ({ ...group, raster: null, marginals: null })),
    leftOut: drawn.leftOut && { ...drawn.leftOut, raster: null },
    room: null,
  };
}

function regionsOf({ selection }: PairState, app: App, columns: readonly [string, string]): PairRequest['regions'] {
  const filters = (app.arrangement?.filters ?? []).flatMap((filter) =>
    filter.kind === 'polygon' && isAbout(filter, columns)
      ? [
          {
            points: filter.points,
            state: filter.inside ? ('kept' as const) : ('left-out' as const),
          },
        ]
      : [],
  );
  return selection ? [...filters, { points: selection, state: 'selecting' }] : filters;
}

/** Colours of the rows: of a single group by distance where that was chosen, of several by group. */
export function cloudLookOf(results: PairResults, drawn: DrawnPair, colours: ChartColours): CloudLook {
  const { state, cutoff } = results;
  const several = drawn.groups.length > 1;
  return {
    colours,
    colourOf: several ? (group) => group : () => null,
    shading: state.shading,
    distance: state.colour === 'distance' ? { cutoff: cutoff?.squared ?? null } : null,
  };
}

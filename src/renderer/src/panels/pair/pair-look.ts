import type { PairLook } from '../../state/pair-results.svelte.ts';
import { levelRadius } from '../../view-models/ellipse-level.ts';
import { coordinatesOf } from '../../view-models/pair-coordinates.ts';

/** How the arrangement of a pair becomes what the engine is asked. */
export const pairLook: PairLook = {
  map: ({ coordinates }, fit) => (coordinates === 'original' || !fit ? null : coordinatesOf(coordinates, fit)),
  squaredRadii: ({ levels, kind }, n) =>
    kind === 'mean' ? [] : levels.flatMap((level) => levelRadius(level, kind, n) ?? []),
};

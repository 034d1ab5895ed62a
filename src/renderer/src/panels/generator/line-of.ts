import type { IdentifiedMixture } from '../../../../shared/statistics/component-identity.ts';
import type { MixtureFactor } from '../../../../shared/statistics/mixture-factor.ts';
import type { Mode } from '../../../../shared/statistics/mixture-modes.ts';
import type { Generator } from '../../state/generator.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { generatorLine, type GeneratorLine } from '../../view-models/generator-line.ts';
import { countsOf, nameIn } from './generator-drawing.ts';

export interface LineLook {
  shown: IdentifiedMixture;
  factor: MixtureFactor;
  /** Draws seen so far; null for all. */
  upTo: number | null;
  modes: readonly Mode[];
}

/** One column's draw as one of the mixture's distributions; null before there is a draw of one column. */
export function lineOf(
  generator: Generator,
  mixtures: Mixtures,
  { shown, factor, upTo, modes }: LineLook,
  room: { x: number; y: number },
): GeneratorLine | null {
  const { model, bins, state } = generator;
  if (!model || !bins) return null;
  return generatorLine({
    column: model.columns[0]!,
    factor,
    shown,
    bins,
    counts: countsOf(generator, upTo),
    rows: generator.drawnRows,
    conditioned: generator.conditioned,
    modes,
    window: state.window?.x ?? null,
    nameOf: (id) => nameIn(mixtures, id),
    room,
  });
}

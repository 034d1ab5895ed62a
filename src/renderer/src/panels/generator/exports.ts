import { generatorLineOption } from '../../charts/generator-line-option.ts';
import { generatorPlaneOption } from '../../charts/generator-plane-option.ts';
import { marginsOf } from '../../charts/options/frame.ts';
import type { IdentifiedMixture } from '../../../../shared/statistics/component-identity.ts';
import type { App } from '../../state/app.svelte.ts';
import type { Generator } from '../../state/generator.svelte.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { componentTable } from '../../view-models/component-table.ts';
import { countOf } from '../../view-models/number-format.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { drawnPicture, nameIn, planeOf, type PlaneLook } from './generator-drawing.ts';
import { lineOf, type LineLook } from './line-of.ts';

/** The plane with rows drawn and components, as drawn now. */
export function drawnPlaneExport(
  app: App,
  generator: Generator,
  mixtures: Mixtures,
  title: string,
  look: PlaneLook,
  modes: readonly { at: readonly number[]; label: string }[],
): Exportable | null {
  if (!generator.drawn || !planeOf(generator, mixtures, look, { x: 5, y: 5 })) return null;
  return {
    ...shared(app, generator, mixtures, title, look.shown),
    option: (chart, size) => {
      const plane = planeOf(generator, mixtures, look, roomFor(size.width, size.height))!;
      const margins = marginsOf(chart);
      const plot = {
        width: size.width - margins.left - margins.right,
        height: size.height - margins.top - margins.bottom,
      };
      const rows = drawnPicture(generator, look, chart.colours, plot, 2);
      return generatorPlaneOption(plane, modes, chart, rows?.toDataURL() ?? null);
    },
  };
}

/** One column's draw with its curves, as drawn now. */
export function drawnLineExport(
  app: App,
  generator: Generator,
  mixtures: Mixtures,
  title: string,
  look: LineLook,
): Exportable | null {
  if (!generator.drawn || !lineOf(generator, mixtures, look, { x: 5, y: 5 })) return null;
  return {
    ...shared(app, generator, mixtures, title, look.shown),
    option: (chart, size) =>
      generatorLineOption(lineOf(generator, mixtures, look, roomFor(size.width, size.height))!, chart),
  };
}

/** Any chart of the draw, drawn by its own option. */
export const sharedExport = (
  app: App,
  generator: Generator,
  mixtures: Mixtures,
  title: string,
  shown: IdentifiedMixture | null,
  option: Exportable['option'],
): Exportable => ({ ...shared(app, generator, mixtures, title, shown), option });

function shared(
  app: App,
  generator: Generator,
  mixtures: Mixtures,
  title: string,
  shown: IdentifiedMixture | null,
): Omit<Exportable, 'option'> {
  const { model, state, drawn } = generator;
  const columns = model?.columns ?? [];
  const nameOf = (id: number): string => nameIn(mixtures, id);
  const rows = generator.drawnRows;
  const origin = model?.origin ?? 'a mixture set by hand';
  return {
    id: title,
    title,
    nameParts: [...columns, 'draws'],
    heading: { title, lines: [`${countOf(rows, 'row')} drawn from ${origin}, seed ${state.seed}`] },
    table: () => componentTable(shown, columns, nameOf),
    numbers: () => ({
      mixture: model?.mixture ?? null,
      seed: state.seed,
      rows,
      componentRows: drawn?.componentRows ?? null,
      mean: drawn?.mean ?? null,
      covariance: drawn?.covariance ?? null,
    }),
    metadata: {
      title,
      columns: [...columns],
      filters: [],
      models: (shown?.ids ?? []).map((id, k) => ({
        group: null,
        name: nameOf(id),
        parameters: {
          weight: shown!.mixture.weights[k]!,
          mean: shown!.mixture.means[k]!,
          covariance: shown!.mixture.covariances[k]!.flat(),
        },
      })),
      data: { name: `draw with seed ${state.seed}`, hash: '', rowsUsed: rows },
      version: app.host.version,
    },
  };
}

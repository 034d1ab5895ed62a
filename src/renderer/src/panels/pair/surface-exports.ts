import { pairSolidShapes } from '../../charts/options/solid-shapes.ts';
import { solidOption } from '../../charts/solid-option.ts';
import type { App } from '../../state/app.svelte.ts';
import type { PairResults } from '../../state/pair-results.svelte.ts';
import { countOf } from '../../view-models/number-format.ts';
import { pairSolid, pairSolidTable } from '../../view-models/pair-solid.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { fitLines, metadataOf } from './exports.ts';
import { heightSentences, surfaceOf } from './surface-drawing.ts';

/** The surface as it is turned, and its heights cell by cell. */
export function surfaceExport(app: App, results: PairResults): Exportable | null {
  const surface = surfaceOf(results);
  if (!surface) return null;
  const { request, names } = surface;
  const split = results.groups.length > 1;
  const columns = results.shown?.columns ?? names;
  const metadata = { ...metadataOf(app, results, columns), title: `Density of ${columns[0]} and ${columns[1]}` };
  const filters = metadata.filters.length > 0 ? `, only ${metadata.filters.join(' and ')}` : '';
  return {
    id: 'Density surface',
    title: 'Density surface',
    nameParts: [...columns, 'density surface'],
    heading: {
      title: metadata.title,
      lines: [
        ...fitLines(results),
        ...heightSentences(results, request.groups.length),
        `${metadata.data.name}: ${countOf(metadata.data.rowsUsed, 'row')}${filters}`,
      ],
      legend: split
        ? request.groups.map(({ name, index }) => ({ name: name ?? 'no value', index, mark: 'symbol' as const }))
        : [],
    },
    option: (look) => solidOption(pairSolidShapes(pairSolid(request), split, look.colours), look),
    table: () => pairSolidTable(request, names),
    numbers: () => ({
      camera: request.camera,
      groups: request.groups.map(({ name, n, fits }) => ({ group: name, rows: n, fits })),
    }),
    metadata,
  };
}

import { criteriaOption } from '../../charts/criteria-option.ts';
import type { LegendEntry } from '../../charts/options/frame.ts';
import { tiled } from '../../charts/options/tiles.ts';
import type { App } from '../../state/app.svelte.ts';
import type { CompareState } from '../../state/mixture-state.ts';
import type { Mixtures } from '../../state/mixtures.svelte.ts';
import { mixtureOf } from '../../state/mixture-of.ts';
import type { ChartTable } from '../../view-models/chart-table.ts';
import { componentTable } from '../../view-models/component-table.ts';
import { criteriaLines, criteriaTable } from '../../view-models/criteria-lines.ts';
import { differenceLineTable } from '../../view-models/density-difference-line.ts';
import { differenceTable } from '../../view-models/density-difference.ts';
import { criterionNames, ledgerTable, type LedgerRow } from '../../view-models/ledger-table.ts';
import { countOf, formatNumber } from '../../view-models/number-format.ts';
import { roomFor } from '../chart-look.ts';
import type { Exportable } from '../export/exportables.svelte.ts';
import { componentName } from '../mixture/mixture-drawing.ts';
import { differenceLine, differenceOf } from './compare-drawing.ts';
import { picturedFits } from './ledger-rows.ts';
import { differencePicture, fileSurface, modelPicture, overlayPicture } from './picture-options.ts';

/** What a picture of models brings of its own; the rest is the same for all. */
type OwnPart = Pick<Exportable, 'title' | 'option' | 'table'> & { lines: string[]; legend: LegendEntry[] };
type Pictured = CompareState['picture'];

/** Every picture that can be made of the models now, the one on the screen first. */
export function compareExports(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  largest: readonly LedgerRow[],
): Exportable[] {
  const shown = app.arrangement?.compare.picture ?? 'overlay';
  const pictured = picturedFits(mixtures, rows);
  const makers: Record<Pictured, () => OwnPart | null> = {
    overlay: () => overlayPart(app, mixtures, rows, pictured),
    multiples: () => multiplesPart(app, mixtures, pictured),
    difference: () => differencePart(app, mixtures, pictured),
    lines: () => linesPart(app, largest),
  };
  const order = (Object.keys(makers) as Pictured[]).sort((a, b) => Number(b === shown) - Number(a === shown));
  return order.flatMap((picture) => {
    const part = makers[picture]();
    return part ? [{ ...part, ...shared(app, mixtures, picture, part, rows, pictured) }] : [];
  });
}

function overlayPart(
  app: App,
  mixtures: Mixtures,
  rows: readonly LedgerRow[],
  pictured: readonly LedgerRow[],
): OwnPart | null {
  if (pictured.length === 0) return null;
  return {
    title: 'Models over one another',
    lines: [pictured.map(fitLine).join('; ')],
    legend: legendOf(pictured),
    option: (look, size) => overlayPicture(app, mixtures, pictured, fileSurface(look, size))?.option ?? {},
    table: () => ledgerTable(rows),
  };
}

function multiplesPart(app: App, mixtures: Mixtures, pictured: readonly LedgerRow[]): OwnPart | null {
  if (pictured.length === 0) return null;
  return {
    title: 'Models side by side',
    lines: [pictured.map(fitLine).join('; ')],
    legend: [],
    option: (look, size) =>
      tiled(
        pictured.map((row) => ({
          title: row.title,
          option: (own, part) => modelPicture(app, mixtures, row, fileSurface(own, part))?.option ?? {},
        })),
        look,
        size,
      ),
    table: () => modelsTable(app, mixtures, pictured),
  };
}

/** Components of several models, one after the other. */
function modelsTable(app: App, mixtures: Mixtures, pictured: readonly LedgerRow[]): ChartTable {
  const tables = pictured.map((row) => {
    const ids = app.fits.get(row.id)?.ids ?? [];
    const nameOf = (id: number): string => componentName(mixtures.state.names, id);
    return { model: row.title, ...componentTable({ mixture: mixtureOf(row.fit), ids }, row.columns, nameOf) };
  });
  return {
    columns: ['model', ...(tables[0]?.columns ?? [])],
    rows: tables.flatMap(({ model, rows }) => rows.map((cells) => [model, ...cells])),
  };
}

function differencePart(app: App, mixtures: Mixtures, pictured: readonly LedgerRow[]): OwnPart | null {
  const [first, second] = pictured;
  if (!first || !second) return null;
  const names = [first.title, second.title] as const;
  const [x = 'x', y = 'y'] = mixtures.drawnColumns;
  const line = mixtures.columns.length === 1 ? differenceLine(app, mixtures, pictured, { x: 5, y: 5 }) : null;
  const plane = mixtures.columns.length === 1 ? null : differenceOf(mixtures, pictured);
  if (!line && !plane) return null;
  return {
    title: 'Difference of two models',
    lines: [[first, second].map(fitLine).join('; '), 'Coloured where that model is denser.'],
    legend: legendOf([first, second]),
    option: (look, size) => differencePicture(app, mixtures, pictured, fileSurface(look, size))?.option ?? {},
    table: () =>
      line
        ? differenceLineTable(line, x, names)
        : differenceTable(plane!.grid, plane!.size, plane!.frame, { columns: [x, y], models: names }),
  };
}

function linesPart(app: App, largest: readonly LedgerRow[]): OwnPart | null {
  const criterion = app.arrangement?.compare.criterion ?? 'bic';
  const validated = app.arrangement?.compare.validated ?? false;
  const lines = criteriaLines(largest, criterion, { x: 5, y: 5 }, validated);
  if (!lines) return null;
  return {
    title: `${criterionNames[criterion]} over the number of components`,
    lines: [lines.summary, ...(lines.validated.length > 0 ? [validationNote] : [])],
    legend: [],
    option: (look, size) =>
      criteriaOption(criteriaLines(largest, criterion, roomFor(size.width, size.height), validated) ?? lines, look),
    table: () => criteriaTable(lines, criterion),
  };
}

/** What the dotted lines are; on the screen and in pictures. */
export const validationNote =
  'Hollow: −2 · n · CV ± its standard error. CV is the mean log-likelihood of rows that a fit had not seen; times −2n it is a deviance, on the scale of the criteria: lower is better.';

const fitLine = ({ title, fit }: LedgerRow): string => `${title}, log-likelihood ${formatNumber(fit.logLikelihood, 8)}`;

const legendOf = (rows: readonly LedgerRow[]): LegendEntry[] =>
  rows.map(({ title }, index) => ({ name: title, index, mark: 'line' }));

function shared(
  app: App,
  mixtures: Mixtures,
  picture: Pictured,
  { title, lines, legend }: OwnPart,
  rows: readonly LedgerRow[],
  pictured: readonly LedgerRow[],
): Pick<Exportable, 'id' | 'nameParts' | 'heading' | 'numbers' | 'metadata'> {
  const [first] = pictured;
  const rowsUsed = first?.fit.rows.used ?? 0;
  const only = first && first.filters.length > 0 ? `, only ${first.filters.join(' and ')}` : '';
  const file = { overlay: 'models', multiples: 'models side by side', difference: 'difference', lines: 'criteria' };
  return {
    id: picture,
    nameParts: [...mixtures.columns.slice(0, 2), file[picture]],
    heading: {
      title: `${title}: ${mixtures.columns.join(' and ')}`,
      lines: [...lines, `${app.dataset?.name ?? ''}: ${countOf(rowsUsed, 'row')}${only}`],
      legend,
    },
    numbers: () => rows.map(({ id, title: name, fit, delta, evidence }) => ({ id, name, delta, evidence, fit })),
    metadata: {
      title,
      columns: mixtures.columns,
      filters: first?.filters ?? [],
      models: pictured.map((row) => ({
        group: null,
        name: row.title,
        parameters: { logLikelihood: row.fit.logLikelihood, bic: row.fit.criteria.bic, weights: row.fit.weights },
      })),
      data: { name: app.dataset?.name ?? '', hash: app.dataset?.hash ?? '', rowsUsed },
      version: app.host.version,
    },
  };
}

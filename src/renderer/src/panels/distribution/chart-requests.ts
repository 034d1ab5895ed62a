import type { App } from '../../state/app.svelte.ts';
import type { ColumnResults, GroupResults } from '../../state/column-results.svelte.ts';
import { columnOf, defaultColumn, type ColumnState } from '../../state/view-state.ts';
import type { HistogramRequest, ValueKind } from '../../view-models/histogram-view.ts';
import type { NormalParameters } from '../../view-models/normal-curve.ts';

/** What is drawn is about the column that was answered last: for a moment after a change that is the one before. */
export interface Drawn {
  column: string;
  kind: ValueKind;
  state: ColumnState;
}

export function drawnColumn(app: App, results: ColumnResults): Drawn | null {
  const column = results.answeredColumn;
  if (column === null) return null;
  const type = app.dataset?.columns.find(({ name }) => name === column)?.type;
  const state = app.arrangement ? columnOf(app.arrangement, column) : defaultColumn;
  return { column, kind: type === 'date' ? 'date' : 'number', state };
}

/** The fit of a group; null where there is none or σ̂ is 0. */
export function fittedOf(group: GroupResults | null): NormalParameters | null {
  if (!group?.fit?.ok) return null;
  const { mean, sdMle } = group.fit.value;
  return sdMle.value > 0 ? { mean: mean.value, sd: sdMle.value } : null;
}

/** The parameters that the charts draw: set by hand, or fitted. Setting by hand is for a column that is not split. */
export function parametersOf(
  results: ColumnResults,
  state: ColumnState,
  group: GroupResults | null,
): NormalParameters | null {
  const fitted = fittedOf(group);
  return fitted && results.groups.length === 1 && state.model ? state.model : fitted;
}

export function histogramRequest(
  { column, kind, state }: Drawn,
  results: ColumnResults,
  groups: readonly GroupResults[],
  room: { x: number; y: number },
): HistogramRequest {
  const byHand = results.groups.length === 1 && state.model !== null;
  return {
    column,
    kind,
    groups: groups.map((group) => ({
      name: group.name,
      histogram: group.histogram,
      model: parametersOf(results, state, group),
      fitted: byHand ? fittedOf(group) : null,
      ...(results.look.rug && group.rug && { rug: group.rug }),
    })),
    vertical: results.look.vertical,
    window: state.window,
    unit: kind === 'date' ? 1 : state.unit,
    interval: state.interval,
    room,
  };
}

import type { SavedHistory } from './history.svelte.ts';
import type { FitStore, KeptFit } from './fit-store.svelte.ts';
import { defaultGenerator } from './generator-state.ts';
import { defaultCompare, defaultMixture } from './mixture-state.ts';
import { defaultCovariance } from './covariance-state.ts';
import { defaultLikelihood } from './likelihood-state.ts';
import { defaultPair } from './pair-state.ts';
import { defaultSampling } from './sampling-state.ts';
import {
  defaultColumn,
  defaultDataset,
  defaultDistribution,
  emptyViewState,
  type DatasetState,
  type ViewState,
} from './view-state.ts';

/** Raised when the shape of the state changes so that an older one cannot be completed with defaults. */
const format = 1;

/** The session as text, for `session.write`. Fits are written once, however many states name them. */
export function writeSession(history: SavedHistory<ViewState>, fits: FitStore | null = null): string {
  const { present, past, future } = history;
  const states = [present, ...past.map(({ state }) => state), ...future.map(({ state }) => state)];
  const named = states.flatMap(({ datasets }) =>
    Object.values(datasets).flatMap(({ ledger, mixture }) => [
      ...ledger.map(({ id }) => id),
      ...(mixture.scanned?.ids ?? []),
    ]),
  );
  return JSON.stringify({ format, ...history, ...(fits && { fits: fits.save(named) }) });
}

/** The fits of a session that was written before; none for text that is no session. */
export function readFits(text: string | null): KeptFit[] {
  try {
    const { fits } = JSON.parse(text ?? 'null') as { fits?: KeptFit[] };
    return fits ?? [];
  } catch {
    return [];
  }
}

/**
 * A session that was written before, perhaps by an older version: what it lacks gets its default.
 * @returns null for text that is no session
 */
export function readSession(text: string | null): SavedHistory<ViewState> | null {
  if (text === null) return null;
  try {
    const saved = JSON.parse(text) as Partial<SavedHistory<ViewState>> & { format?: number };
    if (saved.format !== format || !saved.present) return null;
    const complete = (steps: SavedHistory<ViewState>['past'] = []) =>
      steps.map(({ label, state }) => ({ label, state: withDefaults(state) }));
    return { present: withDefaults(saved.present), past: complete(saved.past), future: complete(saved.future) };
  } catch {
    return null;
  }
}

/** Without the datasets that are no longer open. */
export function keepDatasets(state: ViewState, open: readonly string[]): ViewState {
  const datasets = Object.fromEntries(Object.entries(state.datasets).filter(([id]) => open.includes(id)));
  const datasetId = state.datasetId !== null && open.includes(state.datasetId) ? state.datasetId : null;
  return { ...state, datasets, datasetId };
}

function withDefaults(state: Partial<ViewState>): ViewState {
  return {
    ...emptyViewState,
    ...state,
    datasets: mapValues(state.datasets ?? {}, (dataset: Partial<DatasetState>) => ({
      ...defaultDataset,
      ...dataset,
      distribution: { ...defaultDistribution, ...dataset.distribution },
      pair: { ...defaultPair, ...dataset.pair },
      mixture: { ...defaultMixture, ...dataset.mixture },
      likelihood: { ...defaultLikelihood, ...dataset.likelihood },
      generator: { ...defaultGenerator, ...dataset.generator },
      sampling: { ...defaultSampling, ...dataset.sampling },
      covariance: { ...defaultCovariance, ...dataset.covariance },
      compare: { ...defaultCompare, ...dataset.compare },
      ledger: (dataset.ledger ?? []).map((entry) => ({ ...entry, automatic: entry.automatic ?? null })),
      columns: mapValues(dataset.columns ?? {}, (column) => ({ ...defaultColumn, ...column })),
    })),
  };
}

function mapValues<From, To>(record: Record<string, From>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

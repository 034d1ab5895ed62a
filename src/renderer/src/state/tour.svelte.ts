import { createContext, tick } from 'svelte';
import type { App } from './app.svelte.ts';
import { showDataset } from './changes.ts';
import { tourArrangement } from './tour-arrangement.ts';
import type { TourFacts, TourStop } from './tour-stop.ts';
import { tourStops } from './tour-stops.ts';
import type { WindowState } from './window.svelte.ts';

/** The table that the tour is told on when nothing is open. */
const sample = 'old-faithful.csv';

/** What is kept beside the state of the app while the tour runs; called when it ends. */
interface Kept {
  sidebar: boolean;
  inspector: boolean;
  /** Datasets that were open. */
  open: string[];
  restore: () => void;
}

/**
 * A guided tour: the person's work is put aside, stops are shown one after the other on a copy, and when the tour ends,
 * however it ends, the work is back exactly as it was.
 */
export class Tour {
  /** Those that suit the table; empty while there is no tour. */
  stops = $state.raw<readonly TourStop[]>([]);
  at = $state(0);
  /** The state at which the present stop began: what was done since is measured from it. */
  begun = $state.raw<TourFacts | null>(null);
  readonly #app: App;
  readonly #shell: WindowState;
  readonly #views: readonly string[];
  readonly #setAside: () => () => void;
  #kept: Kept | null = null;

  /**
   * @param views     ids of the registered views: a stop in another one is left out
   * @param setAside  remembers what no state holds, and returns what puts it back
   */
  constructor(app: App, shell: WindowState, views: readonly string[], setAside: () => () => void) {
    this.#app = app;
    this.#shell = shell;
    this.#views = views;
    this.#setAside = setAside;
  }

  get running(): boolean {
    return this.stops.length > 0;
  }

  get stop(): TourStop | null {
    return this.stops[this.at] ?? null;
  }

  /** Steps that the table shown allows: a single column has no pair. */
  stepsOf(datasetId: string | null): number[] {
    const steps = this.#stopsFor(datasetId).map(({ step }) => step);
    return steps.filter((step, place) => steps.indexOf(step) === place);
  }

  /**
   * @param on    the open table, or the sample
   * @param step  1 to 4
   */
  async start(on: 'open' | 'sample', step = 1): Promise<void> {
    if (this.running) this.end();
    const { dataset, datasets } = this.#app;
    const { sidebar, inspector } = this.#shell;
    this.#kept = {
      sidebar,
      inspector,
      open: datasets.list.map(({ datasetId }) => datasetId),
      restore: this.#setAside(),
    };
    this.#shell.sidebar = this.#shell.inspector = true;
    const onback = (): void => this.#left();
    if (on === 'open' && dataset) this.#app.setAside(tourArrangement(dataset), dataset.datasetId, onback);
    else {
      this.#app.setAside(showDataset(null), null, onback);
      await datasets.openSources([{ kind: 'sample', file: sample }]);
      // The sample could not be read, or the person opened something else meanwhile.
      const opened = this.#app.dataset;
      if (!opened || this.#kept === null) return this.end();
      this.#app.history.replace(tourArrangement(opened));
    }
    const stops = this.#stopsFor(this.#app.dataset?.datasetId ?? null);
    if (stops.length === 0) return this.end();
    this.stops = stops;
    this.go(
      Math.max(
        0,
        stops.findIndex((stop) => stop.step === step),
      ),
    );
  }

  /** Shows another stop, arranged as that begins. */
  go(at: number): void {
    if (at < 0 || at >= this.stops.length) return;
    this.at = at;
    const { stop } = this;
    if (stop?.arrange) this.#app.history.replace(stop.arrange(this.#app.dataset));
    this.begun = null;
  }

  /** The person's work is back, whatever happened meanwhile. */
  end(): void {
    this.#app.bringBack();
  }

  #left(): void {
    const kept = this.#kept;
    this.#kept = null;
    this.stops = [];
    this.at = 0;
    this.begun = null;
    if (!kept) return;
    this.#shell.sidebar = kept.sidebar;
    this.#shell.inspector = kept.inspector;
    const opened = this.#app.datasets.list.filter(
      ({ datasetId }) => !kept.open.includes(datasetId) && !(datasetId in this.#app.state.datasets),
    );
    for (const { datasetId } of opened) void this.#app.datasets.close(datasetId);
    // Once what follows the dataset shown has followed.
    void tick().then(kept.restore);
  }

  #stopsFor(datasetId: string | null): TourStop[] {
    const dataset = this.#app.datasets.byId(datasetId);
    const numeric = dataset?.columns.filter(({ type }) => type === 'number').length ?? 2;
    return tourStops.filter(({ view, columns }) => numeric >= columns && (view === null || this.#views.includes(view)));
  }
}

export const [useTour, provideTour] = createContext<Tour>();

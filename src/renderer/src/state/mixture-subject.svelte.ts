import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { MixtureData } from '../../../shared/contract/mixture-requests.ts';
import type { App } from './app.svelte.ts';
import type { KeptFit } from './fit-store.svelte.ts';
import { defaultMixture, type MixtureChoice, type MixtureState } from './mixture-state.ts';

/** Which columns and rows the Mixture view is about, and the fit of them that is shown. */
export class MixtureSubject {
  protected readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  get state(): MixtureState {
    return this.app.arrangement?.mixture ?? defaultMixture;
  }

  /** Columns that can be fitted. */
  get numeric(): ColumnInfo[] {
    return (this.app.dataset?.columns ?? []).filter(({ type }) => type === 'number' || type === 'date');
  }

  /** Columns that are fitted. */
  get columns(): string[] {
    const known = this.numeric.map(({ name }) => name);
    const chosen = this.state.columns?.filter((name) => known.includes(name)) ?? [];
    return chosen.length > 0 ? chosen : known.slice(0, 2);
  }

  /** The one or two of them that are drawn. */
  get drawnColumns(): string[] {
    const { columns } = this;
    if (columns.length < 2) return columns;
    const [x, y] = this.drawnPlaces;
    return [columns[x]!, columns[y]!];
  }

  get drawnPlaces(): [number, number] {
    const { axes } = this.state;
    return axes.every((place) => place < this.columns.length) && axes[0] !== axes[1] ? axes : [0, 1];
  }

  /** Of the bytes read and how they were read. */
  get reading(): string {
    const { dataset, arrangement } = this.app;
    return dataset ? `${dataset.hash} ${JSON.stringify(arrangement?.overrides ?? {})}` : '';
  }

  /** The rows as they are chosen now; null without columns. */
  rowsFor(columns: readonly string[], choice: Pick<MixtureChoice, 'labels' | 'weights'>): MixtureData | null {
    const { dataset, arrangement } = this.app;
    if (!dataset || !arrangement || columns.length === 0) return null;
    const known = dataset.columns.map(({ name }) => name);
    const labels =
      choice.labels && known.includes(choice.labels.column) ? { ...choice.labels, components: null } : null;
    const weights = choice.weights && known.includes(choice.weights.column) ? choice.weights : null;
    return { datasetId: dataset.datasetId, columns: [...columns], filters: arrangement.filters, labels, weights };
  }

  /** What is drawn: rows do not change with the labels. */
  get drawnRows(): MixtureData | null {
    return this.rowsFor(this.columns, { labels: null, weights: this.state.choice.weights });
  }

  /** The fit shown; null where there is none or it is of other columns. */
  get kept(): KeptFit | null {
    const kept = this.app.fits.get(this.state.shown);
    return kept && JSON.stringify(kept.data.columns) === JSON.stringify(this.columns) ? kept : null;
  }

  /** In what the rows differ from those the fit rests on; null where they are the same. */
  get stale(): 'filter' | 'data' | null {
    return this.kept && this.staleness(this.kept);
  }

  staleness({ data, reading }: KeptFit): 'filter' | 'data' | null {
    if (reading !== this.reading) return 'data';
    return JSON.stringify(data.filters) === JSON.stringify(this.app.arrangement?.filters ?? []) ? null : 'filter';
  }
}

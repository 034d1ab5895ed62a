import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { PairRows } from '../../../shared/contract/pair-requests.ts';
import type { App } from './app.svelte.ts';
import { defaultPair, type PairState } from './pair-state.ts';

/** Which two columns and which rows the Pair view is about. */
export class PairSubject {
  protected readonly app: App;

  constructor(app: App) {
    this.app = app;
  }

  get state(): PairState {
    return this.app.arrangement?.pair ?? defaultPair;
  }

  /** Columns that can be one of a pair. */
  get numeric(): ColumnInfo[] {
    return (this.app.dataset?.columns ?? []).filter(({ type }) => type === 'number' || type === 'date');
  }

  /** The columns shown: the chosen ones while they are there, else the first two of numbers; null with fewer. */
  get columns(): [x: string, y: string] | null {
    const names = this.numeric.map(({ name }) => name);
    const chosen = this.state.columns;
    if (chosen?.every((name) => names.includes(name))) return chosen;
    const [first, second] = names;
    return first !== undefined && second !== undefined ? [first, second] : null;
  }

  get matrixColumns(): string[] {
    const names = this.numeric.map(({ name }) => name);
    const chosen = this.state.matrixColumns?.filter((name) => names.includes(name));
    return chosen && chosen.length > 1 ? chosen : names.slice(0, 5);
  }

  get kinds(): ['number' | 'date', 'number' | 'date'] {
    const kind = (place: 0 | 1) =>
      this.numeric.find(({ name }) => name === this.columns?.[place])?.type === 'date' ? 'date' : 'number';
    return [kind(0), kind(1)];
  }

  get subject(): PairRows | null {
    const { arrangement, dataset } = this.app;
    const { columns } = this;
    if (!arrangement || !dataset || !columns) return null;
    const known = dataset.columns.some(({ name }) => name === arrangement.groupBy);
    const groupBy = known && !columns.includes(arrangement.groupBy ?? '') ? arrangement.groupBy : null;
    return { datasetId: dataset.datasetId, columns, filters: arrangement.filters, groupBy };
  }
}

/** Equal for the same rows of the same columns, split alike. */
export function subjectKey({ datasetId, columns, filters, groupBy }: PairRows): string {
  return JSON.stringify([datasetId, columns, filters, groupBy]);
}

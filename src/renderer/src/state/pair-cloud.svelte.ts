import type { Filter } from '../../../shared/contract/filter.ts';
import type { PairRows, PairWindow } from '../../../shared/contract/pair-requests.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import type { Call } from '../../../shared/contract/transport.ts';
import type { AffineMap } from '../../../shared/statistics/affine-map.ts';
import type { PairState } from './pair-state.ts';
import { subjectKey } from './pair-subject.svelte.ts';
import { Query } from './query.svelte.ts';

type Cloud = Value<'pair.cloud'>;

/** How the rows are asked for: coordinates, window, cells of a raster, and how many rows are drawn one by one. */
interface CloudLook {
  map: AffineMap | null;
  window: PairState['window'];
  cells: { columns: number; lines: number };
  mostPoints: number;
}

/**
 * The rows of the picture; and where regions or single rows are left out, the rows as they were before, so that what was
 * left out is still seen. Both show the same part of the plane.
 */
export class PairClouds {
  readonly #used;
  readonly #before;

  constructor(call: Call) {
    this.#used = new Query(call, 'pair.cloud');
    this.#before = new Query(call, 'pair.cloud');
  }

  ask(pair: PairRows, look: CloudLook): void {
    const filters = pair.filters.filter((filter) => !isSelection(filter));
    const selected = filters.length < pair.filters.length;
    this.#before.ask(selected ? { ...pair, filters, groupBy: null, ...look } : null);
    // The window is the one of all of them: until that is known, the picture before stays.
    if (selected && this.#before.pending) return;
    const window = look.window ?? (selected ? (this.#before.value?.window ?? null) : null);
    this.#used.ask({ ...pair, ...look, window });
  }

  forget(): void {
    this.#used.ask(null);
    this.#before.ask(null);
  }

  refresh(): void {
    this.#before.refresh();
    this.#used.refresh();
  }

  get value(): Cloud | null {
    return this.#used.value;
  }

  get params() {
    return this.#used.params;
  }

  get failure() {
    return this.#used.failure ?? this.#before.failure;
  }

  get pending(): boolean {
    return this.#used.pending || this.#before.pending;
  }

  /** The rows as they were before regions and single rows were left out; null where nothing was. */
  get before(): Cloud | null {
    const { params, value } = this.#before;
    const used = this.#used.params;
    const same =
      params &&
      used &&
      subjectKey({ ...used, filters: used.filters.filter((filter) => !isSelection(filter)), groupBy: null }) ===
        subjectKey(params);
    return same && JSON.stringify(params.map) === JSON.stringify(used.map) ? value : null;
  }

  /** The window that a person chose for what is shown; null for everything. */
  get asked(): PairWindow | null {
    const { window = null } = this.#used.params ?? {};
    const whole = this.before?.window ?? null;
    return JSON.stringify(window) === JSON.stringify(whole) ? null : window;
  }

  /** Everything there is, left out or not. */
  get range(): PairWindow | null {
    return (this.before ?? this.value)?.range ?? null;
  }
}

/** Rows that somebody left out by hand are still drawn; those a condition on a column leaves out are not. */
export const isSelection = ({ kind }: Filter): boolean => kind === 'polygon' || kind === 'rows-left-out';

import { createContext, untrack } from 'svelte';
import type { Failure } from '../../../shared/contract/errors.ts';
import type { Filter } from '../../../shared/contract/filter.ts';
import type { MixtureData, MixtureSpecification } from '../../../shared/contract/mixture-requests.ts';
import { identify } from '../../../shared/statistics/component-identity.ts';
import type { App } from './app.svelte.ts';
import { fitId, type KeptFit } from './fit-store.svelte.ts';
import { columnsKey, enterShown, keepFits } from './mixture-changes.ts';
import type { Mixtures } from './mixtures.svelte.ts';

/** One component has a closed form: nothing is searched. */
const specification: MixtureSpecification = {
  components: 1,
  covarianceModel: 'VVV',
  seed: 1,
  starts: 1,
  noise: false,
  regularisation: 0,
  given: [],
  locks: null,
};

/**
 * The normal that Distribution shows and the Gaussian that Pair shows, as fits of the ledger. Compare enters the two of the
 * moment of its own accord, one entry for each set of columns; a person keeps others by a button.
 */
export class ShownGaussians {
  /** The two of the moment are in the ledger, or cannot be fitted. */
  settled = $state(false);
  readonly #app: App;
  readonly #mixtures: Mixtures;

  /**
   * To be made while a component is initialised.
   * @param shown   true while the ledger is looked at
   * @param viewed  columns of the normal and of the Gaussian that the other views show; null for none
   */
  constructor(app: App, mixtures: Mixtures, shown: () => boolean, viewed: () => (readonly string[] | null)[]) {
    this.#app = app;
    this.#mixtures = mixtures;
    const asked = $derived(
      shown() && app.ready ? JSON.stringify({ wanted: this.#wanted(viewed()), reading: mixtures.reading }) : null,
    );
    // As text: entering a fit changes the arrangement, and must not ask for the same again.
    $effect(() => {
      if (asked === null) return;
      const { wanted } = JSON.parse(asked) as { wanted: MixtureData[] };
      const controller = new AbortController();
      const entering = untrack(() => wanted.map((data) => this.#enter(data, controller.signal)));
      void Promise.all(entering).then(() => {
        if (!controller.signal.aborted) this.settled = true;
      });
      return () => controller.abort();
    });
  }

  #wanted(viewed: (readonly string[] | null)[]): MixtureData[] {
    const { arrangement } = this.#app;
    return viewed.flatMap((columns) => {
      const dismissed = columns !== null && arrangement?.compare.dismissed.includes(columnsKey(columns));
      const data = columns === null || dismissed ? null : this.#rowsOf(columns, arrangement?.filters ?? []);
      return data ? [data] : [];
    });
  }

  /** The fit of these columns in the ledger, kept for good; null where it is not. */
  kept(columns: readonly string[], filters: readonly Filter[]): KeptFit | null {
    const data = this.#rowsOf(columns, filters);
    return data && this.#known(data, false);
  }

  /** Keeps the normal or Gaussian of these columns in the ledger. */
  async keep(columns: readonly string[], filters: readonly Filter[], title: string): Promise<void> {
    const app = this.#app;
    const data = this.#rowsOf(columns, filters);
    if (!data) return;
    const known = this.#known(data, true);
    const made = known ? { kept: known } : await this.#fit(data, null);
    if ('kept' in made) {
      app.run(`Keep ${title} in Compare`, keepFits([made.kept.id]));
      app.toasts.done(`${title} is kept in Compare.`);
    } else app.toasts.failure(made.failure);
  }

  #rowsOf(columns: readonly string[], filters: readonly Filter[]): MixtureData | null {
    const data = this.#mixtures.rowsFor(columns, { labels: null, weights: null });
    return data && { ...data, filters: [...filters] };
  }

  /** What could not be fitted says so in its own view. */
  async #enter(data: MixtureData, signal: AbortSignal): Promise<void> {
    if (this.#known(data, true)) return;
    const made = await this.#fit(data, signal);
    if ('kept' in made && !signal.aborted)
      this.#app.history.amend(enterShown(data.datasetId, made.kept.id, data.columns));
  }

  async #fit(data: MixtureData, signal: AbortSignal | null): Promise<{ kept: KeptFit } | { failure: Failure }> {
    const { fits, connection } = this.#app;
    const { reading } = this.#mixtures;
    const id = fitId(data, specification, reading);
    const known = fits.get(id);
    if (known) return { kept: known };
    const reply = await connection.call('mixture.fit', { ...data, ...specification }, signal ? { signal } : {});
    if (!reply.ok) return { failure: reply.error };
    const kept: KeptFit = {
      id,
      data,
      specification,
      reading,
      reply: reply.value,
      ids: identify(reply.value.fit, null),
      madeAt: Date.now(),
    };
    fits.add(kept);
    return { kept };
  }

  /** A plain fit of one component to the same rows that the ledger holds already, however it came there. */
  #known(data: MixtureData, alsoAutomatic: boolean): KeptFit | null {
    const { arrangement, fits } = this.#app;
    const rows = rowsKey(data);
    for (const { id, automatic } of arrangement?.ledger ?? []) {
      const kept = automatic && !alsoAutomatic ? null : fits.get(id);
      if (!kept || kept.reading !== this.#mixtures.reading || rowsKey(kept.data) !== rows) continue;
      const { components, noise, regularisation, given } = kept.specification;
      if (components === 1 && !noise && regularisation === 0 && given.length === 0) return kept;
    }
    return null;
  }
}

const rowsKey = ({ columns, filters, labels, weights }: MixtureData): string =>
  JSON.stringify([[...columns].sort(), filters, labels, weights]);

export const [useShownGaussians, provideShownGaussians] = createContext<ShownGaussians>();

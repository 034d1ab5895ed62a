import { changeDataset, changeNamedDataset, type Change } from './changes.ts';
import type { CompareState, LedgerEntry, MixtureChoice, MixtureState, Scanned } from './mixture-state.ts';

export const changeMixture = (changed: Partial<MixtureState>): Change =>
  changeDataset(({ mixture }) => ({ mixture: { ...mixture, ...changed } }));

export const changeCompare = (changed: Partial<CompareState>): Change =>
  changeDataset(({ compare }) => ({ compare: { ...compare, ...changed } }));

/** Adds fits to the ledger, newest last; those already there stay where they are, for good. */
export const keepFits = (ids: readonly string[]): Change =>
  changeDataset(({ ledger }) => {
    const known = new Set(ledger.map(({ id }) => id));
    const kept = ledger.map((entry) =>
      entry.automatic && ids.includes(entry.id) ? { ...entry, automatic: null } : entry,
    );
    return { ledger: [...kept, ...ids.filter((id) => !known.has(id)).map((id) => entryOf(id, null))] };
  });

/**
 * Enters the normal or Gaussian that another view shows, in the place of an earlier one of the same columns; none where the
 * fit is there already, or where a person deleted it.
 */
export const enterShown = (datasetId: string, id: string, columns: string[]): Change => {
  const key = columnsKey(columns);
  return changeNamedDataset(datasetId, ({ ledger, compare }) => {
    if (compare.dismissed.includes(key) || ledger.some((entry) => entry.id === id)) return {};
    const place = ledger.findIndex(({ automatic }) => automatic && columnsKey(automatic) === key);
    const entry = entryOf(id, columns);
    return { ledger: place < 0 ? [...ledger, entry] : ledger.with(place, entry) };
  });
};

const entryOf = (id: string, automatic: string[] | null): LedgerEntry => ({
  id,
  name: null,
  note: '',
  pinned: false,
  automatic,
});

/** As `dismissed` names them. */
export const columnsKey = (columns: readonly string[]): string => JSON.stringify(columns);

/** A scan is done: its table is kept with the state, its fits are in the ledger. */
export const keepScan =
  (scanned: Scanned): Change =>
  (state) =>
    changeMixture({ scanned })(keepFits(scanned.ids)(state));

/** A fit is there: it is shown, the choice is what it was made of, and nothing is set by hand. */
export const showFit =
  (id: string, columns: string[], choice: MixtureChoice): Change =>
  (state) =>
    changeDataset(({ mixture }) => ({
      mixture: {
        ...mixture,
        columns,
        choice,
        shown: id,
        draft: null,
        axes: mixture.axes.every((place) => place < columns.length) ? mixture.axes : [0, 1],
        window: sameColumns(mixture.columns, columns) ? mixture.window : null,
      },
    }))(keepFits([id])(state));

const sameColumns = (a: readonly string[] | null, b: readonly string[]): boolean =>
  a !== null && a.length === b.length && a.every((name, i) => name === b[i]);

/** What a person says of an entry keeps it. */
export const changeEntry = (id: string, changed: Partial<Omit<LedgerEntry, 'id'>>): Change =>
  changeDataset(({ ledger }) => ({
    ledger: ledger.map((entry) => (entry.id === id ? { ...entry, automatic: null, ...changed } : entry)),
  }));

export const removeEntries = (ids: readonly string[]): Change =>
  changeDataset(({ ledger, mixture, compare }) => ({
    ledger: ledger.filter(({ id }) => !ids.includes(id)),
    mixture: mixture.shown !== null && ids.includes(mixture.shown) ? { ...mixture, shown: null, draft: null } : mixture,
    compare: { ...compare, dismissed: [...compare.dismissed, ...dismissedBy(ledger, ids)] },
  }));

const dismissedBy = (ledger: readonly LedgerEntry[], ids: readonly string[]): string[] =>
  ledger.flatMap(({ id, automatic }) => (automatic && ids.includes(id) ? [columnsKey(automatic)] : []));

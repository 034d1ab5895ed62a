import { changeDataset, type Change } from './changes.ts';
import type { CompareState, LedgerEntry, MixtureChoice, MixtureState } from './mixture-state.ts';

export const changeMixture = (changed: Partial<MixtureState>): Change =>
  changeDataset(({ mixture }) => ({ mixture: { ...mixture, ...changed } }));

export const changeCompare = (changed: Partial<CompareState>): Change =>
  changeDataset(({ compare }) => ({ compare: { ...compare, ...changed } }));

/** Adds fits to the ledger, newest last; those already there stay where they are. */
export const keepFits = (ids: readonly string[]): Change =>
  changeDataset(({ ledger }) => {
    const known = new Set(ledger.map(({ id }) => id));
    const added = ids.filter((id) => !known.has(id)).map((id) => ({ id, name: null, note: '', pinned: false }));
    return added.length > 0 ? { ledger: [...ledger, ...added] } : {};
  });

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

export const changeEntry = (id: string, changed: Partial<Omit<LedgerEntry, 'id'>>): Change =>
  changeDataset(({ ledger }) => ({
    ledger: ledger.map((entry) => (entry.id === id ? { ...entry, ...changed } : entry)),
  }));

export const removeEntries = (ids: readonly string[]): Change =>
  changeDataset(({ ledger, mixture }) => ({
    ledger: ledger.filter(({ id }) => !ids.includes(id)),
    mixture: mixture.shown !== null && ids.includes(mixture.shown) ? { ...mixture, shown: null, draft: null } : mixture,
  }));

import type { MixtureData, MixtureFitReply, MixtureSpecification } from '../../../shared/contract/mixture-requests.ts';
import type { FitChecks } from './mixture-checks.svelte.ts';

/** A fit, what it was made of, and the numbers its components are known by. */
export interface KeptFit {
  /** Of what it was made of: the same question asked again is the same fit. */
  id: string;
  data: MixtureData;
  specification: MixtureSpecification;
  /** Of the bytes read and how they were read: another value means the data changed since. */
  reading: string;
  reply: MixtureFitReply;
  /** A cell of a scan, done well enough to be compared: it is fitted thoroughly once it is shown. */
  screened?: boolean;
  /** What was found out about it since; refitting forgets it. */
  checks?: FitChecks;
  /** One per component. */
  ids: number[];
  /** Milliseconds since 1970. */
  madeAt: number;
}

/**
 * Every fit that was made, kept once: the history holds ids alone, so that undo and the saved session stay small.
 */
export class FitStore {
  #fits = $state.raw<Readonly<Record<string, KeptFit>>>({});

  get(id: string | null): KeptFit | null {
    return id === null ? null : (this.#fits[id] ?? null);
  }

  add(fit: KeptFit): void {
    this.#fits = { ...this.#fits, [fit.id]: fit };
  }

  /** Every one of them, named by a ledger or not. */
  get all(): KeptFit[] {
    return Object.values(this.#fits);
  }

  /** The fits of these ids, each once. */
  save(ids: readonly string[]): KeptFit[] {
    const named: Record<string, KeptFit> = {};
    for (const id of ids) {
      const fit = this.#fits[id];
      if (fit) named[id] = fit;
    }
    return Object.values(named);
  }

  restore(fits: readonly KeptFit[]): void {
    this.#fits = Object.fromEntries(fits.map((fit) => [fit.id, fit]));
  }
}

/** A short name for whatever a fit was made of (FNV-1a, twice over for 64 bits): equal questions, equal ids. */
export function fitId(data: MixtureData, specification: MixtureSpecification, reading: string): string {
  const { datasetId: _, ...rows } = data;
  const text = JSON.stringify([rows, specification, reading]);
  return fnv(text, 0x811c9dc5) + fnv(text, 0x01000193);
}

function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

import type { PairGaussian, PairRows } from '../../../shared/contract/pair-requests.ts';
import type { Value } from '../../../shared/contract/requests.ts';
import type { Call } from '../../../shared/contract/transport.ts';
import type { Matrix2, Point } from '../../../shared/statistics/affine-map.ts';
import type { GaussianFit } from '../../../shared/statistics/gaussian-fit.ts';
import type { Outcome } from '../../../shared/statistics/outcome.ts';
import type { Grouped } from '../../../shared/statistics/grouped.ts';
import type { PairState } from './pair-state.ts';
import { subjectKey, type PairSubject } from './pair-subject.svelte.ts';
import { Query } from './query.svelte.ts';

export type Estimator = GaussianFit['estimator'];

/** A fit of one group, with the rows counted inside each of the radii asked for. */
export interface PairFitResult {
  estimator: Estimator;
  outcome: Outcome<GaussianFit>;
  inside: { squaredRadii: readonly number[]; counts: readonly number[] } | null;
}

/** The Gaussians of the pair's rows, classical and robust, and the rows inside their ellipses. */
export class PairFits {
  readonly #subject: PairSubject;
  readonly #squaredRadii: (state: PairState, n: number) => number[];
  readonly #classical;
  readonly #robust;
  readonly #insideClassical;
  readonly #insideRobust;

  /** @param squaredRadii  D² of the ellipses drawn around a fit of n rows */
  constructor(call: Call, subject: PairSubject, squaredRadii: (state: PairState, n: number) => number[]) {
    this.#subject = subject;
    this.#squaredRadii = squaredRadii;
    this.#classical = new Query(call, 'pair.fit');
    this.#robust = new Query(call, 'pair.fit');
    this.#insideClassical = new Query(call, 'pair.inside');
    this.#insideRobust = new Query(call, 'pair.inside');
  }

  ask(pair: PairRows | null): void {
    const { estimators } = this.#subject.state;
    this.#classical.ask(pair && { ...pair, estimator: 'classical' });
    this.#robust.ask(pair && estimators !== 'classical' ? { ...pair, estimator: 'robust' } : null);
  }

  askInside(pair: PairRows | null): void {
    this.#insideClassical.ask(pair && this.#insideParams(pair, this.#classical));
    this.#insideRobust.ask(pair && this.#insideParams(pair, this.#robust));
  }

  refresh(): void {
    for (const query of [this.#classical, this.#robust, this.#insideClassical, this.#insideRobust]) query.refresh();
  }

  /** Groups in the order of the last answer. */
  get groupNames(): (string | null)[] {
    return this.#classical.value?.groups.map(({ name }) => name) ?? [];
  }

  get failure() {
    return this.#classical.failure ?? this.#robust.failure;
  }

  get pending(): boolean {
    return this.#classical.pending;
  }

  get robustPending(): boolean {
    return this.#subject.state.estimators !== 'classical' && this.#robust.pending;
  }

  /** Undefined until the fit of the rows now chosen is known. */
  outcome(group: string | null, estimator: Estimator): Outcome<GaussianFit> | undefined {
    const query = estimator === 'classical' ? this.#classical : this.#robust;
    const { subject } = this.#subject;
    if (!query.params || !subject || subjectKey(query.params) !== subjectKey(subject)) return undefined;
    return query.value?.groups.find(({ name }) => name === group)?.value.fit;
  }

  /** Fits of the rows that another answer is about; for a moment after a change there may be none. */
  of(about: PairRows, group: string | null): PairFitResult[] {
    const { estimators } = this.#subject.state;
    const wanted: Estimator[] = estimators === 'both' ? ['classical', 'robust'] : [estimators];
    return wanted.flatMap((estimator) => {
      const fits = estimator === 'classical' ? this.#classical : this.#robust;
      const outcome = partOf(fits, about, group)?.fit;
      if (!outcome) return [];
      const query = estimator === 'classical' ? this.#insideClassical : this.#insideRobust;
      const counted = query.value?.groups.find(({ name }) => name === group)?.value;
      const same =
        outcome.ok &&
        query.params?.gaussians.some((asked) => asked.group === group && sameGaussian(asked.gaussian, outcome.value));
      const inside =
        counted && query.params && same ? { squaredRadii: query.params.squaredRadii, counts: counted.inside } : null;
      return [{ estimator, outcome, inside }];
    });
  }

  #insideParams(pair: PairRows, { value: fits, params }: { value: Value<'pair.fit'> | null; params: PairRows | null }) {
    if (!fits || !params || subjectKey(params) !== subjectKey(pair)) return null;
    const found = fits.groups.flatMap(({ name, value: { fit } }) =>
      fit.ok && fit.value.status === 'converged'
        ? [{ group: name, gaussian: gaussianOf(fit.value), n: fit.value.n }]
        : [],
    );
    // Radii of prediction and mean depend on each group's rows: every group is counted at the radii of all.
    const radii = found.flatMap(({ n }) => this.#squaredRadii(this.#subject.state, n));
    const squaredRadii = radii.filter((radius, place) => radii.indexOf(radius) === place).slice(0, 100);
    return found.length === 0 || squaredRadii.length === 0
      ? null
      : { ...pair, gaussians: found.map(({ group, gaussian }) => ({ group, gaussian })), squaredRadii };
  }
}

/** Mean and covariance of two columns, as the engine takes them. */
export const gaussianOf = ({ mean, covariance }: GaussianFit): PairGaussian => ({
  mean: mean as unknown as Point,
  covariance: covariance as unknown as Matrix2,
});

const sameGaussian = (a: PairGaussian, b: GaussianFit): boolean =>
  JSON.stringify([a.mean, a.covariance]) === JSON.stringify([b.mean, b.covariance]);

/** One group's part of an answer, where that is about the same rows. */
export function partOf<Part>(
  query: { value: Grouped<Part> | null; params: PairRows | null },
  about: PairRows,
  name: string | null,
): Part | null {
  if (!query.params || subjectKey(query.params) !== subjectKey(about)) return null;
  return query.value?.groups.find((group) => group.name === name)?.value ?? null;
}

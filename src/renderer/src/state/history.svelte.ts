/** A state that was, and the words for what was done to it. */
interface Step<State> {
  label: string;
  state: State;
}

/** What of a history survives a reload. */
export interface SavedHistory<State> {
  present: State;
  past: Step<State>[];
  future: Step<State>[];
}

const mostSteps = 100;
/** Changes of one kind that follow each other this quickly are one step: a drag, a slider, a held key. */
const sameGestureMs = 1000;

/** A plain state, changed by pure functions, with undo and redo. */
export class History<State> {
  #present = $state.raw() as State;
  #past = $state.raw<Step<State>[]>([]);
  #future = $state.raw<Step<State>[]>([]);
  #last: { kind: string | null; at: number } = { kind: null, at: 0 };
  readonly #now: () => number;

  constructor(initial: State, now: () => number = () => performance.now()) {
    this.#present = initial;
    this.#now = now;
  }

  get present(): State {
    return this.#present;
  }

  /** What undo would take back, in words; null when there is nothing. */
  get undoLabel(): string | null {
    return this.#past.at(-1)?.label ?? null;
  }

  get redoLabel(): string | null {
    return this.#future.at(-1)?.label ?? null;
  }

  /**
   * @param label  what is done, as a person would say it: "Change bins"
   * @param kind   given for gestures: quick changes of the same kind become one step
   */
  run(label: string, change: (state: State) => State, kind: string | null = null): void {
    const next = change(this.#present);
    if (next === this.#present) return;
    const now = this.#now();
    const continued = kind !== null && kind === this.#last.kind && now - this.#last.at < sameGestureMs;
    if (!continued) this.#past = [...this.#past.slice(1 - mostSteps), { label, state: this.#present }];
    this.#last = { kind, at: now };
    this.#future = [];
    this.#present = next;
  }

  /** A change that is no step: what undo would not be asked for, such as a file having been closed. */
  replace(change: (state: State) => State): void {
    this.#present = change(this.#present);
  }

  /** A change that belongs to no step: it holds whatever is undone or done again. */
  amend(change: (state: State) => State): void {
    const amended = (steps: readonly Step<State>[]): Step<State>[] =>
      steps.map(({ label, state }) => ({ label, state: change(state) }));
    this.#present = change(this.#present);
    this.#past = amended(this.#past);
    this.#future = amended(this.#future);
  }

  undo(): string | null {
    const step = this.#past.at(-1);
    if (!step) return null;
    this.#past = this.#past.slice(0, -1);
    this.#future = [...this.#future, { label: step.label, state: this.#present }];
    this.#go(step.state);
    return step.label;
  }

  redo(): string | null {
    const step = this.#future.at(-1);
    if (!step) return null;
    this.#future = this.#future.slice(0, -1);
    this.#past = [...this.#past, { label: step.label, state: this.#present }];
    this.#go(step.state);
    return step.label;
  }

  #go(state: State): void {
    this.#last = { kind: null, at: 0 };
    this.#present = state;
  }

  save(): SavedHistory<State> {
    return { present: this.#present, past: this.#past, future: this.#future };
  }

  restore({ present, past, future }: SavedHistory<State>): void {
    this.#present = present;
    this.#past = past;
    this.#future = future;
    this.#last = { kind: null, at: 0 };
  }
}

import { rowsPerBlock } from '../../kernels/em-wasm.ts';
import { componentLength, totalsLength, type CovarianceShape, type EmPass } from '../../kernels/em.ts';
import { createRowPass, passTotalsLength } from './pattern-pass.ts';
import type { FitRows } from './row-patterns.ts';

/**
 * Memory through which threads share one pass over the rows; plain data on shared buffers, so it crosses to a worker.
 * Chunks of rows are claimed with a counter: the leader takes them from the front, helpers from the back, so that in pass
 * after pass each meets the rows again that its kernel still holds. Each chunk's totals are kept in its own place and added
 * up in the order of the chunks: the same bits for any number of threads.
 */
export interface TeamMemory {
  /** [chunks claimed, chunks done, components of this pass, passes begun, ended, next from the front, next from the back] */
  control: Int32Array<SharedArrayBuffer>;
  parameters: Float64Array<SharedArrayBuffer>;
  totals: Float64Array<SharedArrayBuffer>;
  /** d centres, d factors: how the leader centres and scales the columns. */
  affine: Float64Array<SharedArrayBuffer>;
  shape: CovarianceShape;
  /** Rows that a pass goes through; see `passLength`. */
  rowCount: number;
  d: number;
  /** Most components a pass may ask for, the noise component included. */
  components: number;
}

const [CLAIMED, DONE, COMPONENTS, BEGUN, ENDED, FRONT, BACK] = [0, 1, 2, 3, 4, 5, 6];

/** Rows per chunk: few enough that two threads end together, and never more than 256 chunks to add up. */
export const chunkRows = (n: number): number => Math.max(8, Math.ceil(n / 256 / rowsPerBlock)) * rowsPerBlock;
const chunkCount = (n: number): number => Math.max(1, Math.ceil(n / chunkRows(n)));

export function createTeamMemory(rowCount: number, d: number, components: number, shape: CovarianceShape): TeamMemory {
  const doubles = (length: number) => new Float64Array(new SharedArrayBuffer(length * 8));
  const control = new Int32Array(new SharedArrayBuffer(7 * 4));
  control[CLAIMED] = 1 << 30; // nothing to claim before the first pass
  return {
    control,
    parameters: doubles(components * componentLength(d, shape)),
    totals: doubles(chunkCount(rowCount) * (totalsLength(d, components, shape) + 1)), // one more for rows with gaps
    affine: doubles(2 * d),
    shape,
    rowCount,
    d,
    components,
  };
}

/** Claims chunks until none is left: as many as there are, so that front and back never cross. */
function claimChunks(memory: TeamMemory, pass: EmPass, rows: Pick<FitRows, 'patterns'>, leads: boolean): void {
  const { control, parameters, totals, rowCount: n } = memory;
  const chunks = chunkCount(n);
  for (;;) {
    if (Atomics.add(control, CLAIMED, 1) >= chunks) return;
    const chunk = leads ? Atomics.add(control, FRONT, 1) : Atomics.sub(control, BACK, 1);
    const components = Atomics.load(control, COMPONENTS);
    const first = chunk * chunkRows(n);
    const at = chunk * passTotalsLength(rows, memory.d, components, memory.shape);
    pass(first, Math.min(n, first + chunkRows(n)), components, parameters, totals, at);
    if (Atomics.add(control, DONE, 1) + 1 === chunks) Atomics.notify(control, DONE);
  }
}

/**
 * A helper thread's part: sleeps until the leader begins a pass, claims chunks, sleeps again; returns when the leader
 * has ended. A helper that comes late or never costs only its help.
 * @param rows  the leader's rows; their centre and factor are taken from the leader
 */
export function serveChunks(rows: Omit<FitRows, 'centre' | 'factor'>, memory: TeamMemory): void {
  const { control, affine, d } = memory;
  let pass: EmPass | null = null;
  for (let seen = 0; ;) {
    Atomics.wait(control, BEGUN, seen);
    seen = Atomics.load(control, BEGUN);
    if (Atomics.load(control, ENDED)) return;
    pass ??= createRowPass({ ...rows, centre: affine.slice(0, d), factor: affine.slice(d) }, memory.shape);
    claimChunks(memory, pass, rows, false);
  }
}

/** One pass over all rows: totals (see `createRowPass`) for K components and their parameters. The result is overwritten by the next. */
export type RunPass = (components: number, parameters: Float64Array) => Float64Array;

/** The leader's part: passes over all rows, alone or with whoever serves the same memory. */
export function createPassRunner(rows: FitRows, memory: TeamMemory): RunPass {
  const { control, d, shape, rowCount: n } = memory;
  memory.affine.set(rows.centre);
  memory.affine.set(rows.factor, d);
  const pass = createRowPass(rows, shape);
  const chunks = chunkCount(n);
  return (components, parameters) => {
    const length = passTotalsLength(rows, d, components, shape);
    if (chunks === 1) {
      pass(0, n, components, parameters, memory.totals, 0);
      return memory.totals.slice(0, length);
    }
    // Everything a chunk needs stands before the counter that lets it be claimed.
    memory.parameters.set(parameters.subarray(0, components * componentLength(d, shape)));
    Atomics.store(control, COMPONENTS, components);
    Atomics.store(control, DONE, 0);
    Atomics.store(control, FRONT, 0);
    Atomics.store(control, BACK, chunks - 1);
    Atomics.store(control, CLAIMED, 0);
    Atomics.add(control, BEGUN, 1);
    Atomics.notify(control, BEGUN);
    claimChunks(memory, pass, rows, true);
    for (let done = Atomics.load(control, DONE); done < chunks; done = Atomics.load(control, DONE))
      Atomics.wait(control, DONE, done);
    const sum = memory.totals.slice(0, length);
    for (let chunk = 1; chunk < chunks; chunk++)
      for (let i = 0; i < length; i++) sum[i]! += memory.totals[chunk * length + i]!;
    return sum;
  };
}

/** Lets the helpers go home. */
export function endTeam({ control }: TeamMemory): void {
  Atomics.store(control, ENDED, 1);
  Atomics.add(control, BEGUN, 1);
  Atomics.notify(control, BEGUN);
}

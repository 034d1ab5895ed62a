import { orderKey, rankCells, valueOfKey } from '../../kernels/rank.ts';
import { collectRanks, countRanks } from '../../kernels/rank-wasm.ts';
import { selectRanks } from './select-ranks.ts';

/** One pass over all rows that the search for order statistics asks for; plain data, so that threads can run it on ranges. */
export type RankPass =
  { kind: 'count'; low: bigint; shift: number } | { kind: 'collect'; low: bigint; shift: number; flags: Uint8Array };

/** What a pass gave for some rows: counts per cell, added up over the ranges, or values, joined in any order. */
export type RankPassResult = Uint32Array | Float64Array;

/** Run one pass over rows [from, to). */
export function rankPassOfRange(values: Float64Array, from: number, to: number, pass: RankPass): RankPassResult {
  return pass.kind === 'count'
    ? countRanks(values, from, to, pass.low, pass.shift)
    : collectRanks(values, from, to, pass.low, pass.shift, pass.flags);
}

/** The result of a pass over a whole column from those of its ranges. */
export function mergeRankPass(parts: readonly RankPassResult[]): RankPassResult {
  const [first, ...rest] = parts;
  if (!first) return new Float64Array(0);
  if (first instanceof Uint32Array) {
    const total = first.slice();
    for (const part of rest) for (let cell = 0; cell < total.length; cell++) total[cell]! += part[cell]!;
    return total;
  }
  const joined = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** A cell with more values than this is counted again in finer cells; one with fewer is collected and searched. */
const collectAtMost = 1 << 18;

/**
 * Exact order statistics in little memory: a first pass counts the values in 65 536 cells of neighbouring doubles, then
 * cells that hold a wanted rank are collected and searched, or counted again more finely where too many values share
 * one. Written as a generator of passes: whoever drives it runs them on one thread or on several.
 * @param ranks   wanted ranks, ascending, 0 ≤ rank < n
 * @param min     smallest and largest finite value of the column
 * @returns the values of these ranks, shape (ranks,)
 */
export function* orderStatistics(
  ranks: readonly number[],
  min: number,
  max: number,
): Generator<RankPass, Float64Array, RankPassResult> {
  const found = new Float64Array(ranks.length);
  const brackets = [{ low: orderKey(min), high: orderKey(max), first: 0, last: ranks.length, before: 0 }];
  for (let bracket = brackets.pop(); bracket; bracket = brackets.pop()) {
    const { low, first, last } = bracket;
    const shift = Math.max(0, (bracket.high - low).toString(2).length - 16);
    const counts = (yield { kind: 'count', low, shift }) as Uint32Array;
    const flags = new Uint8Array(rankCells);
    const wanted: { cell: number; first: number; last: number; before: number }[] = [];
    let before = bracket.before;
    let next = first;
    for (let cell = 0; cell < rankCells && next < last; cell++) {
      const after = before + counts[cell]!;
      const start = next;
      while (next < last && ranks[next]! < after) next++;
      if (next > start) {
        const cellLow = low + (BigInt(cell) << BigInt(shift));
        if (shift === 0) found.fill(valueOfKey(cellLow) + 0, start, next);
        else if (counts[cell]! > collectAtMost) {
          const cellHigh = cellLow + (1n << BigInt(shift)) - 1n;
          brackets.push({ low: cellLow, high: cellHigh, first: start, last: next, before });
        } else {
          flags[cell] = 1;
          wanted.push({ cell, first: start, last: next, before });
        }
      }
      before = after;
    }
    if (wanted.length === 0) continue;
    const collected = (yield { kind: 'collect', low, shift, flags }) as Float64Array;
    // In order, the collected values would stand cell after cell: only those of the wanted ranks are brought there.
    const places: { rank: number; at: number }[] = [];
    let cellStart = 0;
    for (const { cell, first: start, last: end, before: below } of wanted) {
      for (let rank = start; rank < end; rank++) places.push({ rank, at: cellStart + ranks[rank]! - below });
      cellStart += counts[cell]!;
    }
    selectRanks(
      collected,
      places.map(({ at }) => at),
    );
    for (const { rank, at } of places) found[rank] = collected[at]! + 0;
  }
  return found;
}

/** Drive a search over a column on one thread. */
export function runRankPasses<Result>(
  search: Generator<RankPass, Result, RankPassResult>,
  values: Float64Array,
): Result {
  let step = search.next();
  while (!step.done) step = search.next(rankPassOfRange(values, 0, values.length, step.value));
  return step.value;
}

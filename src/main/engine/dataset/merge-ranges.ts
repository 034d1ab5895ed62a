import { emptyMeasure, mergeMeasures } from '../kernels/column-measure.ts';
import type { ColumnMeasure } from '../kernels/column-measure.ts';
import { normalToken } from './missing-tokens.ts';
import { keptNamelike, keptProblems } from './column-tally.ts';
import type { ColumnCounts, UnreadCell } from './column-tally.ts';
import type { RangeJob, RangeResult, ThreadTexts } from './range-job.ts';
import type { Repair, RepairCounts } from './repair-counts.ts';

/** A column after all threads have read their share. */
export interface MergedColumn {
  missing: Map<string, number>;
  invalid: number;
  problems: UnreadCell[];
  namelike: UnreadCell[];
  namelikeCount: number;
  rounded: number;
  firstRounded: UnreadCell | undefined;
  measure: ColumnMeasure;
  /** Distinct texts in order of first appearance; empty for numbers and dates. */
  dictionary: string[];
}

export interface MergedTable {
  rows: number;
  columns: MergedColumn[];
  repairs: RepairCounts;
  /** First row of each segment in the table, by segment; there are gaps where no row begins. */
  firstRows: number[];
}

/**
 * Joins what the threads read: closes the gaps that segments with fewer rows than expected left in the columns, and gives
 * all threads' texts the same codes.
 */
export function mergeRanges(job: RangeJob, results: readonly RangeResult[]): MergedTable {
  const bySegment = results
    .flatMap((result) => result.segments.map((segment) => ({ ...segment, result })))
    .sort((a, b) => a.segment - b.segment);
  const firstRows: number[] = [];
  let rows = 0;
  for (const { segment, firstRow: from, rows: count } of bySegment) {
    if (from !== rows) for (const column of job.columns) column.copyWithin(rows, from, from + count);
    firstRows[segment] = rows;
    rows += count;
  }
  const columns = job.rules.map((rule, c): MergedColumn => {
    const counts = results.flatMap((result) => result.counts[c] ?? []);
    const merged = mergeCounts(counts);
    if (rule.storage !== 'text') {
      const counted = [...merged.missing.values()].reduce((sum, count) => sum + count, merged.invalid);
      const empty = merged.measure.nans - counted;
      if (empty > 0) merged.missing.set('', empty);
      return { ...merged, dictionary: [] };
    }
    const missing = new Set(rule.missing);
    const { dictionary, counted } = mergeTexts(
      job.columns[c] as Int32Array,
      bySegment.map(({ segment, rows: count, known, result }) => ({
        from: firstRows[segment] ?? 0,
        to: (firstRows[segment] ?? 0) + count,
        own: result.dictionaries[c] ?? noTexts,
        known: known[c] ?? 0,
      })),
      (text) => missing.has(normalToken(text)),
    );
    return { ...merged, missing: counted, dictionary };
  });
  return { rows, columns, repairs: mergeRepairs(results.map((result) => result.repairs)), firstRows };
}

function mergeCounts(all: readonly ColumnCounts[]): Omit<MergedColumn, 'dictionary'> {
  const missing = new Map<string, number>();
  for (const counts of all)
    for (const [token, count] of counts.missing) missing.set(token, (missing.get(token) ?? 0) + count);
  return {
    missing,
    invalid: all.reduce((sum, counts) => sum + counts.invalid, 0),
    // As many as one thread would have kept: what is decided from them must not depend on the number of threads.
    problems: all
      .flatMap((counts) => counts.problems)
      .sort(inFileOrder)
      .slice(0, keptProblems),
    namelike: all
      .flatMap((counts) => counts.namelike)
      .sort(inFileOrder)
      .slice(0, keptNamelike),
    namelikeCount: all.reduce((sum, counts) => sum + counts.namelikeCount, 0),
    rounded: all.reduce((sum, counts) => sum + counts.rounded, 0),
    firstRounded: all.flatMap((counts) => counts.firstRounded ?? []).sort(inFileOrder)[0],
    measure: all.map((counts) => counts.measure).reduce(mergeMeasures, emptyMeasure()),
  };
}

function inFileOrder(a: UnreadCell, b: UnreadCell): number {
  return a.segment - b.segment || a.row - b.row;
}

function textsOf({ joined, ends }: ThreadTexts): string[] {
  return Array.from(ends, (end, i) => joined.slice(ends[i - 1] ?? 0, end));
}

interface CodedStretch {
  from: number;
  to: number;
  /** The reading thread's texts, and how many of them it knew at the end of the stretch. */
  own: ThreadTexts;
  known: number;
}

const noTexts: ThreadTexts = { joined: '', ends: new Uint32Array(), counts: new Float64Array(), empty: 0 };

/**
 * Rewrites the codes of all stretches to one dictionary. Texts that mean "no value" become −1 and are counted; texts that
 * no row holds (they were met in rows read again) are left out.
 */
function mergeTexts(codes: Int32Array, stretches: readonly CodedStretch[], isMissing: (text: string) => boolean) {
  const threads = new Map([...new Set(stretches.map(({ own }) => own))].map((own) => [own, threadTexts(own)]));
  // In order of first appearance, whichever thread read which stretch: a thread's texts are in the order in which it met
  // them. Two byte strings may be one text: NUL characters are removed.
  const places = new Map<string, number>();
  const all: string[] = [];
  for (const { own, known } of stretches) {
    const thread = threads.get(own);
    for (; thread !== undefined && thread.seen < known; thread.seen++) {
      const text = thread.texts[thread.seen] ?? '';
      let place = places.get(text);
      if (place === undefined) {
        place = all.push(text) - 1;
        places.set(text, place);
      }
      thread.places[thread.seen] = place;
    }
  }
  const totals = new Float64Array(all.length);
  let empty = 0;
  for (const [own, { places: ownPlaces, seen }] of threads) {
    empty += own.empty;
    for (let code = 0; code < seen; code++) totals[ownPlaces[code]!]! += own.counts[code] ?? 0;
  }
  const counted = new Map<string, number>();
  if (empty > 0) counted.set('', empty);
  const dictionary: string[] = [];
  const newCodes = new Int32Array(all.length).fill(-1);
  for (const [place, text] of all.entries()) {
    const count = totals[place]!;
    if (count === 0) continue;
    if (isMissing(text)) counted.set(text.trim(), (counted.get(text.trim()) ?? 0) + count);
    else newCodes[place] = dictionary.push(text) - 1;
  }
  const maps = new Map(
    [...threads].map(([own, { places, seen }]) => [own, places.subarray(0, seen).map((place) => newCodes[place]!)]),
  );
  for (const { from, to, own } of stretches) {
    const map = maps.get(own);
    if (map === undefined || map.every((code, old) => code === old)) continue;
    recode(codes.subarray(from, to), map);
  }
  return { dictionary, counted };
}

/** A thread's texts by its codes; `seen` of them have been given `places` among all texts. */
interface PlacedTexts {
  texts: string[];
  places: Int32Array;
  seen: number;
}

function threadTexts(own: ThreadTexts): PlacedTexts {
  const texts = textsOf(own);
  return { texts, places: new Int32Array(texts.length), seen: 0 };
}

/** −1 stays. */
function recode(codes: Int32Array, map: Int32Array): void {
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    if (code >= 0) codes[i] = map[code]!;
  }
}

function mergeRepairs(all: readonly RepairCounts[]): RepairCounts {
  const repair = (pick: (repairs: RepairCounts) => Repair): Repair => {
    const some = all.map(pick).filter(({ count }) => count > 0);
    return { count: some.reduce((sum, { count }) => sum + count, 0), line: Math.min(...some.map(({ line }) => line)) };
  };
  return {
    padded: repair((repairs) => repairs.padded),
    cut: repair((repairs) => repairs.cut),
    blank: repair((repairs) => repairs.blank),
    strayQuote: repair((repairs) => repairs.strayQuote),
    unclosedQuote: repair((repairs) => repairs.unclosedQuote),
    repeatedHeading: repair((repairs) => repairs.repeatedHeading),
    undecodable: all.reduce((sum, repairs) => sum + repairs.undecodable, 0),
    withNuls: all.reduce((sum, repairs) => sum + repairs.withNuls, 0),
  };
}

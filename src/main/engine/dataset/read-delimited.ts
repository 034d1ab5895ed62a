import type { DatasetSummary, Remark } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { emptyMeasure } from '../kernels/column-measure.ts';
import { columnInfo } from './column-info.ts';
import { createControl, rowsOf } from './control.ts';
import { DatasetError } from './dataset-error.ts';
import { decisionRemarks } from './decision-remarks.ts';
import { inferColumnRule } from './infer-column.ts';
import type { ColumnRule } from './infer-column.ts';
import { layOut } from './lay-out.ts';
import type { Layout } from './lay-out.ts';
import { freeMemory, refuseWhenLow, refuseWithoutRoom } from './memory-room.ts';
import type { FreeMemory } from './memory-room.ts';
import { mergeRanges } from './merge-ranges.ts';
import type { MergedTable } from './merge-ranges.ts';
import { bytesOfTable, hintsOf, planDelimited } from './plan-delimited.ts';
import type { PreparedBytes } from './prepare-bytes.ts';
import { partsOf } from './range-job.ts';
import type { RangeJob, RangeResult } from './range-job.ts';
import type { ReadHooks } from './read-hooks.ts';
import { repairRemarks } from './repair-remarks.ts';
import { hashOfBlocks } from './scan-source.ts';
import { progressReporter } from './report-progress.ts';
import { shareWork } from './share-work.ts';
import type { SniffedTable } from './sniff-dialect.ts';
import type { TableColumn } from './table.ts';
import { BlockLedger } from './turns.ts';

/** A column's rule is looked at again at most this often. */
const rereadings = 2;

/** A table and what the text tells about it; the file itself is described by the caller. */
export interface DelimitedTable {
  columns: TableColumn[];
  summary: Pick<DatasetSummary, 'rows' | 'columns' | 'reading' | 'remarks' | 'problems' | 'hash'>;
}

/**
 * Reads a delimited text file into typed columns.
 * @throws {DatasetError} see its codes
 */
export async function readDelimited(
  prepared: PreparedBytes,
  told: DialectOverrides,
  hooks: ReadHooks,
): Promise<DelimitedTable> {
  const plan = planDelimited(prepared, told);
  const { sniffed } = plan;
  if (sniffed.sample.length === 0) {
    throw new DatasetError(
      'header-only',
      `${prepared.source.name} has a heading (${sniffed.names.slice(0, 3).join(', ')}${sniffed.names.length > 3 ? ', …' : ''}) but no rows of data below it.`,
      { columns: sniffed.names.length },
    );
  }
  let { rules } = plan;
  const free = hooks.freeMemory ?? freeMemory;
  const watchMemory = memoryWatcher();
  let inOrder = false;
  let rows: number | undefined;
  for (let again = 0; ; again++) {
    const layout = await layOut(prepared, sniffed, rules, hooks, inOrder, rows);
    const job = createJob(prepared, sniffed, layout, rules, hooks.tokeniserOnly ?? false, free);
    const report = progressReporter(job, sniffed.names, hooks);
    const onBlock = (): void => {
      watchMemory(job, prepared.source.name, free);
      report(false);
    };
    const results = (await shareWork(job, partsOf(job), hooks, onBlock)).filter((result) => result !== null);
    report(true);
    if (job.turns !== undefined && results.some(({ full }) => full)) {
      // The rows became shorter than the first ones: now it is known how many there are.
      rows = new BlockLedger(job.turns).rows();
      again--;
      continue;
    }
    if (!inOrder && !fitTogether(job, results)) {
      // Quotes that are no quotes put the borders between rows where there are none: read from the start in one go.
      inOrder = true;
      again--;
      continue;
    }
    const merged = mergeRanges(job, results);
    const better = again < rereadings ? betterRules(sniffed, told, rules, merged) : undefined;
    if (better !== undefined) {
      rules = better;
      continue;
    }
    return tableOf(job, sniffed, told, rules, merged, hashOfBlocks(layout.hashes));
  }
}

function tableOf(
  job: RangeJob,
  sniffed: SniffedTable,
  told: DialectOverrides,
  rules: ColumnRule[],
  merged: MergedTable,
  hash: string,
): DelimitedTable {
  const { rows } = merged;
  const columns = rules.map((rule, c): TableColumn => {
    const cells = job.columns[c];
    if (rule.storage === 'text') {
      return {
        kind: 'text',
        codes: (cells as Int32Array<SharedArrayBuffer>).subarray(0, rows),
        dictionary: merged.columns[c]?.dictionary ?? [],
      };
    }
    return { kind: rule.storage, values: (cells as Float64Array<SharedArrayBuffer>).subarray(0, rows) };
  });
  const problems = merged.columns.flatMap((column, c) =>
    column.problems.map((cell) => ({
      row: (merged.firstRows[cell.segment] ?? 0) + cell.row + 1,
      line: cell.line,
      column: sniffed.names[c] ?? '',
      text: cell.text,
      reason: `not a ${rules[c]?.storage ?? 'number'}`,
    })),
  );
  problems.sort((a, b) => a.row - b.row);
  const decided = rules.map((rule, c) => {
    const { rounded: count, firstRounded: { segment, row, line } = noCell } = merged.columns[c] ?? emptyColumn;
    return {
      name: sniffed.names[c] ?? '',
      rule,
      rounded: { count, row: (merged.firstRows[segment] ?? 0) + row + 1, line },
    };
  });
  const remarks: Remark[] = [
    ...sniffed.remarks,
    ...decisionRemarks(decided, told.decimal !== undefined),
    ...repairRemarks(merged.repairs, job.width),
  ];
  return {
    columns,
    summary: {
      rows,
      hash,
      columns: columns.map((column, c) =>
        columnInfo(sniffed.names[c] ?? '', rules[c] ?? emptyRule, column, merged.columns[c] ?? emptyColumn),
      ),
      reading: sniffed.reading,
      remarks,
      problems: {
        total: merged.columns.reduce((sum, column) => sum + column.invalid, 0),
        first: problems.slice(0, 1000),
      },
    },
  };
}

const emptyRule: ColumnRule = { storage: 'text', certainty: 'found', missing: [] };
const noCell = { segment: 0, row: 0, line: 0 };
const emptyColumn = {
  missing: new Map<string, number>(),
  invalid: 0,
  problems: [],
  namelike: [],
  namelikeCount: 0,
  rounded: 0,
  firstRounded: undefined,
  dictionary: [],
  measure: emptyMeasure(),
};

/**
 * Looks at the rules again in the light of the cells they could not read. A column that the first rows misjudged gets
 * the rule that fits all of it.
 * @returns undefined when every rule stands
 */
function betterRules(
  sniffed: SniffedTable,
  told: DialectOverrides,
  rules: readonly ColumnRule[],
  merged: MergedTable,
): ColumnRule[] | undefined {
  let changed = false;
  const better = rules.map((rule, c): ColumnRule => {
    const column = merged.columns[c];
    if (column === undefined || rule.storage === 'text' || rule.toldType !== undefined) return rule;
    const missing = [...column.missing.values()].reduce((sum, count) => sum + count, 0);
    const values = merged.rows - missing;
    const name = sniffed.names[c] ?? '';
    const evidence = [
      ...sniffed.sample.map((row) => row[c] ?? ''),
      ...column.problems.map((cell) => cell.text),
      ...column.namelike.map((cell) => cell.text),
    ];
    if (column.invalid === 0 && column.namelikeCount === 0) return rule;
    const hints = hintsOf(told, name);
    const other = inferColumnRule(
      evidence,
      rule.rival === undefined ? hints : { ...hints, usualDecimal: rule.rival === ',' ? ',' : '.' },
    );
    const asText = column.invalid > values * 0.2;
    const next = asText && other.storage !== 'text' && !readsMore(other, rule) ? inferColumnRule(['x'], hints) : other;
    if (sameRule(next, rule)) return rule;
    // A few cells that no rule reads are reported, not a reason to give the numbers up.
    if (next.storage === 'text' && !asText && column.namelikeCount === 0) return rule;
    changed = true;
    return next;
  });
  return changed ? better : undefined;
}

function readsMore(other: ColumnRule, rule: ColumnRule): boolean {
  return !sameRule(other, rule);
}

function sameRule(a: ColumnRule, b: ColumnRule): boolean {
  const format = (rule: ColumnRule) =>
    JSON.stringify([rule.storage, rule.numberFormat ?? null, rule.dateFormat?.order ?? null]);
  return format(a) === format(b);
}

function createJob(
  prepared: PreparedBytes,
  sniffed: SniffedTable,
  { turns, segments, room, expected }: Layout,
  rules: ColumnRule[],
  tokeniserOnly: boolean,
  free: FreeMemory,
): RangeJob {
  const { end, cells } = bytesOfTable(prepared, sniffed);
  const rowBytes = rules.reduce((sum, rule) => sum + (rule.storage === 'text' ? 4 : 8), 0);
  refuseWithoutRoom(prepared.source.name, expected, rowBytes, free);
  const job = { segments, ...(turns && { turns }) };
  return {
    kind: 'rows',
    source: prepared.shared,
    encoding: prepared.byteEncoding,
    cells,
    rules,
    width: rules.length + sniffed.dropped,
    headingRows: sniffed.headingRows,
    tokeniserOnly,
    ...job,
    end,
    // Memory that no row is written to is none: the system gives it page by page.
    columns: rules.map((rule) =>
      rule.storage === 'text'
        ? new Int32Array(new SharedArrayBuffer(room * 4))
        : new Float64Array(new SharedArrayBuffer(room * 8)),
    ),
    control: createControl(partsOf(job)),
  };
}

/** @returns whether each segment ended where the next one begins, so that no row was cut or read twice */
function fitTogether({ turns, segments, end: tableEnd }: RangeJob, results: readonly RangeResult[]): boolean {
  const read = results.flatMap((result) => result.segments).sort((a, b) => a.segment - b.segment);
  const begin = turns?.from ?? segments[0]?.from;
  return (
    read.every(({ from, overflow }, i) => !overflow && from === (i === 0 ? begin : read[i - 1]?.end)) &&
    (read.at(-1)?.end ?? begin) === tableEnd
  );
}

/** Looks at the memory now and then while columns of text are read. */
function memoryWatcher(): (job: RangeJob, name: string, free: FreeMemory) => void {
  let looked = -Infinity;
  return (job, name, free) => {
    const now = performance.now();
    if (now - looked < 100 || job.rules.every((rule) => rule.storage !== 'text')) return;
    looked = now;
    let rows = 0;
    for (let part = 0; part < partsOf(job); part++) rows += rowsOf(job.control, part);
    refuseWhenLow(name, rows, free);
  };
}

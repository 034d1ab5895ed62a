import { freemem } from 'node:os';
import type { Remark } from '../../../shared/contract/dataset.ts';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { columnInfo } from './column-info.ts';
import { bytesRead, createControl, rowsOf, stopAll } from './control.ts';
import { DatasetError } from './dataset-error.ts';
import { inferColumnRule } from './infer-column.ts';
import type { ColumnRule } from './infer-column.ts';
import { mergeRanges } from './merge-ranges.ts';
import type { MergedTable } from './merge-ranges.ts';
import { bytesOfTable, hintsOf, planDelimited } from './plan-delimited.ts';
import { planSegments } from './plan-segments.ts';
import type { PreparedBytes } from './prepare-bytes.ts';
import type { RangeJob, RangeResult } from './range-job.ts';
import type { ReadHooks } from './read-hooks.ts';
import { cancelled, readRange } from './read-range.ts';
import { repairRemarks } from './repair-remarks.ts';
import type { SniffedTable } from './sniff-dialect.ts';
import type { Table, TableColumn } from './table.ts';

/** A column's rule is looked at again at most this often. */
const rereadings = 2;

/**
 * Reads a delimited text file into typed columns.
 * @throws {DatasetError} see its codes
 */
export async function readDelimited(
  prepared: PreparedBytes,
  told: DialectOverrides,
  hooks: ReadHooks,
): Promise<
  Omit<Table, 'summary'> & { summary: Pick<Table['summary'], 'rows' | 'columns' | 'reading' | 'remarks' | 'problems'> }
> {
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
  for (let again = 0; ; again++) {
    const job = await createJob(prepared, sniffed, rules, hooks);
    const results = await runThreads(job, sniffed.names, hooks);
    const merged = mergeRanges(job, results);
    const better = again < rereadings ? betterRules(sniffed, told, rules, merged) : undefined;
    if (better !== undefined) {
      rules = better;
      continue;
    }
    return tableOf(job, sniffed, rules, merged);
  }
}

function tableOf(job: RangeJob, sniffed: SniffedTable, rules: ColumnRule[], merged: MergedTable) {
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
  const remarks: Remark[] = [...sniffed.remarks, ...repairRemarks(merged.repairs, job.width)];
  return {
    columns,
    summary: {
      rows,
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
const emptyColumn = {
  missing: new Map<string, number>(),
  invalid: 0,
  problems: [],
  namelike: [],
  namelikeCount: 0,
  dictionary: [],
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
      ...column.namelike,
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

async function createJob(
  prepared: PreparedBytes,
  sniffed: SniffedTable,
  rules: ColumnRule[],
  hooks: ReadHooks,
): Promise<RangeJob> {
  const { from, end, cells } = bytesOfTable(prepared, sniffed);
  const segments = planSegments(prepared.source, cells, from, end, sniffed.dataLine + 1, () => {
    if (hooks.shouldStop?.() === true) throw cancelled();
  });
  const rows = segments.reduce((sum, segment) => sum + segment.rows, 0);
  refuseTooLarge(prepared.source.name, rows, rules);
  await Promise.resolve();
  return {
    source: prepared.shared,
    encoding: prepared.byteEncoding,
    cells,
    rules,
    width: rules.length + sniffed.dropped,
    segments,
    end,
    columns: rules.map((rule) =>
      rule.storage === 'text'
        ? new Int32Array(new SharedArrayBuffer(rows * 4))
        : new Float64Array(new SharedArrayBuffer(rows * 8)),
    ),
    control: createControl(segments.length),
  };
}

/** @throws {DatasetError} `too-large`, with what would fit */
function refuseTooLarge(name: string, rows: number, rules: readonly ColumnRule[]): void {
  const perRow = rules.reduce((sum, rule) => sum + (rule.storage === 'text' ? 4 : 8), 0);
  const free = freemem() * 0.85;
  if (rows * perRow <= free) return;
  const fits = Math.floor(free / perRow);
  throw new DatasetError(
    'too-large',
    `${name} has about ${rows.toLocaleString('en')} rows, which need ${((rows * perRow) / 1e9).toFixed(1)} GB; ${(free / 1e9).toFixed(1)} GB are free. The first ${fits.toLocaleString('en')} rows would fit: cut the file, or keep fewer columns.`,
    { rows, bytes: rows * perRow, free, fits },
  );
}

/** Reads the job's segments on this thread, and on another one when it is worth it. */
async function runThreads(job: RangeJob, names: readonly string[], hooks: ReadHooks): Promise<RangeResult[]> {
  const report = progressReporter(job, names, hooks);
  const onBlock = () => {
    if (hooks.shouldStop?.() === true) {
      stopAll(job.control);
      throw cancelled();
    }
    report(false);
  };
  const helper = job.segments.length > 1 ? hooks.runHelper?.(job) : undefined;
  // Whatever happens to this thread's share, the helper's answer is waited for: it writes into the same columns.
  const helped = helper?.then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  );
  let own: RangeResult | undefined;
  let failure: unknown;
  try {
    own = readRange(job, onBlock);
  } catch (error) {
    failure = error;
    stopAll(job.control);
  }
  const results = own === undefined ? [] : [own];
  if (helped !== undefined) {
    let answer: Awaited<typeof helped> | undefined;
    while (answer === undefined) {
      answer = await Promise.race([helped, new Promise<undefined>((resolve) => setTimeout(resolve, 20, undefined))]);
      if (answer === undefined && failure === undefined) {
        if (hooks.shouldStop?.() === true) {
          stopAll(job.control);
          failure = cancelled();
        } else report(false);
      }
    }
    if ('error' in answer) failure ??= answer.error;
    else results.push(answer.result);
  }
  if (failure !== undefined) throw failure as Error;
  report(true);
  return results;
}

function progressReporter(job: RangeJob, names: readonly string[], hooks: ReadHooks): (last: boolean) => void {
  const begun = performance.now();
  const first = job.segments[0]?.from ?? 0;
  let reported = begun;
  let previewRows = 0;
  return (last) => {
    if (hooks.onProgress === undefined) return;
    const now = performance.now();
    let rows = 0;
    for (let i = 0; i < job.segments.length; i++) rows += rowsOf(job.control, i);
    const ahead = Math.min(rowsAtTheFront(job), rows);
    const preview = !last && ahead > 0 && ahead >= previewRows * 2;
    if (!last && !preview && now - reported < 80) return;
    reported = now;
    if (preview) previewRows = ahead;
    hooks.onProgress({
      bytesRead: last ? job.end : Math.min(job.end, first + bytesRead(job.control)),
      bytesTotal: job.end,
      rows,
      elapsedMs: now - begun,
      ...(preview && {
        preview: {
          rows: ahead,
          columns: job.rules.map((rule, c) => ({ name: names[c] ?? '', type: rule.toldType ?? rule.storage })),
          values: job.columns.map((column) => (column instanceof Float64Array ? column.subarray(0, ahead) : undefined)),
        },
      }),
    });
  };
}

/** Rows read without a gap from the first one on. */
function rowsAtTheFront(job: RangeJob): number {
  let rows = 0;
  for (const [i, segment] of job.segments.entries()) {
    const read = rowsOf(job.control, i);
    rows += read;
    if (read < segment.rows) break;
  }
  return rows;
}

import type { CellKind, RowFormat } from '../kernels/parse-rows.ts';
import type { ColumnRule } from './infer-column.ts';
import type { RangeJob } from './range-job.ts';
import type { CellDialect } from './tokenise.ts';

/** @returns what the byte parser needs to know; undefined for a dialect that is not its own */
export function rowFormat({ cells, rules, width }: Pick<RangeJob, 'cells' | 'rules' | 'width'>): RowFormat | undefined {
  if (!isPlain(cells)) return undefined;
  const kinds = Array.from({ length: width }, (_, c) => kindOf(rules[c]));
  const decimals = new Set(
    rules.flatMap((rule, c) => (kinds[c] === 'number' ? [rule.numberFormat?.decimal ?? '.'] : [])),
  );
  // The parser knows one decimal mark; columns with another are the host's.
  const decimal = decimals.has(',') && !decimals.has('.') ? ',' : '.';
  return {
    delimiter: cells.delimiter === '' ? -1 : cells.delimiter.charCodeAt(0),
    quote: cells.quote === '' ? -1 : cells.quote.charCodeAt(0),
    recordEnd: cells.recordEnd === 'cr' ? 13 : 10,
    comment: cells.comment === '' ? -1 : cells.comment.charCodeAt(0),
    decimal: decimal === ',' ? 44 : 46,
    kinds: kinds.map((kind, c) =>
      kind === 'number' && (rules[c]?.numberFormat?.decimal ?? '.') !== decimal ? 'host' : kind,
    ),
  };
}

/** One-byte marks, doubled quotes, no runs of delimiters. */
function isPlain({ delimiter, delimiterRuns, quote, escape, recordEnd }: CellDialect): boolean {
  const marks =
    delimiter.length <= 1 && quote.length <= 1 && escape === quote && delimiter !== '\n' && delimiter !== '\r';
  return marks && !delimiterRuns && recordEnd !== 'mixed';
}

function kindOf(rule: ColumnRule | undefined): CellKind {
  if (rule === undefined) return 'skip';
  if (rule.storage === 'text') return 'text';
  // A token that looks like a number, such as −999, must be seen as text.
  if (
    rule.numberFormat?.unit !== undefined ||
    rule.missing.some((token) => /^[-+.,:/ \deE]*\d[-+.,:/ \deE]*$/.test(token))
  )
    return 'host';
  return rule.dateFormat === undefined ? 'number' : `date-${rule.dateFormat.order}`;
}

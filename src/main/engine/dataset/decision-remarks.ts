import type { Remark } from '../../../shared/contract/dataset.ts';
import type { DateOrder } from '../../../shared/contract/dialect.ts';
import type { RoundedIntegers } from './column-tally.ts';
import type { ColumnRule } from './infer-column.ts';

/** A column as far as remarks on its rule need it. */
export interface DecidedColumn {
  name: string;
  rule: ColumnRule;
  rounded: RoundedIntegers;
}

/**
 * Says by which notable rules texts became numbers and dates, where nobody told: a decimal comma, an order of day and
 * month, integers that a double does not hold.
 * @param toldDecimal  the person chose the decimal mark
 */
export function decisionRemarks(columns: readonly DecidedColumn[], toldDecimal: boolean): Remark[] {
  return [
    ...(toldDecimal ? [] : decimalComma(columns)),
    ...columns.flatMap(dateOrder),
    ...columns.flatMap(roundedIntegers),
  ];
}

function decimalComma(columns: readonly DecidedColumn[]): Remark[] {
  const [first, ...others] = columns.filter(
    ({ rule }) => rule.storage === 'number' && rule.numberFormat?.decimal === ',',
  );
  if (first === undefined) return [];
  const rest = others.length === 0 ? '' : ` and ${others.length} other column${others.length === 1 ? '' : 's'}`;
  return [
    {
      code: 'decimal-comma',
      column: first.name,
      count: others.length + 1,
      message: `The comma is read as decimal mark in "${first.name}"${rest}.`,
    },
  ];
}

const inWords: Record<DateOrder, string> = {
  ymd: 'the year first',
  dmy: 'the day before the month',
  mdy: 'the month before the day',
};

function dateOrder({ name, rule: { dateFormat } }: DecidedColumn): Remark[] {
  if (dateFormat === undefined || dateFormat.order === 'ymd' || dateFormat.certainty === 'told') return [];
  const doubt = dateFormat.certainty === 'doubtful' ? ', though every one of them fits the other order as well' : '';
  return [
    {
      code: 'date-order',
      column: name,
      message: `Dates in "${name}" are read with ${inWords[dateFormat.order]}${doubt}.`,
    },
  ];
}

function roundedIntegers({ name, rounded }: DecidedColumn): Remark[] {
  const { count, row, line } = rounded;
  if (count === 0) return [];
  const place = line === undefined ? `in row ${row}` : `on line ${line}`;
  return [
    {
      code: 'lost-precision',
      column: name,
      count,
      row,
      ...(line === undefined ? {} : { line }),
      message: `${count === 1 ? 'One integer' : `${count.toLocaleString('en')} integers`} in "${name}" ${count === 1 ? 'is' : 'are'} beyond 2⁵³ and ${count === 1 ? 'was' : 'were'} rounded (first ${place}); read the column as identifier to keep every digit.`,
    },
  ];
}

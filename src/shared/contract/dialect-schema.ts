import * as v from 'valibot';
import { columnTypes, type DialectOverrides } from './dialect.ts';

const short = v.pipe(v.string(), v.maxLength(100));
const few = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const tokens = v.pipe(v.array(short), v.maxLength(1000));

/** What may be told to the reader of a table; `DialectOverrides` says what each part means. */
export const overridesSchema: v.GenericSchema<unknown, DialectOverrides> = v.strictObject({
  encoding: v.optional(short),
  delimiter: v.optional(short),
  quote: v.optional(short),
  escape: v.optional(short),
  skipRows: v.optional(few),
  headerRows: v.optional(few),
  decimal: v.optional(v.picklist(['.', ','])),
  thousands: v.optional(short),
  comment: v.optional(short),
  missingTokens: v.optional(tokens),
  columns: v.optional(
    v.record(
      v.string(),
      v.strictObject({
        type: v.optional(v.picklist(columnTypes)),
        dateOrder: v.optional(v.picklist(['ymd', 'dmy', 'mdy'])),
        missingTokens: v.optional(tokens),
      }),
    ),
  ),
});

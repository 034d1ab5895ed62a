import type { NumberFormat } from '../../../shared/contract/dataset.ts';
import { groupSpaces, numberReader, unitSigns } from './read-number.ts';

export interface InferredNumberFormat {
  format: NumberFormat;
  /** Texts that this rule reads, of those given. */
  read: number;
  /** Another rule reads as many texts and gives other numbers: "1,234" with nothing else to go by. */
  rival?: NumberFormat;
}

export interface FormatHints {
  /** Told for the whole table. */
  decimal?: '.' | ',';
  thousands?: string;
  /** What the rest of the table suggests when a column's own texts leave it open. */
  usualDecimal?: '.' | ',';
}

/**
 * The one rule that reads most of a column's texts as numbers. Rules are tried from the plainest on, and a later one
 * wins only by reading more: a dot is a decimal point unless some text contradicts it.
 * @param texts  cells that are not missing
 */
export function inferNumberFormat(texts: readonly string[], hints: FormatHints): InferredNumberFormat {
  const unit = commonUnit(texts);
  let best: InferredNumberFormat = {
    format: { decimal: hints.decimal ?? '.', thousands: hints.thousands ?? '' },
    read: 0,
  };
  for (const format of candidateFormats(texts, hints, unit)) {
    const reader = numberReader(format);
    let read = 0;
    for (let i = 0; i < texts.length && read + texts.length - i >= best.read; i++)
      if (!Number.isNaN(reader(texts[i] ?? ''))) read++;
    if (read > best.read) best = { format, read };
    else if (read === best.read && read > 0 && best.rival === undefined && differs(texts, best.format, format))
      best.rival = format;
  }
  return best;
}

function candidateFormats(texts: readonly string[], hints: FormatHints, unit: string | undefined): NumberFormat[] {
  const some = (mark: string) => texts.some((text) => text.includes(mark));
  const space = [...groupSpaces].find((mark) => texts.some((text) => text.trim().includes(mark)));
  const apostrophe = ["'", '’'].find(some);
  const marks = ['', ...(space === undefined ? [] : [space]), ...(apostrophe === undefined ? [] : [apostrophe])];
  const decimals: ('.' | ',')[] =
    hints.decimal !== undefined ? [hints.decimal] : hints.usualDecimal === ',' ? [',', '.'] : ['.', ','];
  const formats: NumberFormat[] = [];
  for (const decimal of decimals) {
    const other = decimal === '.' ? ',' : '.';
    const thousands = hints.thousands !== undefined ? [hints.thousands] : some(other) ? [...marks, other] : marks;
    for (const mark of thousands) {
      if (mark === decimal) continue;
      formats.push({ decimal, thousands: mark });
    }
  }
  if (unit === undefined) return formats;
  return [...formats, ...formats.map((format) => ({ ...format, unit }))];
}

/** The sign most texts carry at either end. */
function commonUnit(texts: readonly string[]): string | undefined {
  let best: string | undefined;
  let most = texts.length / 4;
  const all = texts.join('\n');
  for (const sign of unitSigns) {
    if (!all.includes(sign)) continue;
    let count = 0;
    for (const text of texts) if (text.includes(sign)) count++;
    if (count > most) {
      most = count;
      best = sign;
    }
  }
  return best;
}

function differs(texts: readonly string[], a: NumberFormat, b: NumberFormat): boolean {
  const readA = numberReader(a);
  const readB = numberReader(b);
  return texts.some((text) => {
    const valueA = readA(text);
    const valueB = readB(text);
    return valueA !== valueB && !(Number.isNaN(valueA) && Number.isNaN(valueB));
  });
}

import type { Remark } from '../../../shared/contract/dataset.ts';
import type { RepairCounts } from './repair-counts.ts';

/** Says what was done to rows that were not as wide or as well quoted as the others. */
export function repairRemarks(repairs: RepairCounts, width: number): Remark[] {
  const { padded, cut, blank, repeatedHeading, strayQuote, unclosedQuote, undecodable, withNuls } = repairs;
  const remarks: Remark[] = [];
  const rows = (count: number) => (count === 1 ? 'One row' : `${count.toLocaleString('en')} rows`);
  if (padded.count > 0) {
    remarks.push({
      code: 'padded-rows',
      ...padded,
      message: `${rows(padded.count)} with fewer than ${width} cells ${padded.count === 1 ? 'was' : 'were'} filled up with empty cells (first on line ${padded.line}).`,
    });
  }
  if (cut.count > 0) {
    remarks.push({
      code: 'cut-rows',
      ...cut,
      message: `${rows(cut.count)} with more than ${width} cells ${cut.count === 1 ? 'was' : 'were'} cut (first on line ${cut.line}).`,
    });
  }
  if (blank.count > 0) {
    remarks.push({
      code: 'skipped-blank-rows',
      ...blank,
      message: `${blank.count === 1 ? 'One blank line is' : `${blank.count.toLocaleString('en')} blank lines are`} left out (first on line ${blank.line}).`,
    });
  }
  if (repeatedHeading.count > 0) {
    remarks.push({
      code: 'repeated-header',
      ...repeatedHeading,
      message: `The heading comes again ${repeatedHeading.count === 1 ? 'once' : `${repeatedHeading.count.toLocaleString('en')} times`} between the rows and is left out there (first on line ${repeatedHeading.line}).`,
    });
  }
  if (strayQuote.count > 0) {
    remarks.push({
      code: 'stray-quote',
      ...strayQuote,
      message: `${rows(strayQuote.count)} with a quote inside a quoted cell that is not doubled: it is read as a character (first on line ${strayQuote.line}).`,
    });
  }
  if (unclosedQuote.count > 0) {
    remarks.push({
      code: 'unclosed-quote',
      ...unclosedQuote,
      message: `${rows(unclosedQuote.count)} with a quote that never closes: it is read as a character (first on line ${unclosedQuote.line}).`,
    });
  }
  if (undecodable > 0) {
    remarks.push({
      code: 'undecodable-bytes',
      count: undecodable,
      message: `${undecodable.toLocaleString('en')} ${undecodable === 1 ? 'cell has' : 'cells have'} bytes without meaning in this encoding; they show as �. Choose another encoding.`,
    });
  }
  if (withNuls > 0)
    remarks.push({
      code: 'removed-nul',
      count: withNuls,
      message: `NUL characters were removed from ${withNuls.toLocaleString('en')} ${withNuls === 1 ? 'cell' : 'cells'}.`,
    });
  return remarks;
}

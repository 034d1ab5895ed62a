import { expect, test } from 'vitest';
import { exportFileName } from './file-name.ts';

test('a file is named after what it shows', () => {
  expect(exportFileName('old-faithful.csv', ['eruptions', 'histogram'], 'png')).toBe(
    'old-faithful eruptions histogram.png',
  );
  expect(exportFileName('log.csv.gz', ['x'], 'svg')).toBe('log x.svg');
});

test('no column name can lead into another folder or break a system', () => {
  expect(exportFileName('a.csv', ['../../x', 'a/b: "c"\u0000'], 'csv')).toBe('a .. .. x a b c.csv');
  expect(exportFileName('.csv', ['???'], 'png')).toBe('chart.png');
});

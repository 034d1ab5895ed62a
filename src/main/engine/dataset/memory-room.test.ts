import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import { tooLargeInstead } from './memory-room.ts';
import { readTable } from './read-table.ts';

// The machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const read = (bytes: Uint8Array, free: () => number) => readTable({ bytes, name: 'test' }, {}, { freeMemory: free });
const text = Buffer.from('x,y,name\n' + '1,2,a\n'.repeat(10_000));

// A row takes 8 + 8 + 4 bytes; 85 % of the free memory is for tables.
test('a table that would not fit is refused beforehand with the rows that would', async () => {
  await expect(read(text, () => 100_000)).rejects.toMatchObject({
    code: 'too-large',
    details: { free: 85_000, fits: 4250 },
    message: expect.stringMatching(
      /^test has about 10,00\d rows, which need 0\.0002 GB of memory; 0\.000085 GB are free\. The first 4,250 rows would fit: cut the file, or keep fewer columns\.$/,
    ) as string,
  });
});

test('texts that use memory up end the reading with the rows that were read', async () => {
  let asked = 0;
  // Enough at the first question, before any row is read; too little ever after.
  await expect(read(text, () => (asked++ === 0 ? 1e9 : 1e6))).rejects.toMatchObject({
    code: 'too-large',
    message: expect.stringMatching(/after [\d,]+ rows\. So many would fit: cut the file/) as string,
  });
});

test('a packed file, a Parquet file and JSON lines are refused as well', async () => {
  await expect(read(gzipSync(text), () => 100_000)).rejects.toMatchObject({ code: 'too-large' });
  const parquet = readFileSync(new URL('../../../../test-data/tables/parquet/snappy.parquet', import.meta.url));
  await expect(read(parquet, () => 5000)).rejects.toMatchObject({ code: 'too-large', details: { rows: 40 } });
  const lines = Buffer.from('{"x":1}\n'.repeat(10_000));
  await expect(read(lines, () => 50_000)).rejects.toMatchObject({ code: 'too-large' });
});

test('a limit of the language is an answer in words; another range error stays what it is', () => {
  const other = new RangeError('no segment 3');
  expect(tooLargeInstead('test', other)).toBe(other);
  expect(tooLargeInstead('test', new RangeError('Map maximum size exceeded'))).toMatchObject({ code: 'too-large' });
});

import { appendFileSync, mkdtempSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test, vi } from 'vitest';
import { readCells } from './read-cells.ts';
import { readTable } from './read-table.ts';

// The machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'bellwether-'));
afterAll(() => rmSync(folder, { recursive: true }));

const text = 'x,y\n' + '1,2\n'.repeat(1000);

/** Reads a file to which something happens between its last byte and its table. */
async function readWhile(content: string | Uint8Array, happens: (path: string) => void) {
  const path = join(folder, 'table.csv');
  writeFileSync(path, content);
  let happened = false;
  const onProgress = (): void => {
    if (!happened) happens(path);
    happened = true;
  };
  const table = await readTable({ path }, {}, { onProgress });
  expect(happened).toBe(true);
  return table.summary;
}

test('rows added while a file is read are left for the next time, with a remark on how many bytes', async () => {
  const { rows, remarks } = await readWhile(text, (path) => appendFileSync(path, '3,4\n'));
  expect(rows).toBe(1000);
  expect(remarks).toEqual([
    {
      code: 'file-grew',
      count: 4,
      message:
        'The file grew by 4 bytes while it was being read; only the 4,004 bytes before them are in the table, and its last row may be cut. Open it again for the rest.',
    },
  ]);
});

test.each<[string, (path: string) => void]>([
  ['written anew with as many bytes', (path) => writeFileSync(path, text.replaceAll('1', '7'))],
  ['written anew and longer', (path) => writeFileSync(path, text.replaceAll('1', '77'))],
  ['replaced by another file', (path) => (writeFileSync(`${path}~`, text + 'x'), renameSync(`${path}~`, path))],
  ['cut', (path) => truncateSync(path, 1000)],
  ['emptied', (path) => truncateSync(path, 0)],
])('a file %s while it is read is refused', async (what, happens) => {
  // A file written within the clock's step (a few ms) of its predecessor is told by its first and last bytes.
  const reading = readWhile(text, happens);
  if (what === 'replaced by another file')
    return expect((await reading).remarks).toMatchObject([{ code: 'file-grew' }]);
  await expect(reading).rejects.toMatchObject({ code: 'changed-while-reading' });
});

test('a file that shrinks before its rows are read is refused at the missing byte', async () => {
  const path = join(folder, 'shrinking.csv');
  writeFileSync(path, text);
  const shouldStop = (): boolean => {
    truncateSync(path, 100);
    return false;
  };
  await expect(readTable({ path }, {}, { shouldStop })).rejects.toMatchObject({
    code: 'changed-while-reading',
    details: { expected: text.length, found: 100 },
  });
});

test('a file deleted while it is read has been read', async () => {
  expect(await readWhile(text, (path) => rmSync(path))).toMatchObject({ rows: 1000, remarks: [] });
});

test('a packed file is watched too', async () => {
  await expect(
    readWhile(gzipSync(text), (path) => writeFileSync(path, gzipSync('a,b\n'.repeat(500)))),
  ).rejects.toMatchObject({ code: 'changed-while-reading' });
});

test('the table as text says at its end that the file changed', async () => {
  const path = join(folder, 'cells.csv');
  writeFileSync(path, text);
  const cells = await readCells({ path });
  appendFileSync(path, '3,4\n');
  for await (const batch of cells.rows) expect(batch).toHaveLength(1000);
  expect(cells.remarks).toMatchObject([{ code: 'file-grew', count: 4 }]);
});

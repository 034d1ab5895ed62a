import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileWatch } from './file-watch.ts';

test('a change of the file is told once, its disappearance once more, and an unchanged file never', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bellwether-watch-'));
  const path = join(folder, 'data.csv');
  writeFileSync(path, 'x\n1\n');
  const told: string[] = [];
  const watch = new FileWatch((id, change) => told.push(`${id} ${change}`));
  watch.add('a', path);
  watch.look();
  expect(told).toEqual([]);
  utimesSync(path, new Date(), new Date(Date.now() + 5000)); // same length, later
  watch.look();
  watch.look();
  expect(told).toEqual(['a modified']);
  rmSync(folder, { recursive: true });
  watch.look();
  watch.look();
  expect(told).toEqual(['a modified', 'a missing']);
  watch.close();
});

import { expect, test, vi } from 'vitest';
import { GrantedFiles } from '../requests/granted-files.ts';
import { FilesToOpen, filesOfArguments } from './files-to-open.ts';

test('files are what is neither the program, nor the app’s folder, nor a switch', () => {
  expect(filesOfArguments(['electron', '.', '--inspect=0', 'a.csv', '/data/b.csv'], false, '/home/me')).toEqual([
    '/home/me/a.csv',
    '/data/b.csv',
  ]);
  expect(filesOfArguments(['bellwether', 'a.csv'], true, '/home/me')).toEqual(['/home/me/a.csv']);
});

test('files wait for the first page, which gets them once; later ones are announced', () => {
  const announced = vi.fn();
  const files = new GrantedFiles();
  const toOpen = new FilesToOpen(files, announced);
  toOpen.open(['/data/a.csv']);
  toOpen.open(['/data/b.csv']);
  expect(announced).not.toHaveBeenCalled();
  expect(toOpen.take()).toEqual([
    { kind: 'path', path: '/data/a.csv' },
    { kind: 'path', path: '/data/b.csv' },
  ]);
  expect(toOpen.take()).toEqual([]);
  toOpen.open(['/data/c.csv']);
  expect(announced.mock.calls).toEqual([[[{ kind: 'path', path: '/data/c.csv' }]]]);
  for (const name of ['a', 'b', 'c']) expect(files.allows(`/data/${name}.csv`)).toBe(true);
});

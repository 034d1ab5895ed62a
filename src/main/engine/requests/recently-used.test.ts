import { expect, test } from 'vitest';
import { RecentlyUsed } from './recently-used.ts';

test('a kept result is not computed again, and the one asked for longest ago goes first', async () => {
  const computed: string[] = [];
  const recent = new RecentlyUsed<Promise<string>>(2);
  const ask = (key: string) => recent.get(key, () => (computed.push(key), Promise.resolve(key)));
  for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) expect(await ask(key)).toBe(key);
  expect(computed).toEqual(['a', 'b', 'c', 'b']);
});

test('a failure is not kept: the next request tries again', async () => {
  const recent = new RecentlyUsed<Promise<number>>(2);
  await expect(recent.get('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await recent.get('x', () => Promise.resolve(1))).toBe(1);
});

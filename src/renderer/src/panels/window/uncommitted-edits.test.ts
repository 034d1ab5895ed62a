import { expect, test } from 'vitest';
import { UncommittedEdits } from './uncommitted-edits.ts';

test('a field is edited from the first letter until the text is taken over', () => {
  const edits = new UncommittedEdits();
  const field = { value: '12' };
  expect(edits.in(field)).toBe(false);
  edits.begin(field);
  expect(edits.in(field)).toBe(false);
  field.value = '123';
  edits.begin(field); // the next letter: what stood there first counts
  field.value = '1234';
  expect(edits.in(field)).toBe(true);
  edits.settle(field);
  expect(edits.in(field)).toBe(false);
  field.value = '7'; // set by the app
  expect(edits.in(field)).toBe(false);
});

test('what is typed and deleted again is no edit, and each field stands for itself', () => {
  const edits = new UncommittedEdits();
  const [one, other] = [{ value: 'a' }, { value: 'a' }];
  edits.begin(one);
  one.value = 'ab';
  expect([edits.in(one), edits.in(other)]).toEqual([true, false]);
  one.value = 'a';
  expect(edits.in(one)).toBe(false);
});

import { expect, test } from 'vitest';
import { History } from './history.svelte.ts';

test('undo and redo go through every step, each with its label', () => {
  const history = new History(0);
  history.run('Add one', (state) => state + 1);
  history.run('Double', (state) => state * 2);
  expect([history.present, history.undoLabel, history.redoLabel]).toEqual([2, 'Double', null]);
  expect([history.undo(), history.present]).toEqual(['Double', 1]);
  expect([history.undo(), history.present]).toEqual(['Add one', 0]);
  expect([history.undo(), history.present]).toEqual([null, 0]);
  expect([history.redo(), history.present]).toEqual(['Add one', 1]);
});

test('a drag is one step, a second drag later is another', () => {
  let now = 0;
  const history = new History(0, () => now);
  const drag = (to: number): void => history.run('Move the mean', () => to, 'mean');
  for (const to of [1, 2, 3]) {
    now += 16;
    drag(to);
  }
  now += 5000;
  drag(4);
  expect(history.undo()).toBe('Move the mean');
  expect(history.present).toBe(3);
  history.undo();
  expect(history.present).toBe(0);
});

test('what was undone is gone once something else is done', () => {
  const history = new History('a');
  history.run('b', () => 'b');
  history.undo();
  history.run('c', () => 'c');
  expect(history.redo()).toBeNull();
});

test('a change that changes nothing is no step', () => {
  const history = new History({ x: 1 });
  history.run('Nothing', (state) => state);
  expect(history.undoLabel).toBeNull();
});

test('a saved history goes on in another page', () => {
  const first = new History(1);
  first.run('Two', () => 2);
  const second = new History(0);
  second.restore(JSON.parse(JSON.stringify(first.save())) as ReturnType<typeof first.save>);
  expect([second.present, second.undo(), second.present]).toEqual([2, 'Two', 1]);
});

test('an amendment is no step, and stays whatever is undone or done again', () => {
  const history = new History<string[]>([]);
  history.run('One', (state) => [...state, 'one']);
  history.run('Two', (state) => [...state, 'two']);
  history.undo();
  history.amend((state) => [...state, 'amended']);
  expect([history.undoLabel, history.present]).toEqual(['One', ['one', 'amended']]);
  expect([history.redo(), history.present]).toEqual(['Two', ['one', 'two', 'amended']]);
  history.undo();
  expect([history.undo(), history.present]).toEqual(['One', ['amended']]);
});

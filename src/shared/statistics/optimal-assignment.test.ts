import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimalAssignment } from './optimal-assignment.ts';

const sumOf = (costs: number[][], chosen: number[]): number =>
  chosen.reduce((sum, column, row) => sum + costs[row]![column]!, 0);

/** Every way to choose a different column per row: the naive twin. */
function* choices(rows: number, columns: number, taken: number[] = []): Generator<number[]> {
  if (taken.length === rows) {
    yield taken;
    return;
  }
  for (let column = 0; column < columns; column++)
    if (!taken.includes(column)) yield* choices(rows, columns, [...taken, column]);
}

test('no other choice of columns costs less', () => {
  const table = fc.integer({ min: 1, max: 5 }).chain((rows) =>
    fc.integer({ min: rows, max: 6 }).chain((columns) =>
      fc.array(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    ),
  );
  fc.assert(
    fc.property(table, (costs) => {
      const chosen = optimalAssignment(costs);
      expect(new Set(chosen).size).toBe(costs.length);
      const least = Math.min(...[...choices(costs.length, costs[0]!.length)].map((way) => sumOf(costs, way)));
      expect(sumOf(costs, chosen)).toBe(least); // whole numbers: exact
    }),
  );
});

test('the greedy choice is not the best one', () => {
  expect(
    optimalAssignment([
      [1, 2],
      [1, 100],
    ]),
  ).toEqual([1, 0]);
});

test('nothing to assign is nothing', () => expect(optimalAssignment([])).toEqual([]));

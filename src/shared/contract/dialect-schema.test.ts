import * as v from 'valibot';
import { expect, test } from 'vitest';
import { overridesSchema } from './dialect-schema.ts';

test('an unknown decision is refused: a misspelt one must not be ignored in silence', () => {
  expect(v.safeParse(overridesSchema, { delimeter: ';' }).success).toBe(false);
});

test('a column may be told its type and nothing that is no type', () => {
  expect(v.safeParse(overridesSchema, { columns: { zip: { type: 'identifier' } } }).success).toBe(true);
  expect(v.safeParse(overridesSchema, { columns: { zip: { type: 'zip' } } }).success).toBe(false);
});

import { expect, test } from 'vitest';
import { csvText, tsvText } from './csv-text.ts';

test('cells that need quotes get them', () => {
  expect(
    csvText(
      ['a', 'b,c'],
      [
        [1.5, 'say "no"'],
        [null, 'x\ny'],
      ],
    ),
  ).toBe('a,"b,c"\r\n1.5,"say ""no"""\r\n,"x\ny"\r\n');
});

test('numbers keep every digit', () => expect(csvText(['x'], [[0.1 + 0.2]])).toContain('0.30000000000000004'));

test('a tab inside a cell does not move what follows', () => expect(tsvText([['a\tb', 2]])).toBe('a b\t2'));

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRowParserWasm } from './parse-rows-wasm.ts';
import { createRowParser } from './parse-rows.ts';
import type { CellKind, OddCell, RowFormat, RowParser } from './parse-rows.ts';

function textsOf(parser: RowParser, column: number): string[] {
  const { bytes, ends } = parser.texts(column);
  return Array.from(ends, (end, i) => String.fromCharCode(...bytes.subarray(ends[i - 1] ?? 0, end)));
}

type Create = (format: RowFormat, oddCell: OddCell, blockBytes: number) => RowParser;

/** Everything a parser says about a text, with the host reading numbers as JavaScript does. */
function readAll(create: Create, text: string, format: RowFormat, last: boolean, blockBytes = 4096) {
  const odd: string[] = [];
  const parser = create(
    format,
    (column, row, lines, bytes, escaped) => {
      const cell = String.fromCharCode(...bytes);
      odd.push(`${column} ${row} ${cell} ${escaped} ${lines}`);
      return cell.trim() === '' ? NaN : Number(cell);
    },
    blockBytes,
  );
  const bytes = Uint8Array.from(text, (char) => char.charCodeAt(0));
  parser.input.set(bytes);
  const { reason, rows, consumed, linesInside } = parser.parse(0, bytes.length, last);
  const columns = format.kinds.map((_, c) => {
    const column = parser.column(c);
    return column && Array.from(column, (value) => (Object.is(value, -0) ? '-0' : String(value)));
  });
  const texts = format.kinds.map((kind, c) => (kind === 'text' ? textsOf(parser, c) : []));
  // Codes in place of texts depend on odd rows, which either parser may have begun.
  const cells = columns.map((column, c) =>
    format.kinds[c] === 'text' ? column?.map((code) => texts[c]?.[Number(code)]) : column,
  );
  return { reason, rows, consumed, linesInside, cells, odd: odd.filter((cell) => Number(cell.split(' ')[1]) < rows) };
}

const base: RowFormat = { delimiter: 44, quote: 34, recordEnd: 10, comment: -1, decimal: 46, kinds: ['number'] };
const both = (text: string, format: RowFormat, last = true) => ({
  wasm: readAll(createRowParserWasm, text, format, last),
  plain: readAll(createRowParser, text, format, last),
});

describe('numbers are the doubles nearest to their texts', () => {
  const read = (texts: readonly string[]) => {
    const { cells, rows } = readAll(createRowParserWasm, texts.join('\n') + '\n', base, true, 1 << 20);
    expect(rows).toBe(texts.length);
    return (cells[0] ?? []).map((value) => (value === '-0' ? -0 : Number(value)));
  };
  const sameAsNumber = (texts: readonly string[]) => {
    const values = read(texts);
    const wrong = texts.filter((text, i) => !Object.is(values[i], Number(text)) && !Number.isNaN(Number(text)));
    expect(wrong).toEqual([]);
  };

  test('shortest texts of doubles with any bits', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 200, maxLength: 400 }),
        (values) => sameAsNumber(values.map(String)),
      ),
      { numRuns: 100 },
    );
  });

  test('texts with 1 to 26 digits in fixed and exponent notation', () => {
    const texts = fc.tuple(
      fc.double({ noNaN: true, min: -1e20, max: 1e20 }),
      fc.integer({ min: 0, max: 25 }),
      fc.boolean(),
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 200, maxLength: 400 }), (cases) =>
        sameAsNumber(
          cases.map(([value, digits, fixed]) => (fixed ? value.toFixed(digits) : value.toExponential(digits))),
        ),
      ),
      { numRuns: 100 },
    );
  });

  // A text exactly between two doubles goes to the even one; one digit more or less decides otherwise.
  test('texts exactly half way between two doubles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.bigInt(1n << 52n, (1n << 53n) - 1n), fc.integer({ min: -12, max: 30 })), {
          minLength: 100,
          maxLength: 200,
        }),
        (cases) => {
          sameAsNumber(
            cases.flatMap(([mantissa, exponent]) => {
              const half = (mantissa << 1n) | 1n;
              if (exponent >= 0) {
                const text = String(half << BigInt(exponent));
                return [text, `${text.slice(0, 19)}e${text.length - 19}`];
              }
              const digits = String(half * 5n ** BigInt(-exponent)).padStart(-exponent + 1, '0');
              const text = `${digits.slice(0, exponent)}.${digits.slice(exponent)}`;
              return [text, text.slice(0, 20)];
            }),
          );
        },
      ),
      { numRuns: 50 },
    );
  });

  test('the ends of the range, signed zeros, many leading zeros', () => {
    sameAsNumber([
      ...['0', '-0', '0.0', '-0.000', '1e400', '-1e400', '4.9e-324', '2.5e-324', '2.4e-324', '2.2250738585072011e-308'],
      ...[
        '2.2250738585072014e-308',
        '1.7976931348623157e308',
        '1.7976931348623159e308',
        '9007199254740993',
        '9007199254740992.5',
      ],
      ...[
        '0.1e1',
        '1.',
        '.5',
        '1e22',
        '1e23',
        '8.5e22',
        '12345678901234567e-30',
        '0.00000000000000000000000000000001234567890123456789',
      ],
      ...[
        '000000000000000000000.5',
        '123456789012345678901234567890',
        '1e+05',
        '1E5',
        '0.000000000000000000000000000000',
      ],
    ]);
  });
});

test('the host is asked for texts, names with leading zeros and integers beyond 15 digits, and for nothing else', () => {
  const { odd, cells } = readAll(createRowParserWasm, '1\n007\n1234567890123456\nx y\n"2"\n" 3"\n4\n', base, true);
  const asked = odd.map((cell) => cell.split(' ').slice(2).join(' '));
  expect(asked).toEqual(['007 false 0', '1234567890123456 false 0', 'x y false 0', ' 3 false 0']);
  expect(cells[0]).toEqual(['1', '7', '1234567890123456', 'NaN', '2', '3', '4']);
});

test('a row of another width, a blank line, a comment and a quote in the wrong place stop the parser before that row', () => {
  const three: RowFormat = { ...base, comment: 35, kinds: ['number', 'text', 'number'] };
  for (const odd of ['1,a\n', '1,a,2,3\n', '\n', '# note\n', '1,"a"b,2\n', '1,a\rb,2\n']) {
    const { wasm, plain } = both(`1,a,2\n"3","b ""c""",4\n${odd}5,d,6\n`, three);
    expect(wasm, odd).toEqual(plain);
    expect(wasm).toMatchObject({ reason: 'odd-row', rows: 2, consumed: 22 });
  }
});

test('a row that the block cuts is left for the next block, wherever it is cut', () => {
  const format: RowFormat = { ...base, kinds: ['number', 'text', 'date-ymd'] };
  const text = '1.5,"a ""b""\r\nc",2020-02-29\r\n-2e3,plain,2021-12-31T23:59:59Z\r\n';
  const first = text.indexOf('-2e3');
  for (let length = 0; length < text.length; length++) {
    const { wasm, plain } = both(text.slice(0, length), format, false);
    expect(wasm, `cut at ${length}`).toEqual(plain);
    expect(wasm.rows).toBe(length < first ? 0 : 1);
  }
});

test('a dictionary grows with its texts and keeps their codes', () => {
  const texts = Array.from({ length: 5000 }, (_, i) => `text ${i % 3000} ${'x'.repeat(i % 40)}`);
  const parser = createRowParserWasm({ ...base, kinds: ['text'] }, () => NaN, 1 << 20);
  const bytes = new TextEncoder().encode(texts.join('\n'));
  const read: (string | undefined)[] = [];
  for (let at = 0; at < bytes.length;) {
    parser.input.set(bytes.subarray(at));
    const { consumed } = parser.parse(0, bytes.length - at, true);
    const known = textsOf(parser, 0);
    read.push(...Array.from(parser.column(0) ?? [], (code) => known[code]));
    at += consumed;
  }
  expect(read).toEqual(texts);
});

test('kernel and twin agree on any bytes, kinds and dialects', () => {
  const kinds = fc.constantFrom<CellKind>('number', 'text', 'date-ymd', 'date-dmy', 'date-mdy', 'host', 'skip');
  const piece = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(',', ';', '\n', '\r\n', '"', '""', '\r', ' ', '#', '\t') },
    {
      weight: 4,
      arbitrary: fc.oneof(
        fc.double().map(String),
        fc.integer().map(String),
        fc.constantFrom('1,5', '00', '1.5', '-', '.', 'e5', '1e', '+3', 'NA'),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '2020-01-31',
        '31/12/2020',
        '2020-02-30',
        '12.03.1999 10:20',
        '2020-01-01T00:00:00Z',
        'abc',
        'a b',
      ),
    },
  );
  const format = fc.record({
    delimiter: fc.constantFrom(44, 59, 9, -1),
    quote: fc.constantFrom(34, 34, -1),
    recordEnd: fc.constantFrom<10 | 13>(10, 10, 10, 13),
    comment: fc.constantFrom(-1, 35),
    decimal: fc.constantFrom(46, 46, 44),
    kinds: fc.array(kinds, { minLength: 1, maxLength: 4 }),
  });
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), format, fc.boolean(), (pieces, drawn, last) => {
      // A comma cannot be both; one column needs no delimiter.
      const dialect = { ...drawn, decimal: drawn.delimiter === 44 ? 46 : drawn.decimal };
      const { wasm, plain } = both(pieces.join(''), dialect, last);
      // The kernel may ask the host about more numbers: subnormal ones, those of more than 19 digits.
      expect({ ...wasm, odd: [] }).toEqual({ ...plain, odd: [] });
      expect(wasm.odd).toEqual(expect.arrayContaining(plain.odd));
    }),
    { numRuns: 3000 },
  );
});

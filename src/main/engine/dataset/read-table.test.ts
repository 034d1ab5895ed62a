import fc from 'fast-check';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test, vi } from 'vitest';
import type { DialectOverrides } from '../../../shared/contract/dialect.ts';
import { takeSegment } from './control.ts';
import { DatasetError } from './dataset-error.ts';
import type { ReadHooks } from './read-hooks.ts';
import { readTable } from './read-table.ts';
import { runShare } from './share-work.ts';
import type { Table } from './table.ts';

// Some files are large, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const read = (text: string | Uint8Array, told: DialectOverrides = {}, hooks: ReadHooks = {}): Promise<Table> =>
  readTable({ bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text, name: 'test' }, told, hooks);

/** Values as a person would read them: numbers, ISO dates, texts, null. */
function contentOf(table: Table): Record<string, (number | string | null)[]> {
  return Object.fromEntries(
    table.columns.map((column, c) => {
      const name = table.summary.columns[c]?.name ?? '';
      if (column.kind === 'text') return [name, Array.from(column.codes, (code) => column.dictionary[code] ?? null)];
      const shown = (value: number) =>
        Number.isNaN(value) ? null : column.kind === 'date' ? new Date(value).toISOString() : value;
      return [name, Array.from(column.values, shown)];
    }),
  );
}
const remarksOf = (table: Table) => table.summary.remarks.map(({ code }) => code);
const typesOf = (table: Table) => table.summary.columns.map(({ type }) => type);

describe('types', () => {
  test('numbers, dates, booleans, categories and identifiers are told apart', async () => {
    const table = await read(
      'zip,height,born,ok,team,account\n01234,1.5,2020-02-29,yes,red,12345678901234567\n00501,2.25,2020-03-01,no,blue,12345678901234568\n10001,NA,2020-03-02,yes,red,1\n',
    );
    expect(typesOf(table)).toEqual(['identifier', 'number', 'date', 'boolean', 'category', 'identifier']);
    expect(contentOf(table)).toMatchObject({
      zip: ['01234', '00501', '10001'],
      height: [1.5, 2.25, null],
      account: ['12345678901234567', '12345678901234568', '1'],
    });
    expect(table.summary.columns[1]).toMatchObject({
      missing: 1,
      missingByToken: [{ token: 'NA', count: 1 }],
      resolution: 0.75,
    });
  });

  test('a cell that the column’s rule cannot read is listed with row, line and text, and counts as invalid', async () => {
    const table = await read('note\nof 2020\n\nx,y\n1,2\nfoo,4\n5,6\n7,8\n9,10\n11,12\n');
    expect(table.summary.problems).toEqual({
      total: 1,
      first: [{ row: 2, line: 6, column: 'x', text: 'foo', reason: 'not a number' }],
    });
    expect(table.summary.columns[0]).toMatchObject({ invalid: 1, missing: 0, certainty: 'doubtful' });
  });

  test('Inf, NaN and 1e400 are missing with a reason, counted by token', async () => {
    const table = await read('x\n1\nInf\n1e400\nNaN\ninf\n-999\n2\n3\nInf\n');
    expect(table.summary.columns[0]?.missingByToken).toEqual([
      { token: 'Inf', count: 2, reason: 'not a finite number' },
      { token: '1e400', count: 1, reason: 'beyond the largest double' },
      { token: 'NaN', count: 1, reason: 'not a finite number' },
      { token: 'inf', count: 1, reason: 'not a finite number' },
    ]);
    expect(table.summary.columns[0]?.sentinels).toEqual([{ value: -999, count: 1 }]);
  });

  test('decimal commas, thousands, money, shares, Unicode minus and Swiss apostrophes are numbers', async () => {
    const table = await read("a;b;c;d;e;f\n1,5;1.234,5;€ 3,10;12 %;−4;1'200\n2,25;12.345.678;4,20;7,5 %;5;3'400'000\n");
    expect(contentOf(table)).toEqual({
      a: [1.5, 2.25],
      b: [1234.5, 12345678],
      c: [3.1, 4.2],
      d: [12, 7.5],
      e: [-4, 5],
      f: [1200, 3400000],
    });
    expect(table.summary.columns.map(({ numberFormat }) => numberFormat?.unit)).toEqual([
      undefined,
      undefined,
      '€',
      '%',
      undefined,
      undefined,
    ]);
  });

  test('day or month first is decided by the whole column and told', async () => {
    const table = await read('d,e\n03/04/2020,03/04/2020\n05/06/2020,25/06/2020\n');
    expect(table.summary.columns[0]?.dateFormat).toMatchObject({ certainty: 'doubtful' });
    expect(table.summary.columns[1]?.dateFormat).toMatchObject({ order: 'dmy', certainty: 'found' });
    expect(contentOf(table)['e']).toEqual(['2020-04-03T00:00:00.000Z', '2020-06-25T00:00:00.000Z']);
  });

  test('what the first rows hide is found in the rest: a column is read again by the rule that fits all of it', async () => {
    const rows = (head: string, tail: string) => `x,y\n${`${head},1\n`.repeat(60_000)}${`${tail},1\n`.repeat(30_000)}`;
    expect(typesOf(await read(rows('12', 'word')))).toEqual(['category', 'number']);
    expect(typesOf(await read(rows('12', '007')))).toEqual(['identifier', 'number']);
    expect((await read(rows('03/04/2020', '25/04/2020'))).summary.columns[0]).toMatchObject({
      type: 'date',
      invalid: 0,
    });
  });

  test('a told type, missing token and date order are followed', async () => {
    const columns = { x: { type: 'category' as const }, y: { missingTokens: ['-999'] } };
    const table = await read('x,y\n1,5\n2,-999\n1,-999\n', { columns });
    expect(typesOf(table)).toEqual(['category', 'number']);
    expect(table.summary.columns[1]).toMatchObject({ missing: 2, missingByToken: [{ token: '-999', count: 2 }] });
    await expect(read('x,y\n1,2\n', { columns: { z: {} } })).rejects.toMatchObject({ code: 'unknown-column' });
  });
});

describe('repairs are remarks', () => {
  test.each([
    ['padded and cut rows', 'a,b,c\n1,2,3\n4,5\n6,7,8,9\n1,2,3\n1,2,3\n', ['padded-rows', 'cut-rows']],
    [
      'a preamble and a footnote',
      'Report\nof 2020\n\nx,y\n1,2\n3,4\n\nSource: me\n',
      ['skipped-preamble', 'skipped-footer'],
    ],
    ['Excel’s separator line', 'sep=;\r\nx;y\r\n1;2\r\n', ['separator-line']],
    ['a quote that never closes', 'a,b\n1,"x\n2,y\n3,z\n', ['unclosed-quote']],
    ['duplicate and empty names', 'x,x,\n1,2,3\n4,5,6\n', ['renamed-column', 'named-column']],
    ['a second table', 'a,b\n1,2\n3,4\n\nname,size,colour\nx,1,red\ny,2,blue\n', ['second-table']],
    ['no header', '1,2\n3,4\n', ['no-header']],
    ['a delimiter at each line’s end', 'a,b,\n1,2,\n3,4,\n', ['dropped-column']],
  ])('%s', async (_, text, codes) => {
    expect(remarksOf(await read(text))).toEqual(codes);
  });

  test('a clean file has none', async () => {
    for (const text of ['x,y\n1,2\n3,4\n', 'y\n1\n2\n3.5\n', 'a\tb\r\n1\tx\r\n2\ty\r\n'])
      expect(remarksOf(await read(text))).toEqual([]);
  });

  const nist = new URL('../../../../../shared/data/nist/', import.meta.url);
  test.skipIf(!existsSync(nist))('nor have the NIST reference files, and nothing in them is doubtful', async () => {
    for (const file of readdirSync(nist).filter((name) => name.endsWith('.csv'))) {
      const { summary } = await readTable({ path: new URL(file, nist).pathname });
      expect(summary.remarks, file).toEqual([]);
      expect(
        summary.columns.every(({ type, certainty }) => type === 'number' && certainty === 'found'),
        file,
      ).toBe(true);
      expect(
        Object.values(summary.reading?.decisions ?? {}).filter(({ certainty }) => certainty === 'doubtful'),
        file,
      ).toEqual([]);
    }
  });
});

describe('what cannot be read is refused with a code and a sentence', () => {
  test.each([
    ['empty-file', ''],
    ['empty-file', '\ufeff'],
    ['header-only', 'a,b\n'],
    ['not-a-table', 'PK\x03\x04 something'],
    ['not-a-table', '\x00\x01\x02\x03\x04\x05\x06\x07\x08'.repeat(20)],
  ])('%s', async (code, text) => {
    const failure: unknown = await read(text).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatasetError);
    expect(failure).toMatchObject({ code });
    expect((failure as DatasetError).message).toMatch(/^[^\n]{20,}\.$/);
  });

  test.each([
    ['file-not-found', '/no/such/file.csv'],
    ['is-directory', '/tmp'],
    ['device', '/dev/zero'],
  ])('%s', async (code, path) => {
    await expect(readTable({ path })).rejects.toMatchObject({ code });
  });

  test('an unknown encoding', async () => {
    await expect(read('a,b\n1,2\n', { encoding: 'klingon' })).rejects.toMatchObject({ code: 'unknown-encoding' });
  });

  test('a line of more than 64 MiB', async () => {
    const bytes = new Uint8Array(70 << 20).fill(97);
    bytes.set(new TextEncoder().encode('x,y\n1,2\n'));
    await expect(read(bytes)).rejects.toMatchObject({ code: 'not-a-table' });
  });

  test('a named pipe is refused without waiting for its writer', async () => {
    const pipe = join(mkdtempSync(join(tmpdir(), 'bellwether-')), 'pipe.csv');
    execFileSync('mkfifo', [pipe]);
    await expect(readTable({ path: pipe })).rejects.toMatchObject({ code: 'device' });
  });

  test('cancelling ends the reading', async () => {
    const text = 'x,y\n' + '1,2\n'.repeat(2_000_000);
    await expect(read(text, {}, { shouldStop: () => true })).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('unusual sizes are read', () => {
  test('10,000 columns', async () => {
    const line = (cell: (c: number) => string) => Array.from({ length: 10_000 }, (_, c) => cell(c)).join(',') + '\n';
    const table = await read(line((c) => `c${c}`) + line(String) + line((c) => String(c / 2)));
    expect(table.summary.columns).toHaveLength(10_000);
    expect(contentOf(table)['c9999']).toEqual([9999, 4999.5]);
  });

  test('a cell of 5 MB between plain rows', async () => {
    const long = 'long "" text, '.repeat(360_000);
    const table = await read(`a,b\n1,x\n2,"${long}"\n3,y\n`);
    expect(contentOf(table)['a']).toEqual([1, 2, 3]);
    expect(contentOf(table)['b']?.[1]).toBe(long.replaceAll('""', '"'));
  });
});

describe('encodings', () => {
  const latin = (text: string) => Buffer.from(text, 'latin1');
  test.each<[string, Uint8Array, DialectOverrides]>([
    ['UTF-8 with a byte-order mark', Buffer.from('\ufeffname,größe\nÄ,1\n'), {}],
    [
      'UTF-16, little endian, with mark',
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('name,größe\nÄ,1\n', 'utf16le')]),
      {},
    ],
    ['UTF-16, big endian, without mark', Buffer.from('name,größe\nÄ,1\n', 'utf16le').swap16(), {}],
    ['windows-1252', latin('name,gr\xf6\xdfe\n\xc4,1\n'), {}],
  ])('%s', async (_, bytes, told) => {
    expect(contentOf(await read(bytes, told))).toEqual({ name: ['Ä'], größe: [1] });
  });

  test('a told encoding is followed', async () => {
    const shiftJis = Uint8Array.from([0x90, 0x94, 0x2c, 0x78, 0x0a, 0x31, 0x2c, 0x83, 0x5c, 0x0a]);
    expect(contentOf(await read(shiftJis, { encoding: 'shift_jis' }))).toEqual({ 数: [1], x: ['ソ'] });
  });

  test('gzip, whatever the name', async () => {
    const table = await read(gzipSync('x,y\n1,2\n3,4\n'));
    expect(contentOf(table)).toEqual({ x: [1, 3], y: [2, 4] });
    expect(table.summary.compression).toBe('gzip');
    await expect(read(gzipSync('x,y\n1,2\n'.repeat(1000)).subarray(0, 30))).rejects.toMatchObject({
      code: 'not-readable',
    });
  });
});

describe('byte parser, tokeniser and number of threads give one table', () => {
  /** Everything but the hash, which depends on the size of the segments. */
  const all = (table: Table) => ({ content: contentOf(table), summary: { ...table.summary, hash: '' } });
  const helper: ReadHooks = { runHelper: (job) => Promise.resolve(structuredClone(runShare(structuredClone(job)))) };

  const cell = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.oneof(
        fc.double({ noNaN: true }).map(String),
        fc.integer().map(String),
        fc.float().map((x) => x.toFixed(2)),
      ),
    },
    {
      weight: 2,
      arbitrary: fc.constantFrom(
        '',
        'NA',
        '"a, b"',
        '"say ""hi"""',
        '"two\nlines"',
        'x',
        'y y',
        '2020-01-31',
        '31/01/2020',
        '1e999',
        '007',
        '" 5 "',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('"broken"x', 'in"side', '12345678901234567890', '1,2', '\u00e9', '"', '1\r2'),
    },
  );
  const texts = fc
    .record({
      width: fc.integer({ min: 1, max: 4 }),
      cells: fc.array(cell, { minLength: 30, maxLength: 200 }),
      end: fc.constantFrom('\n', '\r\n'),
      blank: fc.integer({ min: 1, max: 40 }),
    })
    .map(({ width, cells, end, blank }) => {
      let text = Array.from({ length: width }, (_, c) => `name${c}`).join(',') + end;
      for (let i = 0; i < cells.length; i += width)
        text += cells.slice(i, i + width).join(',') + end + (i % blank === blank - 1 ? end : '');
      return text;
    });

  test('on tables with every kind of cell, quote and ragged row', async () => {
    await fc.assert(
      fc.asyncProperty(texts, fc.integer({ min: 40, max: 4000 }), async (text, blockBytes) => {
        const told: DialectOverrides = { delimiter: ',', headerRows: 1, skipRows: 0 };
        const plain = await read(text, told, { tokeniserOnly: true, blockBytes: 1 << 22 });
        const fast = await read(text, told);
        expect(all(fast)).toEqual(all(plain));
        const divided = await read(text, told, { blockBytes, ...helper });
        expect(all(divided)).toEqual(all(plain));
      }),
      { numRuns: Number(process.env['TABLE_RUNS'] ?? 100) },
    );
  }, 3_600_000);
});

describe('blocks in turn', () => {
  const long = (row: number): string => `${row},${'x'.repeat(900)}\n`;
  const far = (rows: number, of: (row: number) => string): string =>
    Array.from({ length: rows }, (_, i) => of(i)).join('');

  test('more rows than the stretches looked at promised: the table is read again with room for all', async () => {
    // Short rows where no stretch lies: 40,000 instead of some 270.
    const text = `id,note\n${far(60, long)}${far(40_000, (row) => `${row},y\n`)}${far(900, long)}`;
    const table = await read(text);
    expect(table.summary.rows).toBe(60 + 40_000 + 900);
    expect(table.columns[0]?.kind === 'number' && table.columns[0].values.slice(40_055, 40_065)).toEqual(
      Float64Array.of(39995, 39996, 39997, 39998, 39999, 0, 1, 2, 3, 4),
    );
  });

  test('a thread that takes a block and fails leaves no other thread waiting; its error is told', async () => {
    const failing: ReadHooks = {
      runHelper: (job) => {
        takeSegment(job.control);
        return Promise.reject(new DatasetError('not-readable', 'the disk is gone', {}));
      },
    };
    await expect(
      read(`a,b\n${far(2000, (row) => `${row},1\n`)}`, {}, { blockBytes: 4000, ...failing }),
    ).rejects.toThrow('the disk is gone');
  });

  test('the hash is the same however the file is read', async () => {
    const text = `a,b\n${far(200_000, (row) => `${row},1\n`)}`;
    const hashes = [{}, { tokeniserOnly: true }].map(async (hooks) => (await read(text, {}, hooks)).summary.hash);
    expect(new Set(await Promise.all(hashes)).size).toBe(1);
  });
});

describe('other formats', () => {
  test('JSON lines: keys are columns, values keep their types, gaps are missing, nested values are text', async () => {
    const table = await read(
      '{"x":1,"name":"a"}\n\n{"x":2.5,"day":"2020-01-02","tags":["u",1]}\n{"x":null,"day":"2020-01-03"}\n',
    );
    expect(table.summary.format).toBe('json-lines');
    expect(contentOf(table)).toEqual({
      x: [1, 2.5, null],
      name: ['a', null, null],
      day: [null, '2020-01-02T00:00:00.000Z', '2020-01-03T00:00:00.000Z'],
      tags: [null, '["u",1]', null],
    });
    expect(remarksOf(table)).toEqual(['nested-values']);
    await expect(read('{"x":1}\noops\n')).rejects.toMatchObject({ code: 'not-a-table', details: { line: 2 } });
  });
});

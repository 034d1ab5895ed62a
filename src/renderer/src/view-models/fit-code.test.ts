import { describe, expect, test } from 'vitest';
import { codeSource, type ReadTable } from './code-source.ts';
import { fitCode, type FitForCode } from './fit-code.ts';
import { pythonCode, rCode, type CodeRequest } from './model-code.ts';

// That the code runs and agrees is shown by scripts/check-model-code.mjs, where Python and R are installed.
const dialect = {
  ...{ encoding: 'utf-8', delimiter: ',', delimiterRuns: false, quote: '"', escape: '"', recordEnd: 'lf' },
  ...{ skipRows: 0, headerRows: 1, footerRows: 0, decimal: '.', thousands: '', comment: '' },
};
const column = (name: string, rest: object = {}) => ({ name, type: 'number', missingByToken: [], ...rest });
const table: ReadTable = {
  name: 'shop.csv',
  format: 'delimited',
  columns: [
    column('x', { numberFormat: { decimal: '.', thousands: '' } }),
    column('day', { type: 'date', dateFormat: { order: 'dmy' } }),
    column('price', { numberFormat: { decimal: '.', thousands: ',', unit: '€' } }),
    column('kind', { type: 'category' }),
  ],
  reading: { dialect },
};
const given = {
  data: { columns: ['x'], filters: [], labels: null, weights: null },
  fit: {
    ...{ weights: [0.4, 0.6], means: [[1], [2]], covariances: [[[1]], [[1]]], noise: null, covarianceModel: 'VVV' },
    ...{ logLikelihood: -12.5, labelComponents: [1, 0] },
  },
  labelNames: ['a', 'b "c"'],
  rowsUsed: 10,
} as unknown as FitForCode;
const requestOf = (data: Partial<FitForCode['data']>): CodeRequest =>
  fitCode(table, { ...given, data: { ...given.data, ...data } }, null) as CodeRequest;

describe('code for a fit', () => {
  test('gives labelled rows the component that their label stands for', () => {
    const request = requestOf({ labels: { column: 'kind', share: 1 } });
    // Label 0 is the fit's second component: 1 counted from 0, 2 counted from 1.
    expect(pythonCode(request)).toContain('.map({"a": 1, "b \\"c\\"": 0})');
    expect(rCode(request)).toContain('c("a" = 2, "b \\"c\\"" = 1)[');
    expect(pythonCode(request)).not.toContain('sklearn');
    expect(rCode(request)).not.toContain('mclust');
  });

  test('takes a part of the labels by the hash that the engine takes', () => {
    const request = requestOf({ labels: { column: 'kind', share: 0.3 } });
    for (const code of [pythonCode(request), rCode(request)]) {
      expect(code).toMatch(/0x9E3779B1[\s\S]*0x85EBCA6B/);
      expect(code).toContain('0.3');
    }
  });

  test('weighs rows, and scales weights that are precisions', () => {
    const frequency = requestOf({ weights: { column: 'x', kind: 'frequency' } });
    expect(pythonCode(frequency)).toContain('(row_weights * row_log_density).sum()');
    expect(rCode(frequency)).toContain('sum(row_weights * row_log_density)');
    const precision = requestOf({ weights: { column: 'x', kind: 'precision' } });
    expect(pythonCode(precision)).toContain('row_weights *= len(row_weights)');
    expect(rCode(precision)).toContain('row_weights * length(row_weights) / sum(row_weights)');
  });

  test('reads dates and numbers with signs, whether fitted, filtered or weighing', () => {
    const request = requestOf({
      columns: ['price'],
      filters: [{ kind: 'range', column: 'day', from: 0, to: null }],
    });
    for (const code of [pythonCode(request), rCode(request)]) {
      expect(code).toContain('"dmy"');
      expect(code).toMatch(/"price"\s?[:=] c?\("\.", ",", "€"\)/);
    }
    expect(pythonCode(requestOf({}))).not.toContain('dmy');
  });
});

describe('code is refused in one sentence', () => {
  test('for rows with missing cells, and for components set by hand beside labels', () => {
    const missing = fitCode(table, { ...given, data: { ...given.data, missing: 'em' } }, null);
    expect(missing).toEqual({
      obstacle: expect.stringMatching(/^Code cannot be copied for .*missing cells.*\.$/) as string,
    });
    const hand = { mixture: { ...given.fit, noise: null }, logLikelihood: -13 };
    const labels = { column: 'kind', share: 1 };
    expect(fitCode(table, { ...given, data: { ...given.data, labels } }, hand)).toHaveProperty('obstacle');
    expect(fitCode(table, given, hand)).toHaveProperty('logLikelihood', -13);
  });

  test.each([
    [{ headerRows: 0 }, 'it has no row of column names'],
    [{ headerRows: 2 }, 'its column names take 2 rows'],
    [{ delimiterRuns: true }, 'more than one character'],
    [{ comment: '#' }, 'lines that begin with # are left out'],
    [{ footerRows: 1 }, 'lines stand below the table'],
    [{ quote: "'" }, "cells are quoted with '"],
    [{ escape: '\\' }, 'quotes inside cells are written with \\'],
  ])('for a file that pandas and R read otherwise: %j', (changed, reason) => {
    const source = codeSource({ ...table, reading: { dialect: { ...dialect, ...changed } } }, ['x']);
    expect(source).toHaveProperty('obstacle');
    expect((source as { obstacle: string }).obstacle).toContain(reason);
  });

  test('for a Parquet file, which is no text', () => {
    const source = codeSource({ name: 'a.parquet', format: 'parquet', columns: table.columns }, ['x']);
    expect((source as { obstacle: string }).obstacle).toContain('no delimited text but Parquet');
  });
});

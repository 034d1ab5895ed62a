import { describe, expect, test } from 'vitest';
import { derivationLatex, formulaLatex } from './formula-latex.ts';
import {
  fraction,
  index,
  inBrackets,
  matrix,
  number,
  operator,
  power,
  root,
  row,
  squared,
  sumOverRows,
  symbol,
  type Formula,
} from './formula.ts';
import { formatNumber, formatShare } from './number-format.ts';

// Expected strings are LaTeX as one would write it by hand with amsmath.
describe('every kind of formula becomes LaTeX', () => {
  test.each<[string, Formula, string]>([
    ['a Greek letter', symbol('σ', 'spread'), '\\sigma'],
    ['an estimate wears its hat', symbol('μ̂', 'mean'), '\\hat{\\mu}'],
    ['small digits', symbol('χ²'), '\\chi^{2}'],
    ['a function by its name', symbol('ln\u2009'), '\\ln'],
    ['an abbreviation stands upright', symbol('AIC'), '\\mathrm{AIC}'],
    ['a column’s name is text', symbol('Sepal.Width_%'), '\\text{Sepal.Width\\_\\%}'],
    ['a negative number', number(formatNumber(-421.4170261, 10)), '-421.4170261'],
    ['grouped thousands', number(formatNumber(1234567, 9)), '1{,}234{,}567'],
    ['a power of ten', number(formatNumber(3.2e-12, 3)), '3.2 \\times 10^{-12}'],
    ['a share', number(formatShare(0.3392)), '33.92\\,\\%'],
    ['a small share', number(formatShare(1e-9)), '<\\,0.01\\,\\%'],
    ['operators', row('2', operator('·'), '3', '≤', '7'), '2 \\cdot 3 \\le 7'],
    ['a word among operators', row('1', 'if', '2'), '1 \\text{if} 2'],
    ['a fraction', fraction('1', symbol('n')), '\\frac{1}{n}'],
    ['a root', root('2', symbol('π')), '\\sqrt{2 \\pi}'],
    ['a power of a letter', squared(symbol('σ̂')), '\\hat{\\sigma}^{2}'],
    ['a power of a row', squared(row(symbol('a'), '+', symbol('b'))), '{a + b}^{2}'],
    ['a power of brackets', squared(inBrackets(symbol('a'), '−', symbol('b'))), '( a - b )^{2}'],
    ['an index', index(symbol('x'), symbol('i')), 'x_{i}'],
    [
      'a matrix',
      matrix([
        ['1', '2'],
        ['3', '4'],
      ]),
      '\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}',
    ],
    ['a sum', row(sumOverRows(), index(symbol('x'), symbol('i'))), '\\sum_{i = 1}^{n} x_{i}'],
    ['brackets grow with what they hold', inBrackets(fraction('1', '2')), '\\left( \\frac{1}{2} \\right)'],
    ['and squared they grow too', squared(inBrackets(fraction('1', '2'))), '\\left( \\frac{1}{2} \\right)^{2}'],
  ])('%s', (_, formula, expected) => expect(formulaLatex(formula)).toBe(expected));
});

test('rule and numbers are aligned at the first sign of equality', () => {
  const mean = symbol('μ̂');
  expect(
    derivationLatex({
      rule: [row(mean, '=', fraction('1', symbol('n')), sumOverRows(), index(symbol('x'), symbol('i')))],
      substituted: [row('=', fraction('6', '3'), '=', '2'), row('+', '0')],
    }),
  ).toBe(
    [
      '\\begin{aligned}',
      '  \\hat{\\mu} & = \\frac{1}{n} \\sum_{i = 1}^{n} x_{i} \\\\',
      '  & = \\frac{6}{3} = 2 \\\\',
      '  & + 0',
      '\\end{aligned}',
    ].join('\n'),
  );
});

describe('whatever is nested in whatever', () => {
  /** Formulas from a multiplicative generator modulo 2³¹ − 1, the same in every run. */
  function* formulas(count: number): Generator<Formula> {
    let state = 20261122;
    const draw = (below: number): number => (state = (state * 48271) % 2147483647) % below;
    const texts = ['x', 'σ̂', 'a_b{', 'two words', '100 %', 'ℓ', '−1,5', '∞', '\\', '^', 'Größe', '{', '}', ')', '('];
    const text = (): string => texts[draw(texts.length)]!;
    const make = (depth: number): Formula => {
      const part = (): Formula => make(depth - 1);
      switch (depth === 0 ? draw(3) : draw(10)) {
        case 0:
          return symbol(text());
        case 1:
          return number(formatNumber(draw(1e6) / 7 - 5e4, 1 + draw(9)));
        case 2:
          return operator(text());
        case 3:
          return row(part(), part(), '(', part(), ')');
        case 4:
          return fraction(part(), part());
        case 5:
          return root(part());
        case 6:
          return power(part(), part());
        case 7:
          return index(part(), part());
        case 8:
          return matrix([
            [part(), part()],
            [part(), part()],
          ]);
        default:
          return row(sumOverRows(), part());
      }
    };
    for (let i = 0; i < count; i++) yield make(4);
  }

  /** Depth of braces after each character, escaped braces left out; −1 anywhere is a breach. */
  function braceDepths(latex: string): number[] {
    let depth = 0;
    return [...latex.replace(/\\[{}\\]/g, '')].map(
      (character) => (depth += character === '{' ? 1 : character === '}' ? -1 : 0),
    );
  }

  test('braces, brackets that grow and environments come in pairs', () => {
    for (const formula of formulas(2000)) {
      const latex = formulaLatex(formula);
      const depths = braceDepths(latex);
      expect(Math.min(0, ...depths), latex).toBe(0);
      expect(depths.at(-1) ?? 0, latex).toBe(0);
      const count = (mark: string): number => latex.split(mark).length;
      expect(count('\\left('), latex).toBe(count('\\right)'));
      expect(count('\\begin{'), latex).toBe(count('\\end{'));
    }
  });

  test('no exponent follows an exponent without a brace between them', () => {
    // "x^{2}^{3}" is an error in TeX; so is "x_{1}_{2}".
    for (const formula of formulas(2000)) expect(formulaLatex(formula)).not.toMatch(/(\^\{[^{}]*\}\^)|(_\{[^{}]*\}_)/);
  });
});

/** What a symbol stands for, so that it has the colour it has in the chart. */
export type SymbolRole = 'mean' | 'spread' | 'data' | 'interval' | `component-${number}`;

/** Colours that charts have for components before they repeat. */
export const componentColours = 6;

/** The role of what belongs to one component of a mixture. @param id  its number, from 0 */
export const componentRole = (id: number): SymbolRole => `component-${id % componentColours}`;

/** A formula as plain data: drawn as MathML, and able to be read or copied in any other form. */
export type Formula =
  | { kind: 'symbol'; text: string; role?: SymbolRole | undefined }
  | { kind: 'number'; text: string; role?: SymbolRole | undefined }
  | { kind: 'operator'; text: string }
  | { kind: 'row'; parts: Formula[] }
  | { kind: 'fraction'; above: Formula; below: Formula }
  | { kind: 'root'; of: Formula }
  | { kind: 'power'; base: Formula; exponent: Formula }
  | { kind: 'index'; base: Formula; index: Formula }
  /** Lines of entries between brackets; a column vector has one entry per line. */
  | { kind: 'matrix'; lines: Formula[][] }
  /** A sign such as Σ with what stands below and above it. */
  | { kind: 'sum'; from: Formula; to: Formula };

/** A symbol, a finished formula, or plain text: digits become a number, all else an operator. */
export type Part = Formula | string;

export const symbol = (text: string, role?: SymbolRole): Formula => ({ kind: 'symbol', text, role });
export const number = (text: string, role?: SymbolRole): Formula => ({ kind: 'number', text, role });
export const operator = (text: string): Formula => ({ kind: 'operator', text });
export const row = (...parts: Part[]): Formula => ({ kind: 'row', parts: parts.map(asFormula) });
export const fraction = (above: Part, below: Part): Formula => ({
  kind: 'fraction',
  above: asFormula(above),
  below: asFormula(below),
});
export const root = (...parts: Part[]): Formula => ({ kind: 'root', of: row(...parts) });
export const power = (base: Part, exponent: Part): Formula => ({
  kind: 'power',
  base: asFormula(base),
  exponent: asFormula(exponent),
});
export const squared = (base: Part): Formula => power(base, '2');
export const index = (base: Part, at: Part): Formula => ({
  kind: 'index',
  base: asFormula(base),
  index: asFormula(at),
});
export const matrix = (lines: readonly (readonly Part[])[]): Formula => ({
  kind: 'matrix',
  lines: lines.map((line) => line.map(asFormula)),
});
/** Σ over i from 1 to n. */
export const sumOverRows = (): Formula => ({
  kind: 'sum',
  from: row(symbol('i'), '=', '1'),
  to: symbol('n', 'data'),
});
/** Σ over k from 1 to K. */
export const sumOverComponents = (): Formula => ({ kind: 'sum', from: row(symbol('k'), '=', '1'), to: symbol('K') });
/** Σ over all of what is named. */
export const sumOver = (what: Part): Formula => ({ kind: 'sum', from: asFormula(what), to: row() });
/** Brackets grow with what they hold and not with what stands beside them. */
export const inBrackets = (...parts: Part[]): Formula => row('(', ...parts, ')');

function asFormula(part: Part): Formula {
  if (typeof part !== 'string') return part;
  return /^[\d.,\s]*\d[\d.,\s]*$/.test(part) ? number(part) : operator(part);
}

/** The formula on one line, for those who hear it. */
export function spoken(formula: Formula): string {
  switch (formula.kind) {
    case 'symbol':
    case 'number':
    case 'operator':
      return formula.text;
    case 'row':
      return formula.parts.map(spoken).join(' ');
    case 'fraction':
      return `(${spoken(formula.above)}) / (${spoken(formula.below)})`;
    case 'root':
      return `√(${spoken(formula.of)})`;
    case 'power':
      return `${spoken(formula.base)}^${spoken(formula.exponent)}`;
    case 'index':
      return `${spoken(formula.base)}_${spoken(formula.index)}`;
    case 'matrix':
      return `[${formula.lines.map((line) => line.map(spoken).join(', ')).join('; ')}]`;
    case 'sum':
      return `Σ (${spoken(formula.from)} … ${spoken(formula.to)})`;
  }
}

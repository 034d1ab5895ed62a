import type { Derivation } from './derivation.ts';
import { row, type Formula } from './formula.ts';

/** A formula as LaTeX of mathematics mode, for amsmath and nothing beyond it. */
export function formulaLatex(formula: Formula): string {
  switch (formula.kind) {
    case 'symbol':
      return symbolLatex(formula.text);
    case 'number':
      return numberLatex(formula.text);
    case 'operator':
      return operatorLatex(formula.text);
    case 'row':
      return rowLatex(formula.parts);
    case 'fraction':
      return `\\frac{${formulaLatex(formula.above)}}{${formulaLatex(formula.below)}}`;
    case 'root':
      return `\\sqrt{${formulaLatex(formula.of)}}`;
    case 'power':
      return `${grouped(formulaLatex(formula.base))}^{${formulaLatex(formula.exponent)}}`;
    case 'index':
      return `${grouped(formulaLatex(formula.base))}_{${formulaLatex(formula.index)}}`;
    case 'matrix':
      return `\\begin{pmatrix} ${formula.lines.map((line) => line.map(formulaLatex).join(' & ')).join(' \\\\ ')} \\end{pmatrix}`;
    case 'sum':
      return `\\sum_{${formulaLatex(formula.from)}}${upperBound(formulaLatex(formula.to))}`;
  }
}

const upperBound = (latex: string): string => (latex === '' ? '' : `^{${latex}}`);

/** Rule and numbers below one another, aligned at the first sign of equality. */
export function derivationLatex({ rule, substituted }: Pick<Derivation, 'rule' | 'substituted'>): string {
  const lines = [...rule, ...substituted].map((line) => `  ${alignedLatex(line)}`);
  return ['\\begin{aligned}', lines.join(' \\\\\n'), '\\end{aligned}'].join('\n');
}

function alignedLatex(line: Formula): string {
  const place =
    line.kind === 'row' ? line.parts.findIndex((part) => part.kind === 'operator' && part.text === '=') : -1;
  if (line.kind !== 'row' || place < 0) return `& ${formulaLatex(line)}`;
  const left = formulaLatex(row(...line.parts.slice(0, place)));
  return `${left}${left === '' ? '' : ' '}& ${formulaLatex(row(...line.parts.slice(place)))}`;
}

const greek: Readonly<Record<string, string>> = {
  α: '\\alpha',
  β: '\\beta',
  γ: '\\gamma',
  δ: '\\delta',
  ε: '\\varepsilon',
  θ: '\\theta',
  λ: '\\lambda',
  μ: '\\mu',
  π: '\\pi',
  ρ: '\\rho',
  σ: '\\sigma',
  τ: '\\tau',
  φ: '\\varphi',
  χ: '\\chi',
  Γ: '\\Gamma',
  Δ: '\\Delta',
  Λ: '\\Lambda',
  Σ: '\\Sigma',
  Φ: '\\Phi',
  ℓ: '\\ell',
  '𝒩': '\\mathcal{N}',
  '∞': '\\infty',
};
const marks: Readonly<Record<string, string>> = { '\u0302': '\\hat', '\u0304': '\\bar', '\u0303': '\\tilde' };
const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const subscripts = '₀₁₂₃₄₅₆₇₈₉';
const functions = ['ln', 'exp', 'max', 'min', 'log', 'det'];

/** A letter with its marks and small digits; words and names of columns stand upright. */
function symbolLatex(text: string): string {
  const plain = text.trim();
  if (functions.includes(plain)) return `\\${plain}`;
  if (/^[A-Za-z]{2,}$/.test(plain)) return `\\mathrm{${plain}}`;
  let latex = '';
  for (const [, letter = '', mark = '', small = ''] of plain.matchAll(
    /(\P{M})(\p{M}?)([⁰¹²³⁴⁵⁶⁷⁸⁹]+|[₀₁₂₃₄₅₆₇₈₉]+|)/gu,
  )) {
    const base = greek[letter] ?? (/[A-Za-z]/.test(letter) ? letter : null);
    const accent = mark === '' ? '' : marks[mark];
    if (base === null || accent === undefined) return `\\text{${escaped(plain)}}`;
    const marked = accent === '' ? base : `${accent}{${base}}`;
    latex += `${latex === '' || !/[A-Za-z]$/.test(latex) ? '' : ' '}${marked}${smallDigits(small)}`;
  }
  return latex;
}

function smallDigits(small: string): string {
  if (small === '') return '';
  const raised = superscripts.includes(small.charAt(0));
  const digits = [...small].map((digit) => (raised ? superscripts : subscripts).indexOf(digit)).join('');
  return `${raised ? '^' : '_'}{${digits}}`;
}

/** A number as it stands on the screen: grouping commas keep no space, powers of ten become powers. */
function numberLatex(text: string): string {
  return text
    .trim()
    .replaceAll('−', '-')
    .replaceAll(',', '{,}')
    .replace(
      /[\s\u202f]*×[\s\u202f]*10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)/,
      (_, exponent: string) => ` \\times 10^{${exponentDigits(exponent)}}`,
    )
    .replaceAll('%', '\\%')
    .replaceAll('\u202f', '\\,')
    .replaceAll('∞', '\\infty')
    .replaceAll('–', '\\text{–}');
}

const exponentDigits = (text: string): string =>
  [...text].map((character) => (character === '⁻' ? '-' : superscripts.indexOf(character))).join('');

const operators: Readonly<Record<string, string>> = {
  '−': '-',
  '·': '\\cdot',
  '×': '\\times',
  '±': '\\pm',
  '≤': '\\le',
  '≥': '\\ge',
  '≈': '\\approx',
  '~': '\\sim',
  '→': '\\to',
  '∈': '\\in',
  '…': '\\ldots',
  '∞': '\\infty',
  '{': '\\{',
  '}': '\\}',
  '⌊': '\\lfloor',
  '⌋': '\\rfloor',
  '⌈': '\\lceil',
  '⌉': '\\rceil',
};

function operatorLatex(text: string): string {
  const plain = text.trim();
  const known = operators[plain];
  if (known !== undefined) return known;
  return /^[-+*/=<>()[\]|,;:!.]*$/.test(plain) ? plain : `\\text{${escaped(plain)}}`;
}

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};
const escaped = (text: string): string =>
  text.replace(/[\\~^{}$&#_%]/g, (character) => special[character] ?? `\\${character}`);

/** Brackets that hold something tall grow with it, where both of them stand in this row. */
function rowLatex(parts: readonly Formula[]): string {
  const written = parts.map(formulaLatex);
  const open: number[] = [];
  parts.forEach((part, place) => {
    if (part.kind !== 'operator') return;
    if (part.text === '(') open.push(place);
    if (part.text !== ')') return;
    const from = open.pop();
    if (from === undefined || !parts.slice(from, place).some(isTall)) return;
    written[from] = '\\left(';
    written[place] = '\\right)';
  });
  return written.filter((text) => text !== '').join(' ');
}

function isTall(formula: Formula): boolean {
  switch (formula.kind) {
    case 'fraction':
    case 'matrix':
    case 'sum':
    case 'root':
      return true;
    case 'row':
      return formula.parts.some(isTall);
    case 'power':
    case 'index':
      return isTall(formula.base);
    default:
      return false;
  }
}

/** What takes an exponent or an index as one thing: a letter, a number, or what stands in brackets. */
function grouped(latex: string): string {
  return /^(\\?[A-Za-z]+|\d+|\\[a-z]+\{\\?[A-Za-z]+\}|\([^()]*\)|\\left\((?:(?!\\right\)).)*\\right\))$/s.test(latex)
    ? latex
    : `{${latex}}`;
}

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firstSentence, glossaryEntry, meaningText, parseGlossary, searchGlossary } from './glossary.ts';

const root = resolve(import.meta.dirname, '../../../..');
const entries = parseGlossary(readFileSync(join(root, 'docs/glossary.md'), 'utf8'));

describe('a glossary is read', () => {
  const small = parseGlossary(
    '# Glossary\n\nPreface with - **no entry**.\n\n## Probability\n\n- **density** (f, 𝒩(μ, σ²)): A height. It is\n  no *probability*.\n- **probability**: A share of *densitys*, not of *nothing*.\n\n## End\n\n- **x**: y\n',
  );

  test('terms, other names and sections', () => {
    expect(small.map(({ term, also, section }) => [term, also, section])).toEqual([
      ['density', ['f', '𝒩(μ, σ²)'], 'Probability'],
      ['probability', [], 'Probability'],
      ['x', [], 'End'],
    ]);
  });

  test('a meaning goes on in the next line and mentions other terms', () => {
    expect(small[0]?.meaning).toEqual([
      { text: 'A height. It is no ', term: null },
      { text: 'probability', term: 'probability' },
      { text: '.', term: null },
    ]);
    expect(small[1]?.meaning.map(({ term }) => term)).toEqual([null, 'density', null, null, null]);
  });

  test('its first sentence is the hint', () => {
    expect(firstSentence(small[0]!)).toBe('A height.');
    expect(firstSentence(glossaryEntry(entries, 'AIC')!)).toBe(
      '−2ℓ + 2p: log-likelihood charged 2 for every one of the free parameters.',
    );
  });
});

describe('docs/glossary.md', () => {
  test('every list item is an entry, each term once, each under a heading', () => {
    const items = readFileSync(join(root, 'docs/glossary.md'), 'utf8').match(/^- /gm) ?? [];
    expect(entries.length).toBe(items.length);
    expect(new Set(entries.map(({ term }) => term.toLowerCase())).size).toBe(entries.length);
    expect(entries.every(({ section }) => section !== '')).toBe(true);
  });

  test('every word in italics has an entry', () => {
    // Read once more without the parser: everything between single asterisks, line ends joined.
    const text = readFileSync(join(root, 'docs/glossary.md'), 'utf8').split('## Data')[1] ?? '';
    const joined = text.replace(/\n {2}/g, ' ').replace(/\*\*.+?\*\*/g, '');
    const mentions = [...joined.matchAll(/\*([^*\n]+)\*/g)].map(([, mention = '']) => mention);
    const terms = new Set(
      entries.flatMap(({ term }) => [
        term.toLowerCase(),
        `${term.toLowerCase()}s`,
        term.toLowerCase().replace(/y$/, 'ies'),
      ]),
    );
    expect(mentions.length).toBeGreaterThan(50);
    expect(mentions.filter((mention) => !terms.has(mention.toLowerCase()))).toEqual([]);
    const read = entries.flatMap(({ meaning }) => meaning.flatMap(({ text: piece, term }) => (term ? [piece] : [])));
    expect(read).toEqual(mentions);
  });

  test('every term that a panel refers to is in it', () => {
    const panels = join(root, 'src/renderer/src/panels');
    const used = readdirSync(panels, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.svelte'))
      .flatMap((file) =>
        [...readFileSync(join(panels, file), 'utf8').matchAll(/\bterm="([^"]+)"/g)].map(([, term = '']) => term),
      );
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter((term) => glossaryEntry(entries, term) === null)).toEqual([]);
  });
});

describe('search', () => {
  const found = (query: string): (string | undefined)[] => searchGlossary(entries, query).map(({ term }) => term);

  test('a name comes before its mentions, a symbol finds its term', () => {
    expect(found('likelihood')[0]).toBe('likelihood');
    expect(found('log likelihood')[0]).toBe('log-likelihood');
    expect(found('τ')[0]).toBe('responsibility');
    expect(found('CLT')[0]).toBe('central limit theorem');
    expect(found('q-q plot')[0]).toBe('Q–Q plot');
  });

  test('all words must occur; nothing asked is everything', () => {
    expect(found('mahalanobis rotation').length).toBeGreaterThan(0);
    expect(found('mahalanobis zebra')).toEqual([]);
    expect(found('  ')).toHaveLength(entries.length);
    expect(entries.every((entry) => meaningText(entry).length > 20)).toBe(true);
  });
});

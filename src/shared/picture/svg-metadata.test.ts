// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PictureMetadata } from './picture-metadata.ts';
import { readSvgMetadata, withSvgMetadata } from './svg-metadata.ts';

const metadata: PictureMetadata = {
  title: 'a < b & "c" > d',
  columns: ['a'],
  filters: [],
  models: [{ group: 'x', name: 'normal', parameters: { mean: 1, sdMle: 2 } }],
  data: { name: '<data>.csv', hash: '0123456789abcdef', rowsUsed: 3 },
  version: '0.1.0',
};
const svg = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" data-note="a > b"><rect/></svg>';

/** An independent reader: jsdom's XML parser. */
const parsed = (text: string): Document => new DOMParser().parseFromString(text, 'image/svg+xml');

describe('an SVG with metadata', () => {
  test('is well formed, with title and description first, and its drawing untouched', () => {
    const root = parsed(withSvgMetadata(svg, metadata)).documentElement;
    expect([...root.children].map(({ tagName }) => tagName)).toEqual(['title', 'desc', 'metadata', 'rect']);
    expect(root.children[0]?.textContent).toBe(metadata.title);
    expect(root.children[1]?.textContent).toContain('normal of x (mean = 1, sdMle = 2)');
    expect(JSON.parse(root.children[2]?.textContent ?? '')).toEqual(metadata);
  });

  test('gives back what was put in, whatever its characters, and stays well formed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (title, name) => {
        const given = { ...metadata, title, data: { ...metadata.data, name } };
        const written = withSvgMetadata(svg, given);
        expect(parsed(written).querySelector('parsererror')).toBeNull();
        // Two characters exist that JSON writes plainly and XML cannot hold.
        const possible = (text: string): string => text.replaceAll(/[\ufffe\uffff]/g, '\ufffd');
        expect(readSvgMetadata(written)).toEqual({
          ...given,
          title: possible(title),
          data: { ...given.data, name: possible(name) },
        });
      }),
      { numRuns: 40 }, // jsdom parses a document in some milliseconds
    );
  });

  test('of somebody else has none of ours; what is no SVG is refused', () => {
    expect(readSvgMetadata(svg)).toBeNull();
    expect(() => withSvgMetadata('<html></html>', metadata)).toThrow('no SVG');
  });
});

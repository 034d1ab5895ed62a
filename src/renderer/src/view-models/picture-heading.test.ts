import { expect, test } from 'vitest';
import type { PictureMetadata } from '../../../shared/picture/picture-metadata.ts';
import { pictureHeading } from './picture-heading.ts';

const metadata: PictureMetadata = {
  title: 'Distribution of eruptions',
  columns: ['eruptions'],
  filters: ['waiting from 50 to 70'],
  models: [{ group: null, name: 'normal', parameters: { mean: 3.4877830882, sdMle: 1.1392712102 } }],
  data: { name: 'old-faithful.csv', hash: '0123456789abcdef', rowsUsed: 1272 },
  version: '0.1.0',
};

test('a picture says which rows of which file it shows, and the model with its parameters', () => {
  expect(pictureHeading(metadata)).toEqual({
    title: 'Distribution of eruptions',
    lines: [
      'old-faithful.csv · 1,272 rows used · waiting from 50 to 70',
      'normal, mean 3.48778, standard deviation (÷n) 1.13927',
    ],
  });
});

test('groups are named, each with its own model', () => {
  const models = ['a', 'b'].map((group) => ({ group, name: 'normal', parameters: { mean: 1, sd: 2 } }));
  expect(pictureHeading({ ...metadata, filters: [], models }).lines.slice(1)).toEqual([
    'a: normal, mean 1, standard deviation 2',
    'b: normal, mean 1, standard deviation 2',
  ]);
});

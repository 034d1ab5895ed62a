import { expect, test } from 'vitest';
import type { PictureMetadata } from '../../../shared/picture/picture-metadata.ts';
import { pictureHeading } from './picture-heading.ts';

const metadata: PictureMetadata = {
  title: 'Histogram of eruptions',
  columns: ['eruptions'],
  filters: ['waiting from 50 to 70'],
  models: [{ group: null, name: 'normal', parameters: { mean: 3.4877830882, sd: 1.1392712102 } }],
  data: { name: 'old-faithful.csv', hash: '0123456789abcdef', rowsUsed: 1272 },
  version: '0.1.0',
};

test('a picture says which model it draws and which rows of which file it shows', () => {
  expect(pictureHeading(metadata)).toEqual({
    title: 'Histogram of eruptions',
    lines: [
      'Normal by maximum likelihood (÷ n): μ = 3.4878, σ = 1.1393',
      'old-faithful.csv: 1,272 rows, only waiting from 50 to 70',
    ],
  });
});

test('groups are named, each with its own parameters', () => {
  const models = ['a', 'b'].map((group) => ({ group, name: 'normal', parameters: { mean: 1, sd: 2 } }));
  expect(pictureHeading({ ...metadata, filters: [], models }).lines[0]).toBe(
    'Normal by maximum likelihood (÷ n): a: μ = 1, σ = 2; b: μ = 1, σ = 2',
  );
});

test('a model set by hand is not called an estimate; without a model there is no line of it', () => {
  const models = [{ group: null, name: 'normal, set by hand', parameters: { mean: 1, sd: 2 } }];
  expect(pictureHeading({ ...metadata, models }).lines[0]).toBe('Normal set by hand: μ = 1, σ = 2');
  expect(pictureHeading({ ...metadata, models: [] }).lines).toHaveLength(1);
});

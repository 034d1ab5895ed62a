import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { column, drop, histogram, openSample, samplePath } from './window.ts';

test('a dropped file shows its columns and its first histogram', async ({ app, page }) => {
  await expect(page.getByRole('heading', { name: 'How are your numbers distributed?' })).toBeVisible();
  await app.dragFilesOver([samplePath('old-faithful.csv')]);
  await expect(page.getByText('Drop to open')).toBeVisible();
  await app.dropFiles([samplePath('old-faithful.csv')]);
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of eruptions: 272 values/);
  await expect(page.getByText('Drop to open')).toBeHidden();
  await expect(column(page, 'waiting')).toBeVisible();
});

test('a file is chosen in the picker, and a second one beside it', async ({ app, page }) => {
  const open = (): Promise<void> => page.getByRole('button', { name: 'Open', exact: true }).click();
  await app.pickFiles([samplePath('iris.csv')], open);
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of Sepal.Length/);
  await app.pickFiles([samplePath('heights.csv')], open);
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of height_cm: 2,000 values/);
  await page.getByRole('button', { name: /^iris\.csv/ }).click();
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of Sepal.Length/);
});

test.describe('files named on the command line', () => {
  test.use({ files: [samplePath('old-faithful.csv'), samplePath('iris.csv')] });

  test('are open when the window is', async ({ page }) => {
    await expect(histogram(page)).toHaveAccessibleName(/^Histogram of Sepal.Length: 150 values/);
    await expect(page.getByRole('button', { name: /^old-faithful\.csv/ })).toBeVisible();
  });
});

test('a sample is one click away, with a hint on what to look at', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await expect(page.getByRole('complementary', { name: 'What to look at' })).toContainText('two humps');
});

test('a file that is no table is refused in one sentence, and what is open stays', async ({ app, page, folder }) => {
  const noise = join(folder, 'noise.csv');
  await writeFile(noise, Buffer.from(Array.from({ length: 5000 }, (_, place) => (place * 7919) % 256)));
  await openSample(page, 'Old Faithful');
  await app.dropFiles([noise]);
  const message = page.getByRole('alert');
  await expect(message).toContainText('noise.csv');
  await message.getByText('Details').click();
  await expect(message).toContainText('not-a-table');
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of eruptions/);
  await message.getByRole('button', { name: 'Close message' }).click();
  await expect(message).toBeHidden();
});

test('an empty file, and one with nothing but names, each say so', async ({ app, page, folder }) => {
  for (const [name, text, code] of [
    ['empty.csv', '', 'empty-file'],
    ['names.csv', 'a,b,c\n', 'header-only'],
  ] as const) {
    await writeFile(join(folder, name), text);
    await drop(app, page, join(folder, name));
    const message = page.getByRole('alert').filter({ hasText: name });
    await message.getByText('Details').click();
    await expect(message).toContainText(code);
    await message.getByRole('button', { name: 'Close message' }).click();
  }
});

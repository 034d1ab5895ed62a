import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { drop, histogram, openSample } from './window.ts';

/** Some 120 MB in a dialect that only the slow way can read: plain commas would be through before anybody could look. */
async function writeLongFile(folder: string): Promise<string> {
  const path = join(folder, 'long.csv');
  const lines = Array.from({ length: 20_000 }, (_, row) => {
    const value = Math.sin(row) * 1000;
    const cells = [row % 7, value.toFixed(6), (value * 1.5).toFixed(6), (value + row).toFixed(4), `"text ${row % 11}"`];
    return cells.join('||');
  });
  const block = `${lines.join('\n')}\n`;
  await writeFile(path, ['k||a||b||c||t\n', ...Array.from({ length: 120 }, () => block)]);
  return path;
}

test('a long load shows its progress and what was read so far, and Cancel ends it', async ({ app, page, folder }) => {
  const path = await writeLongFile(folder);
  await drop(app, page, path);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(/ of 1\d\d\sMB/).first()).toBeVisible();
  await expect(page.getByText('What has been read so far:')).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'How are your numbers distributed?' })).toBeVisible();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('the window answers while another file loads, and Esc cancels that', async ({ app, page, folder }) => {
  const path = await writeLongFile(folder);
  await openSample(page, 'Old Faithful');
  await app.dropFiles([path]);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('radio', { name: 'Count' }).click();
  await page.getByRole('combobox', { name: 'Bins' }).selectOption('sturges');
  await expect(histogram(page)).toHaveAccessibleName(/in (9|10|11) bins/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('progressbar')).toBeHidden();
  await expect(histogram(page)).toHaveAccessibleName(/eruptions/);
});

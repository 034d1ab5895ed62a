import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { column, drop, openSample } from './window.ts';

const surface = (page: Page): Locator => page.getByRole('img', { name: /^Log-likelihood of a normal over μ and σ/ });
const plane = (page: Page): Locator => page.getByRole('application', { name: /^Log-likelihood over μ and σ/ });
const point = (page: Page): Locator => page.getByRole('button', { name: /^Point of μ and σ/ });
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

async function openLikelihood(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Likelihood' }).click();
  await expect(surface(page)).toBeVisible();
}

// Intervals as R finds them numerically from dnorm: test-data/normal/likelihood.R.
test('the maximum, both divisors and both kinds of intervals have R’s numbers', async ({ page }) => {
  await openLikelihood(page);
  await expect(surface(page)).toHaveAccessibleName(/maximum at μ = 3\.48778, σ = 1\.13927; .* lies 0 below it/);
  for (const text of ['3.35191 to 3.62365', '1.04985 to 1.24215', '3.35239 to 3.62317', '1.04354 to 1.23501'])
    await expect(inspector(page)).toContainText(text);
  await expect(inspector(page)).toContainText('1.14137'); // s
  await inspector(page).getByRole('combobox', { name: 'Confidence of the intervals' }).selectOption('0.99');
  await expect(inspector(page)).not.toContainText('3.35191 to 3.62365');
});

test('the point is dragged, moved by arrows and placed by a click; undo, reload and Distribution know it', async ({
  page,
}) => {
  await openLikelihood(page);
  const box = await point(page).boundingBox();
  if (!box) throw new Error('the point is not on the screen');
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 68, box.y - 22, { steps: 5 });
  await page.mouse.up();
  await expect(inspector(page)).toContainText('Set by hand');
  await expect(surface(page)).not.toHaveAccessibleName(/lies 0 below it/);
  const dragged = await point(page).getAttribute('aria-label');
  await page.keyboard.press('ArrowLeft');
  await expect(point(page)).not.toHaveAttribute('aria-label', dragged!);
  await page.keyboard.press('Control+z');
  await expect(surface(page)).toHaveAccessibleName(/lies 0 below it/);

  await plane(page).click({ position: { x: 40, y: 30 } });
  const placed = await surface(page).getAttribute('aria-label');
  expect(placed).not.toMatch(/lies 0 below it/);
  await page.waitForTimeout(700); // the session is saved within half a second
  await page.reload();
  await expect(surface(page)).toHaveAccessibleName(placed!);
  await page.getByRole('tab', { name: 'Distribution' }).click();
  await expect(inspector(page)).toContainText('Set by hand');
  await page.getByRole('tab', { name: 'Likelihood' }).click();
  await page.getByRole('button', { name: 'Back to the fit' }).click();
  await expect(surface(page)).toHaveAccessibleName(/lies 0 below it/);
});

// R: which(cumprod(dnorm(faithful$waiting, mean, sd ÷ n)) == 0)[1]
test('the product of 272 waiting times is 0 from row 186 on, that of the eruptions is still a number', async ({
  page,
}) => {
  await openLikelihood(page);
  await expect(
    page.getByRole('img', { name: /The product of all 272 densities is still a number: 9\.569/ }),
  ).toBeVisible();
  await column(page, 'waiting').click();
  await expect(
    page.getByRole('img', { name: /is 0 from row 186 on, after losing digits from row 176 on/ }),
  ).toBeVisible();
});

test('densities above 1 drive the product to infinity', async ({ app, page, folder }) => {
  const path = join(folder, 'small.csv');
  const rows = Array.from({ length: 400 }, (_, i) => (Math.sin(i) / 1000).toFixed(6));
  writeFileSync(path, ['metres', ...rows].join('\n'));
  await drop(app, page, path);
  await page.getByRole('tab', { name: 'Likelihood' }).click();
  await expect(page.getByRole('img', { name: /Densities above 1 .* it is ∞ from row \d+ on/ })).toBeVisible();
});

test('the first 20 rows leave a wider interval than all 272; the slider and Play change their number', async ({
  page,
}) => {
  await openLikelihood(page);
  await page.getByRole('radio', { name: 'Rows' }).click();
  const all = page.getByRole('img', { name: /^All 272 values/ });
  await expect(all).toBeVisible();
  await page.getByRole('textbox', { name: 'First values' }).fill('20');
  await page.keyboard.press('Enter');
  // R: mean ± σ̂ √(exp(qchisq(0.95, 1) / 20) − 1) of the first 20 eruptions.
  await expect(page.getByRole('img', { name: /^The first 20 values.*from 2\.6625 to 3\.7374/ })).toBeVisible();
  await page.getByRole('slider', { name: 'Number of first values' }).press('ArrowRight');
  await expect(page.getByRole('img', { name: /^The first 2\d values/ })).toBeVisible();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: /^Play/ }).click();
  await expect(all).toBeVisible();
});

test('a column without spread says why it has no likelihood', async ({ app, page, folder }) => {
  const path = join(folder, 'flat.csv');
  writeFileSync(path, 'a,b\n5,1\n5,2\n5,4\n');
  await drop(app, page, path);
  await page.getByRole('tab', { name: 'Likelihood' }).click();
  await expect(page.getByRole('main')).toContainText('its likelihood is unbounded');
});

test('surface, histogram, product and rows leave as pictures and numbers', async ({ app, page }) => {
  await openLikelihood(page);
  await expect(page.getByRole('img', { name: /^The product of all/ })).toBeVisible();
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const save = (): Promise<void> => page.getByRole('button', { name: /^(Download|Save…)$/ }).click();
  await dialog.getByRole('radio', { name: 'SVG' }).click();
  const picture = await app.savedBy(save);
  expect(picture.name).toBe('old-faithful eruptions log-likelihood surface.svg');
  expect(picture.bytes.toString('utf8')).toContain('profile of μ');
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog.getByRole('combobox', { name: 'Chart' }).selectOption('Product and sum');
  await dialog.getByRole('radio', { name: 'CSV' }).click();
  const numbers = await app.savedBy(save);
  const lines = numbers.bytes.toString('utf8').trim().split(/\r?\n/);
  expect(lines[0]).toBe('values,product in doubles,sum of logarithms');
  expect(lines).toHaveLength(273);
});

test('a split of the other views is said not to count here, and leads to a filter', async ({ page }) => {
  await openSample(page, 'Iris');
  await page.getByRole('combobox', { name: 'Split by' }).selectOption('Species');
  await page.getByRole('tab', { name: 'Likelihood' }).click();
  await expect(surface(page)).toBeVisible();
  const note = page.getByRole('note');
  await expect(note).toContainText('The split by Species does not count here');
  await note.getByRole('button', { name: 'Filter rows' }).click();
  await expect(page.getByRole('dialog', { name: 'Filter rows' }).getByRole('combobox', { name: 'Column' })).toHaveValue(
    'Species',
  );
});

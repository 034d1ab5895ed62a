import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSample } from './window.ts';

const row = (page: Page, title: string): Locator =>
  page.getByRole('row').filter({ has: page.getByRole('button', { name: title, exact: true }) });

/** Fits 2 × VVV, 3 × VVV and 3 × EEE, and shows the ledger, where the single Gaussian of Pair stands too. */
async function fourModels(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  const side = page.getByRole('complementary', { name: 'Inspector' });
  await expect(side).toContainText('2 components · VVV');
  await page.getByRole('button', { name: 'One component more' }).click();
  await expect(side).toContainText('3 components · VVV');
  await page.getByRole('combobox', { name: /^Covariance/ }).selectOption('EEE');
  await expect(side).toContainText('3 components · EEE');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(row(page, 'Gaussian')).toBeVisible();
  await expect(row(page, 'Normal')).toBeVisible();
}

test('every fit is in the ledger with its criteria, the best marked, and a sentence says why they disagree', async ({
  page,
}) => {
  await fourModels(page);
  await expect(row(page, '3 × EEE ●')).toContainText('−1,126.32');
  await expect(row(page, '3 × EEE ●')).toContainText('best');
  await expect(row(page, '2 × VVV')).toContainText('2,322.19');
  await expect(row(page, 'Gaussian')).toContainText('−1,289.80');
  await expect(
    page.getByText(/ICL chooses 2 × VVV, because it also charges for rows between components/),
  ).toBeVisible();
});

test('models are pinned, named, noted and deleted, and undo brings them back', async ({ page }) => {
  await fourModels(page);
  await page.getByRole('button', { name: 'Pin 2 × VVV' }).click();
  await expect(page.getByRole('row').nth(1)).toContainText('2 × VVV');
  await page.getByRole('button', { name: '2 × VVV', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of the model' }).fill('Short and long');
  await page.getByRole('textbox', { name: 'Name of the model' }).press('Enter');
  await page.getByRole('textbox', { name: 'Note on the model' }).fill('Easy to explain.');
  await page.getByRole('textbox', { name: 'Note on the model' }).blur();
  await page.getByRole('button', { name: 'Delete Short and long' }).click();
  await expect(row(page, 'Short and long')).toBeHidden();
  await page
    .getByRole('status')
    .getByRole('button', { name: 'Undo' })
    .or(page.getByRole('button', { name: 'Undo', exact: true }))
    .first()
    .click();
  await expect(row(page, 'Short and long')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Note on the model' })).toHaveValue('Easy to explain.');
});

test('models are drawn over one another, side by side, as a difference and over K', async ({ page }) => {
  await fourModels(page);
  await page.getByRole('button', { name: 'Pin 2 × VVV' }).click();
  await page.getByRole('button', { name: 'Pin 3 × EEE' }).click();
  await expect(
    page
      .getByRole('img', { name: '3 × EEE, 2 × VVV over the same rows.' })
      .or(page.getByRole('img', { name: '2 × VVV, 3 × EEE over the same rows.' })),
  ).toBeVisible();
  await page.getByRole('radio', { name: 'Side by side' }).click();
  await expect(page.getByRole('figure')).toHaveCount(2);
  await page.getByRole('radio', { name: 'Difference' }).click();
  await expect(page.getByRole('img', { name: /^Density of .* minus that of/ })).toBeVisible();
  await page.getByRole('radio', { name: 'Over K' }).click();
  await expect(page.getByRole('img', { name: /^BIC of EEE, VVV over 1 to 3 components; least at 3/ })).toBeVisible();
});

test('the table leaves as CSV with every digit', async ({ app, page }) => {
  await fourModels(page);
  const { bytes } = await app.savedBy(() => page.getByRole('button', { name: 'Table as CSV' }).click());
  const [head, ...lines] = bytes.toString().trimEnd().split(/\r?\n/);
  expect(head).toContain('name,columns,filters,rows used');
  expect(lines).toHaveLength(5); // three mixtures, and what Pair and Distribution show
  expect(bytes.toString()).toMatch(/-1126\.3159\d{5}/);
});

test('the normal of Distribution and the Gaussian of Pair stand in the ledger, once each, and follow the rows', async ({
  page,
}) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(row(page, 'Normal')).toContainText('from Distribution');
  // R: 272 values of eruptions, ℓ = sum(dnorm(x, mean(x), sd(x) * sqrt(271/272), log = TRUE))
  await expect(row(page, 'Normal')).toContainText('−421.42');
  await expect(row(page, 'Gaussian')).toContainText('from Pair');
  await expect(row(page, 'Gaussian')).toContainText('−1,289.80');
  await page.keyboard.press('Control+Shift+f');
  const dialog = page.getByRole('dialog', { name: 'Filter rows' });
  await dialog.getByLabel('from').fill('3');
  await dialog.getByRole('button', { name: 'Keep these rows' }).click();
  await expect(row(page, 'Normal')).toContainText('175');
  await expect(page.getByRole('row')).toHaveCount(3); // the head and two
  await page.keyboard.press('Control+z'); // takes back the filter: what Compare entered is no step
  await expect(row(page, 'Normal')).toContainText('−421.42');
});

test('a normal that is kept stays, marked as stale, when the rows change', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('button', { name: 'Keep in Compare' }).click();
  await expect(page.getByText('Kept in Compare.', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Shift+f');
  const dialog = page.getByRole('dialog', { name: 'Filter rows' });
  await dialog.getByLabel('from').fill('3');
  await dialog.getByRole('button', { name: 'Keep these rows' }).click();
  await expect(page.getByRole('button', { name: 'Keep in Compare' })).toBeVisible();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(row(page, 'Normal')).toHaveCount(2);
  await expect(row(page, 'Normal').filter({ hasText: 'stale' })).toContainText('272');
});

test('what a person deleted is not entered again unasked', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Delete Normal' }).click();
  await expect(row(page, 'Normal')).toBeHidden();
  await page.getByRole('tab', { name: 'Pair' }).click();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(row(page, 'Gaussian')).toBeVisible();
  await expect(row(page, 'Normal')).toBeHidden();
});

test('unseen rows score each fit, one by one or all at once, and the table can be sorted by it', async ({ page }) => {
  await fourModels(page);
  await page.getByRole('button', { name: 'Cross-validate 2 × VVV' }).click();
  const score = row(page, '2 × VVV').getByTitle(/of rows that the fit had not seen, in 10 folds/);
  await expect(score.getByRole('button', { name: /formula/ })).toHaveText(/^−4\.\d+$/);
  await page.getByRole('button', { name: /^Cross-validate all 4$/ }).click();
  await expect(page.getByRole('button', { name: /^Cross-validate/ })).toHaveCount(0, { timeout: 60_000 });
  await page.getByRole('button', { name: 'CV', exact: true }).click();
  // One Gaussian predicts rows of two humps worst; the normal is of one column, and stands by itself.
  await expect(page.getByRole('row').last()).toContainText('Gaussian');
});

test('how a fit ended is seen without scrolling at 1280 pixels', async ({ page }) => {
  await fourModels(page);
  const box = await row(page, '2 × VVV').getByText('converged').boundingBox();
  const table = await page.getByRole('region', { name: 'Ledger of models' }).boundingBox();
  expect(box!.x + box!.width).toBeLessThan(table!.x + table!.width);
});

test('of one column the difference of two densities is a curve about zero', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await page.getByRole('button', { name: 'Columns that are fitted' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'waiting' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('slider', { name: 'Mean of Component 1' })).toBeAttached();
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Pin Normal' }).click();
  await page
    .getByRole('button', { name: /^Pin 2 × VVV/ })
    .first()
    .click();
  await page.getByRole('radio', { name: 'Difference' }).click();
  await expect(
    page.getByRole('img', { name: /^Density of .* they differ most where .* is denser by 0\.\d+/ }),
  ).toBeVisible();
});

test('every picture of the models leaves as a file, the one on the screen first', async ({ app, page }) => {
  await fourModels(page);
  await page.getByRole('button', { name: 'Pin 2 × VVV' }).click();
  await page.getByRole('button', { name: 'Pin Gaussian' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  const save = (): Promise<void> => page.getByRole('button', { name: /^(Download|Save…)$/ }).click();
  const exported = async (format: 'SVG' | 'CSV'): Promise<string> => {
    await page.getByRole('button', { name: 'Export' }).click();
    await dialog.getByRole('radio', { name: format }).click();
    return (await app.savedBy(save)).bytes.toString('utf8');
  };
  await page.getByRole('radio', { name: 'Difference' }).click();
  await expect(page.getByRole('img', { name: /^Density of .* they differ most where/ })).toBeVisible();
  const difference = await exported('SVG');
  expect(difference).toContain('Difference of two models');
  expect(difference).toContain('Coloured where that model is denser');
  const cells = (await exported('CSV')).trim().split(/\r?\n/);
  expect(cells[0]).toMatch(/^eruptions,waiting,density of (2 × VVV minus Gaussian|Gaussian minus 2 × VVV)$/);
  expect(cells).toHaveLength(1 + 240 * 180);
  await page.getByRole('radio', { name: 'Side by side' }).click();
  expect(await exported('SVG')).toContain('Models side by side');
  const components = (await exported('CSV')).trim().split(/\r?\n/);
  expect(components[0]).toMatch(/^model,component,weight,mean eruptions,mean waiting,/);
  expect(components).toHaveLength(1 + 2 + 1); // two components and one
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Chart' }).getByRole('option')).toHaveText([
    'Models side by side',
    'Models over one another',
    'Difference of two models',
    'BIC over the number of components',
  ]);
});

test('over K, the deviance of unseen rows stands beside the criterion, computed on demand', async ({ page }) => {
  await fourModels(page);
  await page.getByRole('radio', { name: 'Over K' }).click();
  const chart = page.getByRole('img', { name: /^BIC of EEE, VVV over 1 to 3 components; least at 3/ });
  await expect(chart).toBeVisible();
  await page.getByRole('checkbox', { name: /unseen rows/ }).check();
  await page.getByRole('button', { name: 'Compute for 4 fits' }).click();
  await expect(page.getByText(/on the scale of the criteria: lower is better/)).toBeVisible();
  await expect(page.getByRole('button', { name: /^Compute for/ })).toHaveCount(0, { timeout: 60_000 });
  // The two humps are seen in unseen rows too: one Gaussian is not least.
  await expect(chart).toHaveAccessibleName(/Deviance of unseen rows, −2 · n · CV, is least at [23]\./);
  await page.keyboard.press('Control+z');
  await expect(chart).toHaveAccessibleName(/least at 3\.$/);
});

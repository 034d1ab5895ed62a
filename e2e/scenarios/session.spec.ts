import { expect, test } from '../fixtures.ts';
import { column, dragHandle, histogram, number, openSample } from './window.ts';

test('a reload keeps everything: table, column, bins, split, filter, model, theme and what can be undone', async ({
  page,
}) => {
  await openSample(page, 'Iris');
  await column(page, 'Petal.Width').click();
  await page.getByRole('textbox', { name: 'Number of bins' }).fill('17');
  await page.keyboard.press('Enter');
  await page.getByRole('radio', { name: 'Count' }).click();
  await page.getByRole('button', { name: 'μ ± 2σ' }).click();
  await page.getByRole('button', { name: 'Keep only these rows' }).click();
  await expect(page.getByRole('region', { name: 'Filters' })).toBeVisible();
  await page.getByRole('button', { name: /^Theme/ }).click();
  await expect(histogram(page)).toHaveAccessibleName(/in 17 bins/);
  const before = await histogram(page).getAttribute('aria-label');
  // Saved within half a second of the last change.
  await page.waitForTimeout(700);
  await page.reload();
  await expect(histogram(page)).toHaveAccessibleName(before!);
  await expect(page.getByRole('radio', { name: 'Count' })).toBeChecked();
  await expect(page.getByRole('region', { name: 'Filters' })).toContainText('Petal.Width');
  await expect(page.getByRole('button', { name: 'Theme: light' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('region', { name: 'Filters' })).toBeHidden();
});

test('undo and redo cover every change of the view, a drag being one step', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await dragHandle(page, 'Mean μ of the model', 80);
  await page.getByRole('radio', { name: 'Count' }).click();
  await column(page, 'waiting').click();
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of waiting/);
  await page.keyboard.press('Control+z');
  await expect(histogram(page)).toHaveAccessibleName(/^Histogram of eruptions/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('radio', { name: 'Density' })).toBeChecked();
  await expect(page.getByText(/below the maximum/)).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(number(page, 'ℓ(μ, σ)')).toHaveText('−421.41703');
  await expect(page.getByRole('button', { name: 'Undo', exact: true })).toBeDisabled();
  await page.keyboard.press('Control+Shift+z');
  await expect(page.getByText(/below the maximum/)).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(page.getByRole('radio', { name: 'Count' })).toBeChecked();
});

test('a closed table is gone, the other one shown', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('sample “Iris”');
  await page.keyboard.press('Enter');
  await expect(histogram(page)).toHaveAccessibleName(/Sepal/);
  await page.getByRole('button', { name: 'Close iris.csv' }).click();
  await expect(histogram(page)).toHaveAccessibleName(/eruptions/);
});

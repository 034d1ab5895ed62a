import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures.ts';
import { column, drop, histogram, openSample } from './window.ts';

const messy = ['x,y,g', '1,2.5,a', '2,oops,b', 'NA,3.5,a', '4,,b', '5,-999,a', '6,4.5,b', '7,5.5,a', '8,6.5,b'].join(
  '\n',
);

test('rows are filtered by range, by category and one by one, and everything follows', async ({ page }) => {
  await openSample(page, 'Iris');
  await page.keyboard.press('Control+Shift+f');
  const dialog = page.getByRole('dialog', { name: 'Filter rows' });
  await dialog.getByLabel('from').fill('6');
  await dialog.getByRole('button', { name: 'Keep these rows' }).click();
  // R: sum(iris$Sepal.Length >= 6) is 67.
  await expect(histogram(page)).toHaveAccessibleName(/: 67 values/);
  await page.keyboard.press('Control+Shift+f');
  await dialog.getByLabel('Column').selectOption('Species');
  await dialog.getByRole('checkbox', { name: /virginica/ }).check();
  await dialog.getByRole('button', { name: 'Keep rows with 1 value' }).click();
  // R: with(iris, sum(Sepal.Length >= 6 & Species == "virginica")) is 43.
  await expect(histogram(page)).toHaveAccessibleName(/: 43 values/);
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Delete');
  await expect(page.getByRole('button', { name: /^without row/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Distribution' }).click();
  await expect(histogram(page)).toHaveAccessibleName(/: 42 values/);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await expect(histogram(page)).toHaveAccessibleName(/: 150 values/);
});

test('what could not be read is marked in the table and listed with its line', async ({ app, page, folder }) => {
  await writeFile(join(folder, 'messy.csv'), messy);
  await drop(app, page, join(folder, 'messy.csv'));
  await expect(histogram(page)).toBeVisible();
  await page.getByRole('tab', { name: 'Data' }).click();
  await expect(page.getByRole('gridcell', { name: 'oops' })).toHaveAttribute('title', 'Could not be read');
  await page.getByRole('button', { name: /^Look at/ }).click();
  const row = page.getByRole('dialog').getByRole('row', { name: /oops/ });
  await expect(row).toContainText('3');
  await expect(row).toContainText('y');
});

test('another type is another reading, and undo takes it back', async ({ app, page, folder }) => {
  await writeFile(join(folder, 'messy.csv'), messy);
  await drop(app, page, join(folder, 'messy.csv'));
  await expect(histogram(page)).toBeVisible();
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('button', { name: /^x, number/ }).click();
  await page.getByRole('menuitem', { name: /^category/ }).click();
  await expect(column(page, 'x')).toHaveAccessibleName(/^x, category/);
  await page.keyboard.press('Control+z');
  await expect(column(page, 'x')).toHaveAccessibleName(/^x, number/);
});

test('a code for “missing” is suggested, and becomes missing only when the person says so', async ({
  app,
  page,
  folder,
}) => {
  await writeFile(join(folder, 'messy.csv'), messy);
  await drop(app, page, join(folder, 'messy.csv'));
  await page.getByRole('tab', { name: 'Data' }).click();
  await column(page, 'y').click();
  await page.getByRole('textbox', { name: /means missing in y/ }).fill('-999');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(column(page, 'y')).toHaveAccessibleName(/3 cells without a value/);
});

test('rows are copied as a spreadsheet takes them', async ({ page, host }) => {
  test.skip(host !== 'browser', 'the clipboard is read back in the browser only');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+c');
  await expect(page.getByText('Copied 2 rows')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('eruptions\twaiting\n3.6\t79\n1.8\t54');
});

test('the table goes to its last row at once', async ({ page }) => {
  await openSample(page, 'Heights');
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('gridcell').first().click();
  await page.keyboard.press('Control+End');
  await expect(page.getByRole('rowheader', { name: '2,000' })).toBeVisible();
});

import { expect, test } from '../fixtures.ts';
import { histogram, number, openSample } from './window.ts';

test('from the empty window to an exported picture without a mouse', async ({ app, page }) => {
  const press = (...keys: string[]): Promise<void> =>
    keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await expect(page.getByRole('heading', { name: /How are your numbers/ })).toBeVisible();
  // The palette opens a sample.
  const palette = page.getByRole('dialog').locator('input');
  await press('Control+k');
  await expect(palette).toBeFocused();
  await page.keyboard.type('old faithful');
  await press('Enter');
  await expect(histogram(page)).toHaveAccessibleName(/eruptions/);
  // Arrows choose another column.
  await page.getByRole('listbox', { name: 'Columns' }).focus();
  await press('ArrowDown');
  await expect(histogram(page)).toHaveAccessibleName(/waiting/);
  // The palette changes the axis, a shortcut changes it back.
  await press('F1');
  await expect(palette).toBeFocused();
  await page.keyboard.type('count axis');
  await press('Enter');
  await expect(page.getByRole('radio', { name: 'Count' })).toBeChecked();
  await press('Control+Shift+d');
  await expect(page.getByRole('radio', { name: 'Density' })).toBeChecked();
  // From the plot, Tab leads to the handles; arrows move them.
  await page.getByRole('application', { name: /^Histogram/ }).focus();
  await press('Tab', 'ArrowRight', 'ArrowRight');
  await expect(page.getByText(/below the maximum/)).toBeVisible();
  await expect(number(page, 'μ̂')).toHaveText('70.8971');
  // Views, panes and help.
  await press('Alt+5');
  await expect(page.getByRole('tab', { name: 'Data' })).toHaveAttribute('aria-selected', 'true');
  await press('Control+z');
  await expect(page.getByRole('tab', { name: 'Distribution' })).toHaveAttribute('aria-selected', 'true');
  await press('Control+b');
  await expect(page.getByRole('listbox', { name: 'Columns' })).toBeHidden();
  await press('Control+b', '?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await press('Escape');
  // Export: the dialog takes the focus, and Enter on its button saves.
  await press('Control+Shift+e');
  const save = page.getByRole('button', { name: /^(Download|Save…)$/ });
  await save.focus();
  const { name } = await app.savedBy(() => press('Enter'));
  expect(name).toBe('old-faithful waiting histogram.png');
});

test('every control shows where the keyboard is', async ({ page }) => {
  await expect(page.getByRole('heading', { name: /How are your numbers/ })).toBeVisible();
  for (let step = 0; step < 8; step++) {
    await page.keyboard.press('Tab');
    const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
    expect(outline).toBe('solid');
  }
});

test('Ctrl+Z in a field takes back letters while there are any, else the last step', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Pair' }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await page.getByRole('button', { name: '1σ' }).click();
  await expect(inspector.getByText('expected 107, inside 74')).toBeVisible();
  const other = page.getByRole('textbox', { name: 'Another share in per cent' });
  await other.focus();
  await page.keyboard.type('8');
  await page.keyboard.press('Control+z'); // the letter
  await expect(inspector.getByText('expected 107, inside 74')).toBeVisible();
  await expect(other).toHaveValue('');
  await page.keyboard.type('80');
  await page.keyboard.press('Enter');
  await expect(inspector.getByText('expected 217.6')).toBeVisible();
  await expect(other).toBeFocused();
  await page.keyboard.press('Control+z'); // the step
  await expect(inspector.getByText('expected 217.6')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expect(inspector.getByText('expected 107, inside 74')).toBeHidden();
  await page.keyboard.press('Control+y');
  await expect(inspector.getByText('expected 107, inside 74')).toBeVisible();
});

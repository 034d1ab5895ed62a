import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { histogram, number, openSample, samplePath } from './window.ts';

const card = (page: Page): Locator => page.getByRole('dialog', { name: 'Guided tour' });
const task = (page: Page): Locator => card(page).locator('.task');

async function begin(page: Page, step: string): Promise<void> {
  await page.keyboard.press('Alt+t');
  await page.getByRole('dialog', { name: 'Guided tour' }).getByRole('button', { name: step }).click();
  await expect(card(page).getByRole('heading')).toBeVisible();
}

/** What a person sees of their work: view, column, interval, filters, undo. */
async function look(page: Page): Promise<unknown> {
  return {
    tabs: await page.getByRole('tab', { selected: true }).allInnerTexts(),
    inspector: await page.getByRole('complementary', { name: 'Inspector' }).innerText(),
    filters: await page.locator('main').getByRole('list').allInnerTexts(),
    undo: await page.getByRole('button', { name: /^Undo/ }).getAttribute('aria-label'),
    files: await page.locator('.window > footer').innerText(),
  };
}

test('from the empty window the whole tour is told on Old Faithful, and the window is empty again', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'Take the tour' }).click();
  await page.getByRole('button', { name: /^1 Density is not probability/ }).click();
  const seen: string[] = [];
  for (let stop = 0; stop < 30; stop++) {
    const heading = card(page).getByRole('heading');
    await expect(heading).toBeVisible();
    const title = await heading.innerText();
    seen.push(title);
    // Keyboard and screen reader are taken along.
    await expect(heading).toBeFocused();
    if ((await task(page).count()) > 0) {
      const show = card(page).getByRole('button', { name: 'Show me' });
      await expect(async () => {
        if ((await show.count()) > 0) await show.click({ timeout: 2000 });
        await expect(task(page), title).toHaveClass(/done/, { timeout: 2000 });
      }).toPass();
    }
    const next = card(page).getByRole('button', { name: 'Next' });
    if ((await next.count()) === 0) break;
    await next.click();
    await expect(heading).not.toHaveText(title);
  }
  expect(seen.length).toBeGreaterThanOrEqual(13);
  expect(seen[0]).toBe('Bars and a curve');
  expect(seen.at(-1)).toBe('That was the tour');
  await card(page).getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: /How are your numbers/ })).toBeVisible();
});

test('tasks are done by hand as well', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await begin(page, 'Density is not probability');
  await expect(task(page)).not.toHaveClass(/done/);
  const box = (await page.getByRole('application', { name: /^Histogram/ }).boundingBox())!;
  await page.mouse.move(box.x + 100, box.y + 60);
  await page.mouse.down();
  await page.mouse.move(box.x + 240, box.y + 60, { steps: 4 });
  await page.mouse.up();
  await expect(task(page)).toHaveClass(/done/);
  await card(page).getByRole('button', { name: 'Next' }).click();
  await number(page, 'P(model)').click();
  await expect(task(page)).toHaveClass(/done/);
});

test.describe('on a person’s own work', () => {
  test.use({ files: [samplePath('iris.csv')] });

  test('everything is as it was, whether the tour ends by Esc, by its button or on the sample', async ({ page }) => {
    await expect(histogram(page)).toBeVisible();
    await page
      .getByRole('listbox', { name: 'Columns' })
      .getByRole('option', { name: /^Petal.Width,/ })
      .click();
    await page.getByRole('button', { name: 'μ ± 2σ', exact: true }).click();
    await expect(number(page, 'observed')).toHaveText(/^\d/);
    await page.getByRole('button', { name: 'Keep only these rows' }).click();
    await page.keyboard.press('Control+z');
    await page.getByRole('tab', { name: 'Pair' }).click();
    await expect(number(page, 'ℓ')).toHaveText(/^−/);
    const before = await look(page);

    await begin(page, 'Maximum likelihood of the normal');
    await card(page).getByRole('button', { name: 'Show me' }).click();
    await expect(task(page)).toHaveClass(/done/);
    await page.keyboard.press('Escape');
    await expect(card(page)).toBeHidden();
    await expect.poll(() => look(page)).toEqual(before);

    await begin(page, 'A mixture, and how EM finds it');
    await card(page).getByRole('button', { name: 'Show me' }).click();
    await card(page).getByRole('button', { name: 'Next' }).click();
    await card(page).getByRole('button', { name: 'Leave the tour' }).click();
    await expect.poll(() => look(page)).toEqual(before);

    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('menuitem', { name: /Guided tour/ }).click();
    await page.getByRole('radio', { name: 'Old Faithful' }).click();
    await page.getByRole('button', { name: /^3 Covariance and distance/ }).click();
    await expect(page.locator('.window > footer')).toContainText('old-faithful.csv');
    await card(page).getByRole('button', { name: 'Show me' }).click();
    await page.keyboard.press('Escape');
    await expect.poll(() => look(page)).toEqual(before);
    await expect(page.getByText('old-faithful.csv')).toHaveCount(0);
  });
});

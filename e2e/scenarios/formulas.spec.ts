import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { number, openSample } from './window.ts';

const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

/** Unfolds every formula of the inspector, sections included. @returns how many there are */
async function unfoldAll(page: Page): Promise<number> {
  const folded = inspector(page).locator('h3 button[aria-expanded=false]');
  while ((await folded.count()) > 0) await folded.first().click();
  const formulas = inspector(page).locator('.row button.value');
  await expect(formulas.first()).toBeVisible();
  const closed = inspector(page).locator('.row button.value[aria-expanded=false]');
  while ((await closed.count()) > 0) await closed.first().click();
  return formulas.count();
}

/** Formulas that would have to be scrolled to be read, by their text. */
const tooWide = (page: Page): Promise<string[]> =>
  inspector(page)
    .locator('.derivation .line')
    .evaluateAll((lines) =>
      lines.filter((line) => line.scrollWidth > line.clientWidth + 1).map((line) => line.textContent),
    );

/** What stands at each unfolded number and is no formula: an en dash, NaN, something without a sentence. */
async function expectWholeFormulas(page: Page, least: number): Promise<void> {
  expect(await unfoldAll(page)).toBeGreaterThanOrEqual(least);
  const boxes = inspector(page).locator('.derivation');
  expect(await boxes.count()).toBeGreaterThanOrEqual(least);
  for (const text of await boxes.allInnerTexts()) {
    expect(text).not.toMatch(/NaN|undefined|–\s*$/m);
    expect(text).toMatch(/[.]\s/);
  }
  expect(await tooWide(page)).toEqual([]);
}

test.describe('Old Faithful', () => {
  test.beforeEach(({ page }) => openSample(page, 'Old Faithful'));

  test('every number of the Distribution inspector has its formula, and all fit', async ({ page }) => {
    await page.getByRole('button', { name: 'μ ± 2σ', exact: true }).click();
    await expect(number(page, 'observed')).toHaveText(/^\d/);
    await expect(number(page, 'A²')).toHaveText(/^\d/);
    await expectWholeFormulas(page, 28);
  });

  test('so has every number of Pair, Mixture, Compare and Data', async ({ page }) => {
    await page.getByRole('tab', { name: 'Pair' }).click();
    await expect(number(page, 'ℓ')).toHaveText(/^−1,289/);
    await expectWholeFormulas(page, 12);
    await page.getByRole('tab', { name: 'Mixture' }).click();
    await expect(number(page, 'ℓ')).toHaveText(/^−1,130/);
    await expectWholeFormulas(page, 8);
    await page.getByRole('tab', { name: 'Compare' }).click();
    await expect(number(page, 'evidence')).toHaveText(/%$/);
    await expectWholeFormulas(page, 8);
    await page.getByRole('tab', { name: 'Data' }).click();
    await expect(number(page, 's')).toHaveText('1.14137');
    await expectWholeFormulas(page, 18);
  });

  test('a formula is copied as LaTeX from the keyboard', async ({ page }) => {
    await page.evaluate(() => {
      const copied = globalThis as unknown as { copied: string };
      navigator.clipboard.writeText = (text) => {
        copied.copied = text;
        return Promise.resolve();
      };
    });
    await number(page, 'SE(μ̂)').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Copy as LaTeX' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText('Formula copied as LaTeX.')).toBeVisible();
    expect(await page.evaluate(() => (globalThis as unknown as { copied: string }).copied)).toBe(
      [
        '\\begin{aligned}',
        '  \\mathrm{SE} ( \\hat{\\mu} ) & = \\frac{s}{\\sqrt{n}} \\\\',
        '  & = \\frac{1.1413713}{\\sqrt{272}} = 0.0692057974',
        '\\end{aligned}',
      ].join('\n'),
    );
  });

  test('a number in a table shows its formula beside it', async ({ page }) => {
    await page.getByRole('tab', { name: 'Mixture' }).click();
    await expect(number(page, 'ℓ')).toHaveText(/^−1,130/);
    await page.getByRole('tab', { name: 'Compare' }).click();
    await page.getByRole('button', { name: /^BIC of 2 × VVV/ }).click();
    const formula = page.getByRole('dialog', { name: /^Formula of BIC/ });
    await expect(formula.locator('math').last()).toContainText('2,322.19');
    await page.keyboard.press('Escape');
    await expect(formula).toBeHidden();
  });

  test('terms lead to the glossary, and that is searched', async ({ page }) => {
    await number(page, 'BIC').click();
    await inspector(page).locator('.derivation').getByRole('button', { name: 'BIC, in the glossary' }).click();
    const glossary = page.getByRole('dialog', { name: 'Glossary' });
    await expect(glossary.locator('.chosen')).toContainText('Schwarz');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Alt+g');
    await expect(glossary.getByRole('searchbox', { name: 'Search the glossary' })).toBeFocused();
    await page.keyboard.type('τ');
    await expect(glossary.locator('dt').first()).toHaveText(/^responsibility/);
    await glossary.getByRole('button', { name: 'component' }).first().click();
    await expect(glossary.locator('.chosen dt')).toHaveText(/^component/);
  });
});

test('in the ledger arrows lead from number to number, and each shows its formula when it has the focus', async ({
  page,
}) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await expect(inspector(page)).toContainText('2 components · VVV');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Cross-validate 2 × VVV' }).click();
  const cv = page.getByRole('button', { name: /^CV of 2 × VVV: −4\.\d+, formula/ });
  await expect(cv).toBeVisible();
  const formula = (name: string): Locator => page.getByRole('dialog', { name: `Formula of ${name}` });
  // Tab leads to one number of the table.
  const first = page.getByRole('button', { name: /^Free parameters of .*, formula/ }).first();
  await page.getByRole('button', { name: 'Rows', exact: true }).focus();
  for (let i = 0; i < 12 && !(await first.evaluate((node) => node === document.activeElement)); i++)
    await page.keyboard.press('Tab');
  await expect(first).toBeFocused();
  await expect(page.getByRole('dialog', { name: /^Formula of Free parameters/ })).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: /^Formula of Log-likelihood/ })).toBeVisible();
  await expect(page.getByRole('dialog', { name: /^Formula of Free parameters/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: /^Formula of/ })).toHaveCount(0);
  // Enter leads into the formula, Esc back to the number, where it stays put away.
  await cv.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowRight');
  await expect(cv).toBeFocused();
  await expect(formula('CV of 2 × VVV')).toContainText('272');
  await page.keyboard.press('Enter');
  await expect(formula('CV of 2 × VVV')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cv).toBeFocused();
  await expect(page.getByRole('dialog', { name: /^Formula of/ })).toHaveCount(0);
  // The pointer unfolds it too.
  await page.getByRole('button', { name: /^BIC of 2 × VVV/ }).click();
  await expect(formula('BIC of 2 × VVV')).toBeVisible();
});

test('the checks of a mixture and where one component takes over have their formulas', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await page.getByRole('button', { name: 'Columns that are fitted' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'eruptions' }).click();
  await page.keyboard.press('Escape');
  await expect(inspector(page)).toContainText('Where one component takes over');
  await inspector(page).getByRole('button', { name: 'How sure is it?' }).click();
  await inspector(page).getByRole('button', { name: 'Intervals', exact: true }).click();
  await expect(inspector(page).getByRole('table', { name: 'Bootstrap intervals' })).toBeVisible();
  await inspector(page).getByRole('button', { name: 'Merge components into groups' }).click();
  await inspector(page)
    .getByRole('button', { name: /^Entropy of 2 groups/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Formula of Entropy of 2 groups' })).toContainText('responsibilities');
  await page.keyboard.press('Escape');
  await inspector(page)
    .getByRole('button', { name: /^Interval of φ of Component 1/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Formula of Interval of φ of Component 1' })).toContainText('200');
  await page.keyboard.press('Escape');
  await inspector(page)
    .getByRole('button', { name: /^Share on the wrong side/ })
    .click();
  await expect(page.getByRole('dialog', { name: 'Formula of Share on the wrong side' })).toContainText('elsewhere');
  await page.keyboard.press('Escape');
  await expectWholeFormulas(page, 8);
});

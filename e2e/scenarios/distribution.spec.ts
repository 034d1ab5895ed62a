import { expect, test } from '../fixtures.ts';
import { column, dragHandle, dragPlot, handle, histogram, number, openSample, plot, valueOf } from './window.ts';

test.describe('Old Faithful', () => {
  test.beforeEach(({ page }) => openSample(page, 'Old Faithful'));

  // R: mean(eruptions), sqrt(mean((x - mean(x))^2)), sd(x), sum(dnorm(x, m, s, log = TRUE)), -2l + 2 ln 272.
  test('the inspector holds the published numbers', async ({ page }) => {
    await expect(number(page, 'μ̂')).toHaveText('3.48778');
    await expect(number(page, 'σ̂')).toHaveText('1.13927');
    await expect(number(page, 's')).toHaveText('1.14137');
    await expect(number(page, 'ℓ')).toHaveText('−421.417026');
    await expect(number(page, 'BIC')).toHaveText('854.04566');
  });

  test('a number unfolds its formula with the current values in it', async ({ page }) => {
    await number(page, 'σ̂').click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    await expect(inspector.locator('math').first()).toContainText('σ̂');
    await expect(inspector.locator('math').nth(1)).toContainText('272');
    await expect(inspector.locator('math').nth(1)).toContainText('1.1392712');
  });

  test('bins follow the rule, the slider and the field, and the fit stays', async ({ page }) => {
    await page.getByRole('combobox', { name: 'Bins' }).selectOption('sturges');
    await expect(histogram(page)).toHaveAccessibleName(/in (9|10|11) bins/);
    await page.getByRole('textbox', { name: 'Number of bins' }).fill('30');
    await page.keyboard.press('Enter');
    await expect(histogram(page)).toHaveAccessibleName(/in 30 bins, with a normal of mean 3\.48778/);
    await page.getByRole('slider', { name: 'Number of bins' }).press('ArrowRight');
    await expect(histogram(page)).toHaveAccessibleName(/in 31 bins/);
    await expect(number(page, 'μ̂')).toHaveText('3.48778');
  });

  test('a dragged interval shows the model’s probability beside the observed share', async ({ page }) => {
    await dragPlot(page, 0.3, 0.6);
    const [low, high] = await Promise.all(
      ['Lower end of the interval', 'Upper end of the interval'].map((name) =>
        page.getByRole('textbox', { name }).inputValue().then(Number),
      ),
    );
    expect(low).toBeLessThan(high!);
    await expect(number(page, 'observed')).toHaveText(/^\d/);
    // By a series of its own: P = ∫ φ, from the error function's Taylor terms, to the two decimals shown.
    const share = normalShare((low! - 3.4877830882) / 1.1392712102, (high! - 3.4877830882) / 1.1392712102);
    expect(Math.abs((await valueOf(number(page, 'P(model)'))) - 100 * share)).toBeLessThan(0.02);
  });

  test('the ends of an interval move by keyboard and by typing', async ({ page }) => {
    await page.getByRole('button', { name: 'μ ± σ', exact: true }).click();
    await expect(number(page, 'P(model)')).toHaveText(/^68\.27/);
    await handle(page, 'Upper end of the interval').press('ArrowRight');
    await expect(number(page, 'P(model)')).not.toHaveText(/^68\.27/);
    await page.getByRole('textbox', { name: 'Lower end of the interval' }).fill('0');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: 'Upper end of the interval' }).fill('10');
    await page.keyboard.press('Enter');
    await expect(number(page, 'observed')).toHaveText(/^100/);
  });

  test('dragged μ and σ lower the log-likelihood, and the fit comes back', async ({ page }) => {
    await dragHandle(page, 'Standard deviation σ of the model', -60);
    const afterSigma = await valueOf(number(page, 'ℓ(μ, σ)'));
    expect(afterSigma).toBeLessThan(-421.42);
    await dragHandle(page, 'Mean μ of the model', 60);
    expect(await valueOf(number(page, 'ℓ(μ, σ)'))).toBeLessThan(afterSigma);
    await expect(page.getByText(/below the maximum/)).toBeVisible();
    await expect(number(page, 'μ̂')).toHaveText('3.48778');
    await page.getByRole('button', { name: 'Back to the fit' }).click();
    await expect(number(page, 'ℓ(μ, σ)')).toHaveText('−421.41703');
  });

  test('a density above 1 is said to be no probability', async ({ page }) => {
    await page.getByRole('button', { name: 'Density is not probability' }).click();
    const unit = page.getByRole('slider', { name: 'Unit of the axes' });
    for (let step = 0; step < 3; step++) await unit.press('ArrowRight');
    await expect(page.getByText('Above 1: a density is no probability. The area is still 1.')).toBeVisible();
    await expect(page.getByText(/The density exceeds 1 here/)).toBeVisible();
    await expect(number(page, 'peak')).toHaveText('3.5017');
  });

  test('the table of what is drawn has a row per bin', async ({ page }) => {
    await page.getByRole('radio', { name: 'Count' }).click();
    await page
      .getByRole('region', { name: /^Histogram/ })
      .getByRole('button', { name: 'Table of what is drawn' })
      .click();
    const rows = page.getByRole('region', { name: 'Table of what is drawn' }).locator('tbody tr');
    const counts = await rows.locator('td:nth-child(3)').allInnerTexts();
    expect(counts.reduce((sum, text) => sum + Number(text), 0)).toBe(272);
  });

  test('the wheel zooms, 0 shows all again', async ({ page }) => {
    await plot(page).hover();
    await page.mouse.wheel(0, -600);
    const whole = page.getByRole('button', { name: 'Show the whole axis' });
    await expect(whole).toBeVisible();
    await page.getByRole('application', { name: /^Histogram/ }).focus();
    await page.keyboard.press('0');
    await expect(whole).toBeHidden();
  });
});

test('groups lie over one another or side by side, each with its own fit', async ({ page }) => {
  await openSample(page, 'Iris');
  await column(page, 'Petal.Length').click();
  await page.getByLabel('Split by').selectOption('Species');
  await expect(histogram(page)).toHaveAccessibleName('Histogram of Petal.Length: 150 values in 3 groups in 10 bins.');
  // R: tapply(iris$Petal.Length, iris$Species, mean).
  await expect(page.getByRole('row', { name: /setosa/ })).toContainText('1.462');
  await expect(page.getByRole('row', { name: /virginica/ })).toContainText('5.552');
  await page.getByRole('radio', { name: 'Side by side' }).click();
  await expect(histogram(page)).toHaveCount(3);
  await page
    .getByRole('row', { name: /virginica/ })
    .getByRole('button', { name: /^virginica/ })
    .click();
  await expect(number(page, 'μ̂')).toHaveText('5.552');
});

test('a column of texts shows its frequencies', async ({ page }) => {
  await openSample(page, 'Iris');
  await column(page, 'Species').click();
  await expect(page.getByRole('listitem').filter({ hasText: 'versicolor' })).toContainText('50');
});

/** Φ(b) − Φ(a), with Φ by its Taylor series about 0: Σ (−1)ᵏ z²ᵏ⁺¹ / (k! 2ᵏ (2k + 1)) / √2π. */
function normalShare(a: number, b: number): number {
  const half = (z: number): number => {
    let term = z;
    let sum = z;
    for (let k = 1; k < 60; k++) {
      term *= -(z * z) / (2 * k);
      sum += term / (2 * k + 1);
    }
    return sum / Math.sqrt(2 * Math.PI);
  };
  return half(b) - half(a);
}

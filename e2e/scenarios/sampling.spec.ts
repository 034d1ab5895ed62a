import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { column, openSample } from './window.ts';

const chart = (page: Page): Locator => page.getByRole('img', { name: /^[\d,]+ samples? of / });
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
const population = (page: Page): Locator => page.getByRole('combobox', { name: /^Population/ });

async function openSampling(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Sampling' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^10,000 samples of 10 values from eruptions/);
}

// σ of eruptions is 1.139 (÷ n), 1.1393 / √10 = 0.36027.
test('means of a column have the spread σ/√N, and the bell is drawn over them', async ({ page }) => {
  await openSampling(page);
  await expect(chart(page)).toHaveAccessibleName(/a normal of mean 3\.48778 and standard deviation 0\.360/);
  await expect(inspector(page)).toContainText('272 values, drawn with replacement; no row left out');
  const drawn = Number(
    await inspector(page)
      .getByLabel('Standard deviation of the statistics drawn')
      .innerText()
      .then((text) => text.split('±')[0]),
  );
  // Known to 1 / √20,000 of itself; four of them.
  expect(Math.abs(drawn / 0.36027 - 1)).toBeLessThan(0.03);
  await column(page, 'waiting').click();
  await expect(chart(page)).toHaveAccessibleName(/from waiting/);
});

test('samples are stepped one by one; play grows their number to the end', async ({ page }) => {
  await openSampling(page);
  await page.getByRole('button', { name: 'To the first sample' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^1 sample of 10 values .* the first of 10,000/);
  await page.getByRole('button', { name: 'One sample more' }).click();
  await page.getByRole('button', { name: 'One sample more' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^3 samples/);
  await expect(page.getByRole('slider', { name: 'Samples looked at' })).toHaveAttribute(
    'aria-valuetext',
    '3 of 10,000',
  );
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^(?:\d{2,}|[1-9]\d?,\d{3}) samples/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'All samples' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^10,000 samples/);
});

test('who prefers less motion sees the end at once', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSampling(page);
  await page.getByRole('button', { name: 'To the first sample' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^1 sample/);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect(chart(page)).toHaveAccessibleName(/^10,000 samples/);
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
});

test('a named distribution with its own parameters, in probabilities where it is discrete', async ({ page }) => {
  await openSampling(page);
  await population(page).selectOption('Bernoulli');
  await expect(chart(page)).toHaveAccessibleName(/from Bernoulli \(0\.3\)/);
  await expect(page.getByText('Bars that stand apart are probabilities')).toBeVisible();
  await inspector(page).getByLabel('probability of 1').fill('0.5');
  await page.keyboard.press('Enter');
  await expect(chart(page)).toHaveAccessibleName(/a normal of mean 0\.5 and standard deviation 0\.158114/);
  await inspector(page).getByLabel('probability of 1').fill('2');
  await page.keyboard.press('Enter');
  await expect(inspector(page).getByRole('alert')).toContainText('between 0 and 1');
});

test('a Cauchy’s means stay as wide as one draw, and the reason is said', async ({ page }) => {
  await openSampling(page);
  await population(page).selectOption('Cauchy');
  await expect(inspector(page)).toContainText('A Cauchy has no mean for the means to settle on');
  await expect(chart(page)).not.toHaveAccessibleName(/beside a normal/);
  await page.getByRole('combobox', { name: /^Statistic/ }).selectOption('median');
  await expect(inspector(page)).toContainText('do become normal');
  await expect(chart(page)).toHaveAccessibleName(/medians beside a normal/);
});

test('rows drawn in blocks keep their dependence, and the variance is not σ²/N', async ({ page }) => {
  await openSampling(page);
  // A long eruption follows a short one: r₁ = −0.55 (R: acf(faithful$eruptions)$acf[2] is −0.5492).
  await expect(inspector(page)).toContainText('correlation −0.55');
  await inspector(page).getByLabel('Consecutive rows drawn together').fill('10');
  await page.keyboard.press('Enter');
  await expect(inspector(page)).toContainText('The 10 rows of a block depend on each other');
});

test('undo takes each choice back, and a reload keeps them', async ({ page }) => {
  await openSampling(page);
  await population(page).selectOption('Exponential');
  await page.getByRole('button', { name: '30', exact: true }).click();
  await expect(chart(page)).toHaveAccessibleName(/of 30 values from Exponential/);
  await page.keyboard.press('Control+z');
  await expect(chart(page)).toHaveAccessibleName(/of 10 values from Exponential/);
  await page.getByRole('combobox', { name: /^Statistic/ }).selectOption('largest');
  await expect(chart(page)).toHaveAccessibleName(/largest values/);
  await page.waitForTimeout(700); // the session is written when the person pauses
  await page.reload();
  await expect(chart(page)).toHaveAccessibleName(/of 10 values from Exponential \(1\): largest values/);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(chart(page)).toHaveAccessibleName(/from eruptions/);
});

test('a column of a fitted mixture is a population', async ({ page }) => {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await expect(page.getByRole('img', { name: /a mixture of 2 components/ })).toBeVisible();
  await page.getByRole('tab', { name: 'Sampling' }).click();
  await population(page).selectOption({ label: 'mixture 2 × VVV: waiting' });
  // Maximum likelihood keeps the mean of the rows: 70.897.
  await expect(chart(page)).toHaveAccessibleName(/from Gaussian mixture: .* a normal of mean 70\.89/);
});

test('pictures, statistics and a sample leave the window', async ({ app, page }) => {
  await openSampling(page);
  const statistics = await app.savedBy(() => page.getByRole('button', { name: 'All 10,000 means (CSV)' }).click());
  expect(statistics.name).toMatch(/\.csv$/);
  const lines = statistics.bytes.toString().trimEnd().split('\r\n');
  expect([lines.length, lines[0]]).toEqual([10_001, 'sample,mean of 10']);
  const sample = await app.savedBy(() => page.getByRole('button', { name: 'Sample 10,000 (CSV)' }).click());
  const values = sample.bytes.toString().trimEnd().split('\r\n').slice(1).map(Number);
  expect(values.length).toBe(10);
  expect(values.reduce((sum, value) => sum + value, 0) / 10).toBeCloseTo(Number(lines.at(-1)!.split(',')[1]), 12);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'SVG' }).click();
  const picture = await app.savedBy(() => page.getByRole('button', { name: /^(Download|Save…)$/ }).click());
  expect(picture.name).toBe('old-faithful sampling eruptions samples.svg');
  expect(picture.bytes.toString()).toContain('Sampling distribution: 10,000 means');
});

test('a draw of ten thousand million values is cancelled; what was there stays, and a smaller one is drawn', async ({
  page,
}) => {
  await openSampling(page);
  await page.getByLabel('N, values per sample').fill('10000');
  await page.keyboard.press('Enter');
  await expect(chart(page)).toHaveAccessibleName(/^10,000 samples of 10,000 values/);
  await page.getByRole('combobox', { name: /^Samples/ }).selectOption('1000000');
  await expect(page.getByRole('progressbar', { name: 'Samples drawn' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Stopped. What is shown was drawn before the last change.')).toBeVisible();
  await expect(chart(page)).toHaveAccessibleName(/^10,000 samples of 10,000 values/);
  await page.getByRole('combobox', { name: /^Samples/ }).selectOption('1000');
  await expect(chart(page)).toHaveAccessibleName(/^1,000 samples of 10,000 values/);
  await expect(page.getByText('Stopped.')).toBeHidden();
});

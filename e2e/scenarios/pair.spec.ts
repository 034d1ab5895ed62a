import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const sample = (name: string): string => resolve(import.meta.dirname, `../../resources/samples/${name}`);

const openPair = async (page: Page): Promise<void> => {
  await page.getByRole('tab', { name: 'Pair' }).click();
  await expect(plotOf(page)).toBeVisible();
};
const plotOf = (page: Page): Locator => page.getByRole('application', { name: /Plot of two columns/ });
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
/** What the chart says of itself to those who do not see it. */
const summary = (page: Page): Locator => page.getByRole('img', { name: /against/ });

/** Drags through places of the plot, given as shares of its width and height from the lower left corner. */
async function drag(page: Page, places: readonly (readonly [number, number])[]): Promise<void> {
  const box = await plotOf(page).boundingBox();
  if (!box) throw new Error('the plot has no place on the page');
  const [first, ...others] = places.map(([u, v]) => [box.x + u * box.width, box.y + (1 - v) * box.height] as const);
  await page.mouse.move(...first!);
  await page.mouse.down();
  for (const place of others) await page.mouse.move(...place, { steps: 4 });
  await page.mouse.up();
}

test.describe('Old Faithful as a pair', () => {
  test.use({ files: [sample('old-faithful.csv')] });

  // R: mean, cov(faithful) · 271/272, log-likelihood; mahalanobis() counts 101 and 269 rows inside 50 % and 95 %.
  test('shows the published numbers, and what each ellipse holds', async ({ page }) => {
    await openPair(page);
    const numbers = inspector(page);
    for (const text of [
      '(3.48778, 70.8971)',
      '1.297939',
      '13.92642',
      '184.1438',
      '185.1984, 0.2433189',
      '(0.0755118, 0.997145)',
      '−1,289.79675',
    ])
      await expect(numbers.getByText(text).first()).toBeVisible();
    await expect(numbers.getByText('expected 136, inside 101')).toBeVisible();
    await expect(numbers.getByText('expected 258.4, inside 269')).toBeVisible();
    await expect(numbers.getByText('272 rows used, no row left out')).toBeVisible();
    await expect(summary(page)).toHaveAccessibleName(/272 rows.*inside 269/);
  });

  test('one σ is 39.35 %, another share can be typed, and each is undone', async ({ page }) => {
    await openPair(page);
    await page.getByRole('button', { name: '1σ' }).click();
    await expect(inspector(page).getByText('1σ (39.35\u202f%)')).toBeVisible();
    await expect(inspector(page).getByText('expected 107, inside 74')).toBeVisible();
    const other = page.getByRole('textbox', { name: 'Another share in per cent' });
    await other.fill('80');
    await other.press('Enter');
    await expect(inspector(page).getByText('expected 217.6')).toBeVisible();
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect(inspector(page).getByText('expected 217.6')).toBeHidden();
  });

  test('a formula holds the numbers of the moment', async ({ page }) => {
    await openPair(page);
    await page.getByRole('button', { name: /^ℓ, log-likelihood/ }).click();
    await expect(inspector(page).getByText('45.06228')).toBeVisible(); // |Σ̂| = λ₁ · λ₂ = 185.198434883 · 0.243318886
  });

  test('the farthest row is number 158, and leaving it out is a filter of every view', async ({ page }) => {
    await openPair(page);
    const row = inspector(page).getByRole('row', { name: /158/ });
    await expect(row).toContainText('7.387575');
    await expect(inspector(page).getByText('1 row of 272 far')).toBeVisible();
    await page.getByRole('button', { name: /Leave them out/ }).click();
    await expect(page.getByRole('region', { name: 'Filters' })).toContainText('without row 158');
    await expect(inspector(page).getByText('271 rows used')).toBeVisible();
  });

  test('for the sample’s own rows the cutoff is a Beta quantile, and the largest distance possible is stated', async ({
    page,
  }) => {
    await openPair(page);
    await page.getByRole('combobox', { name: 'Against' }).selectOption('in-sample');
    // R: 271 * qbeta(0.975, 1, 134.5) = 7.330…
    await expect(inspector(page).getByRole('button', { name: /is far beyond/ })).toContainText('7.33');
    await expect(inspector(page).getByText(/above n − 1 = 271/)).toBeVisible();
  });

  test('a lasso fits the rest, the region is a filter of every view, and undo brings all rows back', async ({
    page,
  }) => {
    await openPair(page);
    await page.getByRole('button', { name: 'Select with a lasso' }).click();
    await drag(page, [
      [0.01, 0.02],
      [0.46, 0.02],
      [0.46, 0.62],
      [0.01, 0.62],
    ]);
    const bar = page.getByRole('region', { name: 'Selection' });
    await expect(bar).toContainText(/9\d of 272 rows inside/);
    await bar.getByRole('button', { name: 'Fit the rest' }).click();
    await expect(inspector(page).getByText(/^17\d rows used/)).toBeVisible();
    await expect(page.getByText(/Left out by the region, and grey: 9\d rows/)).toBeVisible();
    await page.getByRole('tab', { name: 'Distribution' }).click();
    await expect(inspector(page).getByText(/^17\d values used/)).toBeVisible();
    await page.getByRole('tab', { name: 'Pair' }).click();
    await page.getByRole('button', { name: 'Use all rows' }).click();
    await expect(inspector(page).getByText('272 rows used')).toBeVisible();
    await expect(page.getByText(/, and grey/)).toBeHidden();
  });

  test('a rectangle fits what it holds', async ({ page }) => {
    await openPair(page);
    await page.getByRole('button', { name: 'Select a rectangle' }).click();
    await drag(page, [
      [0.46, 0.4],
      [0.99, 0.99],
    ]);
    await page.getByRole('button', { name: 'Fit these' }).click();
    await expect(page.getByRole('region', { name: 'Filters' })).toContainText('inside a box of eruptions × waiting');
    await expect(inspector(page).getByText(/^17\d rows used/)).toBeVisible();
  });

  test('whitened, the picture has the principal axes, at once for whoever wants no motion', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await openPair(page);
    await page.getByRole('radio', { name: 'Whitened' }).click();
    await expect(summary(page)).toHaveAccessibleName(/in whitened coordinates/);
    await page.getByRole('radio', { name: 'Rotated' }).click();
    await expect(summary(page)).toHaveAccessibleName(/in rotated coordinates/);
  });

  test('the robust fit stands beside the classical one and says how many rows it sets aside', async ({ page }) => {
    await openPair(page);
    await page.getByRole('radio', { name: 'Both' }).click();
    await expect(inspector(page).getByText(/Rests on 1\d\d rows/)).toBeVisible();
    await expect(inspector(page).getByRole('heading', { name: 'Classical' })).toBeVisible();
  });

  test('the table and the exported numbers are those of the ellipses', async ({ page, app }) => {
    await openPair(page);
    await page.getByRole('button', { name: 'Table of what is drawn' }).click();
    await expect(page.getByRole('cell', { name: '258.4' })).toBeVisible();
    await page.getByRole('button', { name: 'Export' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'CSV' }).click();
    const { name, bytes } = await app.savedBy(() => dialog.getByRole('button', { name: /^(Download|Save…)$/ }).click());
    expect(name).toMatch(/^old-faithful.*pair\.csv$/);
    expect(bytes.toString()).toMatch(/classical,95.%,5\.9914\d+,258\.4\d*,269,/);
  });

  test('every row leaves with its distance beside its columns', async ({ page, app }) => {
    await openPair(page);
    const save = page.getByRole('button', { name: 'Rows with distances (CSV)' });
    const { name, bytes } = await app.savedBy(() => save.click());
    expect(name).toBe('old-faithful eruptions waiting distances.csv');
    const [header = '', ...lines] = bytes.toString().trimEnd().split('\r\n');
    const place = header.split(',').findIndex((column) => column.startsWith('squared distance'));
    expect(lines).toHaveLength(272);
    // Σ D² = n · d with the covariance that divides by n, and row 158 is the farthest.
    const distances = lines.map((line) => Number(line.split(',')[place]));
    expect(distances.reduce((sum, distance) => sum + distance, 0)).toBeCloseTo(544, 8);
    expect(distances[157]).toBeCloseTo(7.38757528, 8);
  });

  test('the arrangement survives a reload', async ({ page }) => {
    await openPair(page);
    await page.getByRole('radio', { name: 'By distance' }).click();
    await page.waitForTimeout(1000); // the session is written a moment after the change
    await page.reload();
    await expect(plotOf(page)).toBeVisible();
    await expect(page.getByRole('radio', { name: 'By distance' })).toBeChecked();
  });
});

test.describe('three columns or more', () => {
  test.use({ files: [sample('iris.csv')] });

  // R: cor(iris[, 1:4])
  test('every pair has its correlation, and a choice opens it in full', async ({ page }) => {
    await openPair(page);
    await page.getByRole('radio', { name: 'All pairs' }).click();
    const matrix = page.getByRole('table', { name: 'Scatter matrix' });
    for (const r of ['0.963', '0.872', '−0.118']) await expect(matrix.getByText(r)).toBeVisible();
    await matrix.getByTitle('Show Petal.Width against Petal.Length').click();
    await expect(summary(page)).toHaveAccessibleName(/Petal\.Width against Petal\.Length/);
  });

  test('split by species each group has its own Gaussian, and one can be chosen', async ({ page }) => {
    await openPair(page);
    await page.getByRole('combobox', { name: 'Split by' }).selectOption('Species');
    await expect(inspector(page).getByRole('row', { name: /virginica/ })).toContainText('6.588, 2.974');
    await page.getByRole('group', { name: 'Groups' }).getByRole('button', { name: 'virginica' }).click();
    await expect(inspector(page).getByRole('heading', { name: /virginica/ })).toBeVisible();
  });
});

test.describe('the density as a surface', () => {
  test.use({ files: [sample('old-faithful.csv')] });
  const surface = (page: Page): Locator => page.getByRole('application', { name: /^Density surface/ });
  const openSurface = async (page: Page): Promise<void> => {
    await openPair(page);
    await page.getByRole('radio', { name: 'Surface' }).click();
    await expect(surface(page)).toBeVisible();
  };

  // R: with(faithful, 1 / (2 * pi * sqrt(det(cov.wt(cbind(eruptions, waiting), method = "ML")$cov)))) is 0.02370902
  test('its peak is the density at the mean, and a sentence tells density from probability', async ({ page }) => {
    await openSurface(page);
    await expect(surface(page)).toHaveAccessibleName(/the Gaussian with its peak at density 0\.02371/);
    await expect(page.getByText(/Height is density .*, not probability/)).toBeVisible();
    await page.getByRole('radiogroup', { name: 'Fit' }).getByRole('radio', { name: 'Both' }).click();
    await expect(surface(page)).toHaveAccessibleName(/the robust Gaussian with its peak at/);
    await page.getByRole('radio', { name: 'Rows', exact: true }).click();
    await expect(surface(page)).toHaveAccessibleName(/: 272 rows as bars;/);
  });

  test('it is turned by keys and by the pointer, undone, and kept by a reload', async ({ page }) => {
    await openSurface(page);
    await expect(surface(page)).toHaveAccessibleName(/seen from -35° about and 32° above/);
    await surface(page).press('Shift+ArrowRight');
    await surface(page).press('ArrowUp');
    await expect(surface(page)).toHaveAccessibleName(/seen from -20° about and 35° above/);
    await page.keyboard.press('Control+z');
    await expect(surface(page)).toHaveAccessibleName(/seen from -35° about and 32° above/);
    const box = (await surface(page).boundingBox())!;
    await page.mouse.move(box.x + 200, box.y + 120);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 120, { steps: 4 });
    await page.mouse.up();
    await expect(surface(page)).toHaveAccessibleName(/seen from 5° about/);
    await page.waitForTimeout(700); // the session is saved within half a second
    await page.reload();
    await expect(surface(page)).toHaveAccessibleName(/seen from 5° about/);
  });

  test('it leaves as a picture, and its bars as numbers whose volumes add up to 1', async ({ app, page }) => {
    await openSurface(page);
    await page
      .getByRole('radiogroup', { name: 'What stands on the plane' })
      .getByRole('radio', { name: 'Both' })
      .click();
    await expect(surface(page)).toHaveAccessibleName(/272 rows as bars/);
    const dialog = page.getByRole('dialog', { name: 'Export' });
    const save = (): Promise<void> => page.getByRole('button', { name: /^(Download|Save…)$/ }).click();
    await page.getByRole('button', { name: 'Export' }).click();
    await dialog.getByRole('radio', { name: 'SVG' }).click();
    const svg = (await app.savedBy(save)).bytes.toString('utf8');
    expect(svg).toContain('not probability');
    expect(svg).toContain('density');
    await page.getByRole('button', { name: 'Export' }).click();
    await dialog.getByRole('radio', { name: 'CSV' }).click();
    const csv = (await app.savedBy(save)).bytes.toString('utf8').trim().split(/\r?\n/);
    expect(csv[0]).toBe('eruptions,waiting,rows,density of the rows,density of the Gaussian');
    const cells = csv.slice(1).map((line) => line.split(',').map(Number));
    expect(cells).toHaveLength(12 * 12);
    expect(cells.reduce((sum, [, , rows = 0]) => sum + rows, 0)).toBe(272);
    const width = cells[1]![0]! - cells[0]![0]!;
    const height = cells[12]![1]! - cells[0]![1]!;
    // Sums of 144 products: a few roundings each.
    expect(cells.reduce((sum, [, , , density = 0]) => sum + density * width * height, 0)).toBeCloseTo(1, 9);
  });
});

test.describe('a surface of groups', () => {
  test.use({ files: [sample('iris.csv')] });

  test('shows each group with its share of the rows, or the chosen one', async ({ page }) => {
    await openPair(page);
    await page.getByRole('combobox', { name: 'Split by' }).selectOption('Species');
    await page.getByRole('radio', { name: 'Surface' }).click();
    const surface = page.getByRole('application', { name: /^Density surface/ });
    // R: with(iris[iris$Species == "setosa", ], 1 / (2 * pi * sqrt(det(cov.wt(cbind(Sepal.Length, Sepal.Width), method = "ML")$cov)))) / 3
    await expect(surface).toHaveAccessibleName(/Gaussian of setosa with its peak at density 0\.6049/);
    await page.getByRole('radio', { name: 'Chosen group' }).click();
    await page.getByRole('group', { name: 'Groups' }).getByRole('button', { name: 'virginica' }).click();
    await expect(surface).toHaveAccessibleName(/: the Gaussian with its peak at density 0\.89/);
  });
});

test.describe('more rows than can be drawn one by one', () => {
  const path = join(tmpdir(), `bellwether-pair-${process.pid}.csv`);
  // A seeded generator, so that the file is the same every time: two uniforms give two normals (Box and Muller).
  let seed = 7;
  const uniform = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const lines = Array.from({ length: 60_000 }, () => {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    return `${(radius * Math.cos(angle)).toFixed(4)},${(radius * Math.sin(angle)).toFixed(4)}`;
  });
  writeFileSync(path, ['x,y', ...lines].join('\n'));
  test.use({ files: [path] });

  test('all of them are counted, and closer up they are rows again', async ({ page }) => {
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(60_001);
    await openPair(page);
    await expect(page.getByText(/All 60,000 rows, counted in cells/)).toBeVisible();
    await plotOf(page).hover();
    for (let i = 0; i < 6; i++) await page.mouse.wheel(0, -240);
    await expect(page.getByText(/counted in cells/)).toBeHidden();
    await page.getByRole('button', { name: 'Show everything' }).click();
    await expect(page.getByText(/All 60,000 rows/)).toBeVisible();
  });
});

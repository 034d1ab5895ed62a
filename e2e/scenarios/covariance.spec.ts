import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSample } from './window.ts';

const picture = (page: Page): Locator => page.getByRole('img', { name: /^Ellipse holding/ });
const plane = (page: Page): Locator => page.getByRole('application', { name: /^The plane/ });
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
const field = (page: Page, name: string): Locator => inspector(page).getByRole('textbox', { name });
const slider = (page: Page, name: string): Locator => inspector(page).getByRole('slider', { name });

async function openPlayground(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Covariance' }).click();
  await expect(picture(page)).toBeVisible();
}

async function write(page: Page, name: string, value: string): Promise<void> {
  await field(page, name).fill(value);
  await field(page, name).press('Enter');
}

test('one Σ in six numbers: each that is changed moves the others, and undo takes it back', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('radio', { name: 'Identity' }).click();
  await write(page, 'Variance of x', '4');
  await write(page, 'Correlation ρ', '0.6');
  // Σ = (4, 1.2; 1.2, 1): λ = (5 ± √(9 + 5.76)) / 2, θ = atan(2.4 / 3) / 2.
  await expect(field(page, 'First eigenvalue λ₁')).toHaveValue('4.4209');
  await expect(field(page, 'Second eigenvalue λ₂')).toHaveValue('0.57906');
  await expect(field(page, 'Angle of the first axis in degrees')).toHaveValue('19.33');
  await write(page, 'Angle of the first axis in degrees', '0');
  await expect(field(page, 'Correlation ρ')).toHaveValue('0');
  await expect(field(page, 'Variance of x')).toHaveValue('4.4209');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await expect(field(page, 'Correlation ρ')).toHaveValue('0.6');
  await slider(page, 'Correlation ρ').press('End');
  await expect(picture(page)).toBeVisible(); // at its limit, and still an ellipse
  await expect(inspector(page)).toContainText('Always positive definite');
});

test('handles on the ellipse turn and stretch it, by mouse and by keys', async ({ page }) => {
  await openPlayground(page);
  const before = await field(page, 'Angle of the first axis in degrees').inputValue();
  const knob = page.getByRole('button', { name: /^Longer axis/ });
  const box = await knob.boundingBox();
  if (!box) throw new Error('the handle is not on the screen');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x - 20, box.y - 30, { steps: 5 });
  await page.mouse.up();
  await expect(field(page, 'Angle of the first axis in degrees')).not.toHaveValue(before);
  const second = await field(page, 'Second eigenvalue λ₂').inputValue();
  await page.getByRole('button', { name: /^Shorter axis/ }).focus();
  await page.keyboard.press('Shift+ArrowUp');
  await expect(field(page, 'Second eigenvalue λ₂')).not.toHaveValue(second);
});

test('a point is computed line by line: deviation, rotation, squares, distance and density', async ({ page }) => {
  await openPlayground(page);
  await page.getByRole('radio', { name: 'Stretched' }).click();
  await write(page, 'Point, x', '3');
  await write(page, 'Point, y', '0.4');
  // Σ = diag(4, 0.8): D² = 9/4 + 0.16/0.8 = 2.45; f = e^(−1.225) / (2π √3.2).
  await expect(inspector(page)).toContainText('2.45');
  await expect(inspector(page)).toContainText('1.56525'); // √2.45
  await expect(inspector(page)).toContainText('0.0261357');
  await plane(page).click({ position: { x: 60, y: 40 } });
  await expect(inspector(page)).not.toContainText('0.0261357');
  await page.keyboard.press('Control+z');
  await expect(inspector(page)).toContainText('0.0261357');
});

test('the turn to the axes keeps the length; with less motion it is there at once', async ({ page }) => {
  await openPlayground(page);
  const length = (await picture(page).getAttribute('aria-label'))?.match(/a point ([\d.]+) from/)?.[1];
  await page.getByRole('button', { name: 'Turn to the axes' }).click();
  await expect(picture(page)).toHaveAccessibleName(/turned to its axes/);
  await expect(picture(page)).toHaveAccessibleName(new RegExp(`a point ${length} from`));
  await page.getByRole('button', { name: 'Turn back' }).click();
  await expect(picture(page)).toHaveAccessibleName(/in the columns’ coordinates/);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Turn to the axes' }).click();
  await expect(picture(page)).toHaveAccessibleName(/turned to its axes/);
  await page.getByRole('slider', { name: 'Turn to the axes of Σ' }).press('ArrowLeft');
  await expect(picture(page)).toHaveAccessibleName(/turned 99\s% of the way/);
});

// R: with(faithful, cov.wt(cbind(eruptions, waiting), method = "ML"))
test('two columns are loaded with their mean and covariance ÷ n, and a reload keeps them', async ({ page }) => {
  await openPlayground(page);
  await inspector(page).getByRole('button', { name: 'Load' }).click();
  await expect(inspector(page)).toContainText('÷ n of 272 rows');
  await expect(field(page, 'Variance of x')).toHaveValue('1.2979');
  await expect(field(page, 'Variance of y')).toHaveValue('184.14');
  await expect(field(page, 'Correlation ρ')).toHaveValue('0.90081');
  await inspector(page).getByRole('radio', { name: 'In σ' }).click();
  await inspector(page).getByRole('button', { name: 'Load' }).click();
  await expect(field(page, 'Variance of y')).toHaveValue('1');
  await expect(field(page, 'Correlation ρ')).toHaveValue('0.90081');
  await page.waitForTimeout(700); // the session is saved within half a second
  await page.reload();
  await expect(field(page, 'Correlation ρ')).toHaveValue('0.90081');
});

test('the surface is turned by drag and by keys, and leaves as a picture and as numbers', async ({ app, page }) => {
  await openPlayground(page);
  const surface = page.getByRole('application', { name: /^Density as a surface/ });
  await expect(surface).toHaveAccessibleName(/seen from -35° about and 32° above/);
  await surface.focus();
  await page.keyboard.press('ArrowRight');
  await expect(surface).toHaveAccessibleName(/seen from -32° about/);
  const box = (await surface.boundingBox())!;
  await page.mouse.move(box.x + 200, box.y + 80);
  await page.mouse.down();
  await page.mouse.move(box.x + 300, box.y + 80, { steps: 4 });
  await page.mouse.up();
  await expect(surface).toHaveAccessibleName(/seen from 8° about/);
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('combobox', { name: 'Chart' }).selectOption('Density surface');
  await dialog.getByRole('radio', { name: 'SVG' }).click();
  const save = (): Promise<void> => page.getByRole('button', { name: /^(Download|Save…)$/ }).click();
  const svg = await app.savedBy(save);
  expect(svg.bytes.toString('utf8')).toContain('f(μ) =');
  await page.getByRole('button', { name: 'Export' }).click();
  await dialog.getByRole('combobox', { name: 'Chart' }).selectOption('Ellipse');
  await dialog.getByRole('radio', { name: 'CSV' }).click();
  const csv = await app.savedBy(save);
  expect(csv.bytes.toString('utf8')).toMatch(/^drawn,x,y\r?\nmean μ,1,1\r?\n/);
});

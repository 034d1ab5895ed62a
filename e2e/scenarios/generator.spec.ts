import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSample } from './window.ts';

const chart = (page: Page): Locator => page.getByRole('img', { name: /rows? (of|drawn from)/ });
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
const said = (page: Page): Locator => page.getByRole('group', { name: 'Drawing' }).getByRole('status');

async function openGenerator(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Generator' }).click();
  await expect(chart(page)).toHaveAccessibleName(/1,000 rows of eruptions and waiting/);
}

const take = (page: Page, label: string) => page.getByRole('combobox', { name: 'Draw from' }).selectOption({ label });
const show = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).click();

async function setField(page: Page, label: string, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: label, exact: true });
  await field.fill(text);
  await field.press('Enter');
}

test('the file’s own fit brings forth rows; p(x) has two modes though each part has one', async ({ page }) => {
  await openGenerator(page);
  await expect(inspector(page)).toContainText('2 components over eruptions, waiting');
  await expect(said(page)).toContainText('1,000 rows drawn');
  await show(page, 'p(x)');
  await expect(inspector(page)).toContainText('p(x) has 2 modes');
  await expect(inspector(page).getByRole('table', { name: 'Moments of p(x) and of the rows drawn' })).toContainText(
    'mean eruptions3.4878', // the mean of the file: EM keeps it
  );
  await show(page, 'p(x | z)');
  await inspector(page).getByLabel('z is').selectOption('Component 2');
  await expect(inspector(page)).toContainText('Only rows with z of Component 2');
  await show(page, 'p(z | x)');
  await expect(inspector(page)).toContainText('what the E-step of EM computes');
});

test('draws happen one at a time, z first, and without motion for those who prefer none', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openGenerator(page);
  await page.getByRole('button', { name: 'Take all draws back' }).click();
  await expect(said(page)).toContainText('Nothing is drawn yet');
  await page.getByRole('button', { name: 'Draw one', exact: true }).click();
  await expect(said(page)).toContainText(/^Draw 1: z is Component [12], whose weight is 0\.\d+; x = \(.+\)\.$/);
  const first = await said(page).innerText();
  await page.getByRole('button', { name: 'Draw one', exact: true }).click();
  await expect(said(page)).toContainText('Draw 2:');
  await expect(page.getByRole('region', { name: 'z, drawn by the weights' })).toContainText('the 2 rows drawn');
  // The same seed draws the same rows again.
  await page.getByRole('button', { name: 'Take all draws back' }).click();
  await page.getByRole('button', { name: 'Draw one', exact: true }).click();
  await expect(said(page)).toHaveText(first);
  await page.getByRole('button', { name: 'Draw all at once' }).click();
  await expect(page.getByRole('region', { name: 'z, drawn by the weights' })).toContainText('the 1,000 rows drawn');
});

test('the animation can be paused, and comes to the same end by itself', async ({ page }) => {
  await openGenerator(page);
  await page.getByRole('button', { name: 'Draw one after the other' }).click();
  await expect(said(page)).toContainText(/^Draw \d+: z is/);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Draw one after the other' })).toBeVisible();
  await setField(page, 'Rows to draw, at most 1,000,000', '3');
  await expect(said(page)).toContainText('3 rows drawn');
  await page.getByRole('button', { name: 'Take all draws back' }).click();
  await page.getByRole('button', { name: 'Draw one after the other' }).click();
  await expect(said(page)).toContainText('3 rows drawn', { timeout: 30_000 });
});

test('a mixture set by hand: two normals of one width have two modes beyond 2σ, and undo takes it back', async ({
  page,
}) => {
  await openGenerator(page);
  await take(page, 'Example: Two parts, one hump');
  await show(page, 'p(x)');
  await expect(inspector(page)).toContainText('p(x) has one mode');
  await inspector(page)
    .getByRole('button', { name: /^Component 2/ })
    .click();
  await setField(page, 'Mean of x in Component 2', '1.2'); // 2.1 σ apart
  await expect(inspector(page)).toContainText('p(x) has 2 modes');
  await expect(inspector(page)).toContainText('set by hand');
  await page.getByRole('slider', { name: 'Mean of Component 2' }).press('ArrowLeft');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(inspector(page)).toContainText('p(x) has one mode');
  await expect(inspector(page)).toContainText('Two parts, one hump');
});

test('components over the plane are dragged, weighed, added and taken away', async ({ page }) => {
  await openGenerator(page);
  await take(page, 'Example: Two clusters, two columns');
  await expect(chart(page)).toHaveAccessibleName(/Component 1 with 40 %/);
  await page
    .getByRole('region', { name: 'z, drawn by the weights' })
    .getByRole('button', { name: /^Component 1/ })
    .click();
  const knob = page.getByRole('button', { name: 'Mean of Component 1' });
  const before = await page.getByLabel('Mean of x₁ in Component 1').inputValue();
  const box = (await knob.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 70, box.y - 30, { steps: 5 });
  await page.mouse.up();
  await expect(page.getByLabel('Mean of x₁ in Component 1')).not.toHaveValue(before);
  await page.getByRole('slider', { name: 'Weight of Component 1' }).press('ArrowRight');
  await expect(chart(page)).toHaveAccessibleName(/Component 1 with 40\.1 %/);
  await setField(page, 'Correlation in Component 1', '0.9');
  await page.getByRole('button', { name: 'One component more' }).click();
  await expect(chart(page)).toHaveAccessibleName(/a mixture of 3 components/);
  await page.getByRole('button', { name: 'Take the smallest component away' }).click();
  await expect(chart(page)).toHaveAccessibleName(/a mixture of 2 components/);
});

test('with z there is a closed form, without it EM iterates: both stand beside the truth', async ({ page }) => {
  await openGenerator(page);
  await take(page, 'Example: Two humps, one column');
  await page.getByRole('radio', { name: 'z known or not' }).click();
  const table = page.getByRole('table', { name: 'Parameters: true, with z and without z' });
  await expect(table).toBeVisible();
  // 331 of these 1,000 rows are of component 1: the closed form of its weight is their share.
  await expect(table.getByRole('row', { name: /weight/ }).first()).toContainText('0.350.331');
  await expect(inspector(page)).toContainText('The logarithm meets one factor at a time');
  await expect(inspector(page)).toContainText('the log of a sum does not come apart');
  await expect(page.getByText(/iterations of EM from the best of \d+ starts, converged/)).toBeVisible();
  await expect(page.getByText(/adjusted Rand index of 0\.9/)).toBeVisible();
});

test('EM is watched on the rows drawn: the E-step makes bound and likelihood touch, a row is taken apart', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' }); // nothing plays by itself
  await openGenerator(page);
  await page.getByRole('radio', { name: 'EM, step by step' }).click();
  await page.getByRole('button', { name: 'Watch EM', exact: true }).click();
  await expect(page.getByRole('img', { name: /^Log-likelihood over/ })).toBeVisible();
  await page.getByRole('button', { name: 'To the beginning' }).click();
  await expect(page.getByText('The E-step makes them touch.')).toBeVisible();
  await page.getByRole('button', { name: 'Half a step on' }).click();
  await expect(page.getByText(/The M-step has lifted the bound/)).toBeVisible();
  const row = page.getByRole('region', { name: 'One row taken apart' });
  await expect(row).toContainText('Row 1: x =');
  await page.getByRole('slider', { name: 'Row taken apart' }).press('ArrowRight');
  await expect(row).toContainText('Row 2: x =');
  await expect(inspector(page)).toContainText('The bound that EM raises');
  await page.getByRole('radio', { name: 'The file’s columns' }).click();
  await page.getByRole('button', { name: 'Watch EM', exact: true }).click();
  await expect(row).toContainText('Row 1: x = (3.6, 79)');
});

test('the same terms and the bound stand in the Mixture view', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await page.getByRole('radio', { name: 'EM, step by step' }).click();
  await page.getByRole('button', { name: 'Watch EM', exact: true }).click();
  await expect(page.getByText(/lower bound = −/)).toBeVisible();
  const row = page.getByRole('region', { name: 'One row taken apart' });
  await expect(row).toContainText('Row 1: x = (3.6, 79)');
  const plane = page.getByRole('application', { name: /^Components over the rows/ });
  const box = (await plane.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height * 0.72);
  await expect(row).not.toContainText('Row 1: x =');
});

test('draws leave with z as CSV, open as a table of their own, and all is there after a reload', async ({
  app,
  page,
}) => {
  await openGenerator(page);
  const { name, bytes } = await app.savedBy(() => page.getByRole('button', { name: 'Draws with z (CSV)' }).click());
  expect(name).toMatch(/\.csv$/);
  const lines = bytes.toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(1001);
  expect(lines[0]).toBe('eruptions,waiting,z');
  expect(lines[1]).toMatch(/^\d.*,[12]$/);
  await setField(page, 'Seed', '9');
  await show(page, 'p(x)');
  await page.waitForTimeout(700); // the session is written when the person pauses
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Seed' })).toHaveValue('9');
  await expect(page.getByRole('radio', { name: 'p(x)', exact: true })).toBeChecked();
  await page.getByRole('button', { name: 'Open the draws as a table' }).click();
  await expect(page.getByRole('contentinfo')).toContainText(/1,000 rows ×\s+3 columns/);
  // Its own columns are fitted, and drawn from in turn.
  await expect(inspector(page)).toContainText('2 components over eruptions, waiting');
});

test('the picture leaves as SVG with its modes, the mixture as CSV', async ({ app, page }) => {
  await openGenerator(page);
  await take(page, 'Example: Two humps, one column');
  await show(page, 'p(x)');
  await expect(chart(page)).toHaveAccessibleName(/drawn from a mixture of 2 components over x/);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'SVG' }).click();
  const save = (): Promise<void> => page.getByRole('button', { name: /^(Download|Save…)$/ }).click();
  const svg = (await app.savedBy(save)).bytes.toString();
  expect(svg).toContain('p(x), per unit');
  expect(svg).toContain('1,000 rows drawn from Two humps, one column, seed 1');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'CSV' }).click();
  const csv = (await app.savedBy(save)).bytes.toString();
  expect(csv.split('\r\n').slice(0, 2)).toEqual([
    'component,weight,mean x,variance x',
    'Component 1,0.35,-2,0.6400000000000001',
  ]);
});

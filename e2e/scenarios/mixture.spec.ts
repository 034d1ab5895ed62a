import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { openSample, samplePath } from './window.ts';

const view = (page: Page): Locator => page.getByRole('img', { name: /a mixture of \d+ components?/ });
const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });

async function openMixture(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await expect(view(page)).toHaveAccessibleName(/a mixture of 2 components/);
}

async function drag(page: Page, knob: Locator, dx: number, dy: number): Promise<void> {
  const box = await knob.boundingBox();
  if (!box) throw new Error('the handle is not on the screen');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
}

// Log-likelihoods and criteria that mclust, scikit-learn and plain EM agree on.
test('two components of Old Faithful have the published numbers; more components keep their colours', async ({
  page,
}) => {
  await openMixture(page);
  await expect(inspector(page)).toContainText('−1,130.26396');
  await expect(inspector(page)).toContainText('272 rows used, no row left out');
  await page.getByRole('button', { name: 'One component more' }).click();
  await expect(inspector(page)).toContainText('3 components · VVV');
  await page.getByRole('combobox', { name: /^Covariance/ }).selectOption('EEE');
  await expect(inspector(page)).toContainText('−1,126.31593');
  await expect(inspector(page)).toContainText('2,314.29568');
  await expect(inspector(page).getByRole('button', { name: /^Component 3/ })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(inspector(page)).toContainText('3 components · VVV');
});

test('a mean dragged by hand changes the log-likelihood, and EM from there finds the maximum again', async ({
  page,
}) => {
  await openMixture(page);
  await inspector(page)
    .getByRole('button', { name: /^Component 2/ })
    .click();
  await drag(page, page.getByRole('button', { name: 'Mean of Component 2' }), 90, -60);
  await expect(inspector(page)).toContainText('set by hand');
  await expect(inspector(page)).toContainText('from the fit');
  await expect(inspector(page)).not.toContainText('−1,130.26396');
  await drag(page, page.getByRole('button', { name: /^Longer axis of Component 2/ }), 20, 30);
  await page.getByRole('button', { name: 'Run EM from here' }).click();
  await expect(inspector(page)).toContainText('−1,130.26396');
  await expect(inspector(page)).not.toContainText('set by hand');
});

test('components are split, merged, weighed, held and deleted; undo takes each back', async ({ page }) => {
  await openMixture(page);
  const side = inspector(page);
  await side.getByRole('button', { name: /^Component 1/ }).click();
  await side.getByRole('button', { name: 'Split' }).click();
  await expect(view(page)).toHaveAccessibleName(/a mixture of 3 components/);
  await side.getByRole('button', { name: /^Merge with/ }).click();
  await expect(view(page)).toHaveAccessibleName(/a mixture of 2 components/);
  await page.keyboard.press('Control+z');
  await expect(view(page)).toHaveAccessibleName(/a mixture of 3 components/);
  await side.getByRole('button', { name: 'Delete' }).click();
  await expect(view(page)).toHaveAccessibleName(/a mixture of 2 components/);
  await side.getByRole('button', { name: /^Hold mean and covariance of Component 2/ }).click();
  await page.getByRole('button', { name: 'Run EM from here' }).click();
  await expect(side).not.toContainText('set by hand');
});

test('EM is watched step by step, and the fit is there again afterwards', async ({ page }) => {
  await openMixture(page);
  await page.getByRole('radio', { name: 'EM, step by step' }).click();
  await page.getByRole('button', { name: 'Watch EM' }).click();
  const chart = page.getByRole('img', { name: /^Log-likelihood over/ });
  await expect(chart).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'To the beginning' }).click();
  await expect(page.getByRole('slider', { name: 'Half-steps of EM' })).toHaveAttribute(
    'aria-valuetext',
    /iteration 0, E-step/,
  );
  await page.getByRole('button', { name: 'Half a step on' }).click();
  await expect(page.getByRole('slider', { name: 'Half-steps of EM' })).toHaveAttribute(
    'aria-valuetext',
    /iteration 0, M-step/,
  );
  await page.getByRole('button', { name: 'Back to the fit' }).click();
  await expect(view(page)).toHaveAccessibleName(/Component 1 with 64.4 %/);
});

test('a scan fills its table, marks the best, and its fits stand in the ledger', async ({ page }) => {
  await openMixture(page);
  await page.getByRole('radio', { name: 'How many?' }).click();
  await page.getByLabel('Most components').fill('4');
  await page.getByLabel('Most components').press('Enter');
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(page.getByText('Best by BIC: 3 × EEE')).toBeVisible();
  await expect(page.getByRole('button', { name: '3 components, EEE: 2,314.3, the best' })).toBeVisible();
  await page.getByRole('button', { name: /^3 components, EEE/ }).click();
  await expect(inspector(page)).toContainText('−1,126.31593');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(page.getByRole('row')).toHaveCount(18); // the head, 4 × 4 fits, and the normal that Distribution shows
});

test('cells that were only screened say so, the table is walked by keyboard, and it is there again after a reload', async ({
  page,
}) => {
  await openMixture(page);
  await page.getByRole('radio', { name: 'How many?' }).click();
  await page.getByLabel('Most components').fill('3');
  await page.getByLabel('Most components').press('Enter');
  await page.getByRole('button', { name: 'Scan', exact: true }).click();
  await expect(page.getByText('Best by BIC: 3 × EEE')).toBeVisible();
  await expect(page.getByText('° screened only')).toBeVisible();
  const cell = (name: RegExp): Locator => page.getByRole('button', { name });
  await cell(/^2 components, VVV/).focus();
  await page.keyboard.press('ArrowRight');
  await expect(cell(/^3 components, VVV/)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(cell(/^3 components, EEE.*screened/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(inspector(page)).toContainText('−1,126.31593');
  await expect(cell(/^3 components, EEE: 2,314.3, the best$/)).toBeVisible(); // fitted thoroughly now
  await page.waitForTimeout(700); // the session is written when the person pauses
  await page.reload();
  await expect(page.getByText('Best by BIC: 3 × EEE')).toBeVisible();
  await expect(cell(/^1 components, EII/)).toBeVisible();
});

test('each start of the restart landscape is read by keyboard', async ({ page }) => {
  await openMixture(page);
  const starts = page.getByRole('listbox', { name: 'Starts' }).getByRole('option');
  await starts.and(page.locator('[tabindex="0"]')).focus();
  await expect(page.getByText(/^Start \d+ of \d+, .*the solution shown\.$/)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/^Start \d+ of \d+, .*\.$/)).toBeVisible();
});

test('undo right after the view was opened goes back to the view before', async ({ page }) => {
  await openMixture(page);
  await expect(inspector(page)).toContainText('−1,130.26396');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('tab', { name: 'Distribution' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Control+Shift+z');
  await expect(inspector(page)).toContainText('−1,130.26396');
});

test('a filter makes the fit stale, and nothing is fitted again unasked', async ({ page }) => {
  await openMixture(page);
  await page.keyboard.press('Control+Shift+f');
  const dialog = page.getByRole('dialog', { name: 'Filter rows' });
  await dialog.getByLabel('from').fill('3');
  await dialog.getByRole('button', { name: 'Keep these rows' }).click();
  await expect(page.getByText('This fit rests on other rows')).toBeVisible();
  await expect(inspector(page)).toContainText('−1,130.26396');
  await page.getByRole('button', { name: 'Fit these rows' }).click();
  await expect(page.getByText('This fit rests on other rows')).toBeHidden();
  await expect(inspector(page)).toContainText('rows that do not pass the filters');
});

test('one column: curves over the histogram, the published BIC of three components', async ({ page }) => {
  await openMixture(page);
  await page.getByRole('button', { name: 'Columns that are fitted' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'waiting' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'One component more' }).click();
  await expect(inspector(page)).toContainText('572.68'); // converged, best of many starts: 572.684
  await expect(page.getByRole('slider', { name: 'Mean of Component 1' })).toBeAttached();
});

test('a fit is checked: one component more, intervals, groups, and where one component takes over', async ({
  page,
}) => {
  await openMixture(page);
  const side = inspector(page);
  await side.getByRole('button', { name: 'How sure is it?' }).click();
  await side.getByRole('button', { name: 'Merge components into groups' }).click();
  await expect(side.getByRole('table', { name: 'Path from components to groups' })).toContainText(
    'Component 1 + Component 2',
  );
  await side.getByRole('button', { name: 'Intervals' }).click();
  await expect(side.getByRole('table', { name: 'Bootstrap intervals' })).toContainText('μ waiting', {
    timeout: 60_000,
  });
  await side.getByRole('button', { name: 'Test 2 against 3' }).click();
  await side.getByRole('button', { name: 'Cancel' }).click();
  await expect(side.getByRole('button', { name: 'Test 2 against 3' })).toBeEnabled();
  await expect(side.getByRole('table', { name: 'Bootstrap intervals' })).toBeVisible();

  await page.getByRole('button', { name: 'Columns that are fitted' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'waiting' }).click();
  await page.keyboard.press('Escape');
  // The wider component wins on both far sides.
  await expect(side.getByText('above 2.808: Component 1')).toBeVisible();
  await expect(side.getByText(/^below −0\.61\d*: Component 1$/)).toBeVisible();
});

test('species known, partly known and unknown: the labels are compared with the components', async ({ page }) => {
  await openSample(page, 'Iris');
  await page.getByRole('tab', { name: 'Mixture' }).click();
  await page.getByRole('button', { name: 'Columns that are fitted' }).click();
  for (const name of ['Petal.Length', 'Petal.Width']) await page.getByRole('menuitemcheckbox', { name }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'One component more' }).click();
  await expect(inspector(page)).toContainText('−180.1854');
  await inspector(page)
    .getByRole('combobox', { name: /^Labels/ })
    .selectOption('Species');
  // mclust: adjusted Rand index 0.9039, five versicolor rows in virginica's component.
  await expect(inspector(page)).toContainText('Adjusted Rand index 0.9039');
  await inspector(page).getByRole('radio', { name: 'In full' }).click();
  await expect(inspector(page)).toContainText('−188.3755'); // −188.375555: the closed form of the complete data
});

test('rows leave with their responsibilities, and what is shown survives a reload', async ({ app, page }) => {
  await openMixture(page);
  const { name, bytes } = await app.savedBy(() =>
    page.getByRole('button', { name: 'Rows with responsibilities (CSV)' }).click(),
  );
  expect(name).toMatch(/\.csv$/);
  const lines = bytes.toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(273);
  const original = await readFile(samplePath('old-faithful.csv'), 'utf8');
  expect(lines[1]!.startsWith(`${original.split(/\r?\n/)[1]!},`)).toBe(true);
  await page.waitForTimeout(700); // the session is written when the person pauses
  await page.reload();
  await expect(view(page)).toHaveAccessibleName(/a mixture of 2 components/);
  await expect(inspector(page)).toContainText('−1,130.26396');
});

test('refits of a bootstrap lie faint behind the fit, can be hidden, and stand in the exported picture', async ({
  app,
  page,
}) => {
  await openMixture(page);
  await inspector(page).getByRole('button', { name: 'How sure is it?' }).click();
  await inspector(page).getByRole('button', { name: 'Intervals', exact: true }).click();
  const chart = page.getByRole('img', { name: /^272 rows of eruptions and waiting/ });
  await expect(chart).toHaveAccessibleName(/faint behind it 100 refits to rows drawn again/);
  const ghosts = page.getByRole('button', { name: /^Refits to rows drawn again/ });
  await expect(ghosts).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByRole('radio', { name: 'SVG' }).click();
  const { bytes } = await app.savedBy(() => page.getByRole('button', { name: /^(Download|Save…)$/ }).click());
  expect(bytes.toString('utf8')).toContain('100 refits to rows drawn again');
  await ghosts.click();
  await expect(chart).not.toHaveAccessibleName(/refits/);
  await page.keyboard.press('Control+z');
  await expect(chart).toHaveAccessibleName(/100 refits/);
});

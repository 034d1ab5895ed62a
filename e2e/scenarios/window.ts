import { resolve } from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import type { StartedHost } from '../hosts/started-host.ts';

/** Where a sample lies, to be opened as a person's own file. */
export const samplePath = (file: string): string => resolve(import.meta.dirname, '../../resources/samples', file);

/** Drops a file on the window, once that is there to take it. */
export async function drop(app: StartedHost, page: Page, path: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'Open', exact: true })).toBeVisible();
  await app.dropFiles([path]);
}

/** Opens one of the cards of the empty window. */
export async function openSample(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click();
  await expect(histogram(page)).toBeVisible();
}

/** The chart whose label says what it draws. */
export const histogram = (page: Page): Locator => page.getByRole('img', { name: /^Histogram of / });

/** The plot that takes the pointer. */
export const plot = (page: Page): Locator => page.getByRole('application', { name: /^Histogram/ });

export const column = (page: Page, name: string): Locator =>
  page.getByRole('listbox', { name: 'Columns' }).getByRole('option', { name: new RegExp(`^${name},`) });

export const handle = (page: Page, name: string): Locator => plot(page).getByRole('slider', { name });

/** Drags inside the plot, from one share of its width to another. */
export async function dragPlot(page: Page, from: number, to: number): Promise<void> {
  const box = await boxOf(plot(page));
  const y = box.y + box.height * 0.4;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((from + to) / 2), y, { steps: 3 });
  await page.mouse.move(box.x + box.width * to, y, { steps: 3 });
  await page.mouse.up();
}

/** Drags a handle sideways by pixels. */
export async function dragHandle(page: Page, name: string, pixels: number): Promise<void> {
  const box = await boxOf(handle(page, name).locator('.knob'));
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + pixels, y, { steps: 6 });
  await page.mouse.up();
}

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('not on the screen');
  return box;
}

/** A row of the inspector: the number that stands beside a label. */
export const number = (page: Page, label: string): Locator =>
  page
    .getByRole('complementary', { name: 'Inspector' })
    .locator('.row')
    .filter({ has: page.locator('b', { hasText: new RegExp(`^${label.replace(/[()]/g, '\\$&')}$`) }) })
    .locator('.value')
    .first();

/** As a number: the typographic minus and the grouping are for people. */
export async function valueOf(locator: Locator): Promise<number> {
  const text = await locator.innerText();
  return Number(text.replace('\u2212', '-').replace(/[,\s\u202f%]/g, ''));
}

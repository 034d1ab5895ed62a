import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { histogram, openSample } from './window.ts';

async function openExport(page: Page): Promise<void> {
  await openSample(page, 'Old Faithful');
  await expect(histogram(page)).toHaveAccessibleName(/with a normal/);
  await page.getByRole('button', { name: 'Export' }).click();
}

const save = (page: Page) => (): Promise<void> => page.getByRole('button', { name: /^(Download|Save…)$/ }).click();

/** Share of the picture's dots that have a colour, up to a little for the edges of lines. */
function shareOfColour(page: Page, png: Buffer, hex: string): Promise<number> {
  return page.evaluate(
    async ({ base64, colour }) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const wanted = [1, 3, 5].map((from) => parseInt(colour.slice(from, from + 2), 16));
      let same = 0;
      for (let dot = 0; dot < data.length; dot += 4)
        if (wanted.every((part, channel) => Math.abs(part - data[dot + channel]!) <= 2)) same++;
      return same / (data.length / 4);
    },
    { base64: png.toString('base64'), colour: hex },
  );
}

test('a PNG has the asked size, the chart’s colours, and says where it comes from', async ({ app, page }) => {
  await openExport(page);
  await page.getByRole('radio', { name: '3×' }).click();
  const { name, bytes } = await app.savedBy(save(page));
  expect(name).toBe('old-faithful eruptions histogram.png');
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([2880, 1800]);
  expect(await shareOfColour(page, bytes, '#ffffff')).toBeGreaterThan(0.4);
  expect(await shareOfColour(page, bytes, '#a9c1dd')).toBeGreaterThan(0.1);
  expect(await shareOfColour(page, bytes, '#bf3f0b')).toBeGreaterThan(0.001);
  const text = bytes.toString('utf8');
  expect(text).toContain('"columns":["eruptions"]');
  expect(text).toContain('3.487783088');
});

test('a PNG for print has its millimetres at its resolution', async ({ app, page }) => {
  await openExport(page);
  await page.getByRole('radio', { name: 'Print, mm' }).click();
  await page.getByRole('textbox', { name: 'Width in millimetres' }).fill('100');
  await page.keyboard.press('Enter');
  const { bytes } = await app.savedBy(save(page));
  // 100 mm and 100 mm × 300 dots per inch: 1181.1 dots; pHYs says 11811 dots per metre.
  expect(bytes.readUInt32BE(16)).toBe(1181);
  expect(bytes.readUInt32BE(bytes.indexOf('pHYs') + 4)).toBe(11811);
});

test('the picture is light in a dark window', async ({ app, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openExport(page);
  const { bytes } = await app.savedBy(save(page));
  expect(await shareOfColour(page, bytes, '#ffffff')).toBeGreaterThan(0.4);
});

test('the picture is dark when asked to be', async ({ app, page }) => {
  await openExport(page);
  await page.getByRole('radio', { name: 'Dark' }).click();
  const { bytes } = await app.savedBy(save(page));
  expect(await shareOfColour(page, bytes, '#171b22')).toBeGreaterThan(0.4);
});

test('an SVG is text with the same metadata', async ({ app, page }) => {
  await openExport(page);
  await page.getByRole('radio', { name: 'SVG' }).click();
  const { name, bytes } = await app.savedBy(save(page));
  expect(name).toBe('old-faithful eruptions histogram.svg');
  const text = bytes.toString('utf8');
  expect(text).toMatch(/^<svg/);
  expect(text).toContain('density (per unit of eruptions)');
  expect(text).toContain('<title>Histogram of eruptions</title>');
});

test('the numbers leave as CSV and as JSON', async ({ app, page }) => {
  await openExport(page);
  await page.getByRole('radio', { name: 'CSV' }).click();
  const csv = (await app.savedBy(save(page))).bytes.toString('utf8');
  const [head, ...rows] = csv.trim().split('\r\n');
  expect(head).toBe('from,to,count,share,density,model share,model density at middle');
  expect(rows.reduce((sum, row) => sum + Number(row.split(',')[2]), 0)).toBe(272);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('radio', { name: 'JSON' }).click();
  const json = JSON.parse((await app.savedBy(save(page))).bytes.toString('utf8')) as {
    numbers: { fit: { value: { logLikelihood: number } } }[];
  };
  expect(json.numbers[0]?.fit.value.logLikelihood).toBeCloseTo(-421.41702612, 6);
});

test('a picture is copied to the clipboard', async ({ page, host }) => {
  test.skip(host !== 'browser', 'the clipboard is read back in the browser only');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openExport(page);
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied to the clipboard.')).toBeVisible();
  const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
  expect(types).toContain('image/png');
});

import type { Page } from '@playwright/test';

type DragEvent = 'dragEnter' | 'dragOver' | 'drop';

/** Drags files from outside over the middle of a page, through Chromium's own input: the page gets real files. */
export async function dragFiles(page: Page, paths: readonly string[], drop: boolean): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const events: DragEvent[] = drop ? ['dragEnter', 'dragOver', 'drop'] : ['dragEnter', 'dragOver'];
  for (const type of events) {
    const data = { items: [], files: [...paths], dragOperationsMask: 1 };
    await session.send('Input.dispatchDragEvent', { type, x: width / 2, y: height / 2, data });
  }
  await session.detach();
}

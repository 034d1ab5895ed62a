import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { drawInTurn, leaveQueue } from './draw-queue.ts';

let frames: FrameRequestCallback[] = [];
let now = 0;
beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => frames.push(callback));
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

/** What is asked for within a frame is drawn when the next one begins. */
function nextFrame(): void {
  for (const callback of frames.splice(0)) callback(now);
}

/** Charts standing in this order in the page; drawing one takes some milliseconds. */
function charts(...names: string[]) {
  const drawn: string[] = [];
  const elements = names.map(() => document.body.appendChild(document.createElement('div')));
  const ask = (chart: number, version = '', ms = 1): void =>
    drawInTurn(elements[chart]!, () => {
      drawn.push(names[chart]! + version);
      now += ms;
    });
  return { drawn, ask, leave: (chart: number) => leaveQueue(elements[chart]!) };
}

test('a chart that changes three times within a frame is drawn once, as it is last', () => {
  const { drawn, ask } = charts('histogram');
  for (const version of ['1', '2', '3']) ask(0, version);
  expect(drawn).toEqual([]);
  nextFrame();
  nextFrame();
  expect(drawn).toEqual(['histogram3']);
});

test('the chart that stands first in the page is drawn first, whoever asked first', () => {
  const { drawn, ask } = charts('histogram', 'quantiles');
  ask(1);
  ask(0);
  nextFrame();
  expect(drawn).toEqual(['histogram', 'quantiles']);
});

test('charts that do not fit into a frame follow in the next', () => {
  const { drawn, ask } = charts('histogram', 'quantiles', 'likelihood');
  ask(0, '', 20);
  ask(1, '', 1);
  ask(2, '', 1);
  nextFrame();
  expect(drawn).toEqual(['histogram']);
  nextFrame();
  expect(drawn).toEqual(['histogram', 'quantiles', 'likelihood']);
});

test('a chart that has gone is not drawn', () => {
  const { drawn, ask, leave } = charts('histogram', 'quantiles');
  ask(0);
  ask(1);
  leave(0);
  nextFrame();
  expect(drawn).toEqual(['quantiles']);
});

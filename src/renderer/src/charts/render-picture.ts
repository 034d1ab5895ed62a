import { init } from './echarts.ts';
import { withFittedNames } from './options/fitted-names.ts';
import type { ChartOption } from './options/frame.ts';

/** Of a picture, in CSS pixels: letters keep their size whatever the resolution. */
export interface PictureSize {
  width: number;
  height: number;
}

/** @param pixelRatio  dots per CSS pixel: 2 gives a picture of twice the size in dots */
export async function renderPng(
  option: ChartOption,
  size: PictureSize,
  pixelRatio: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chart = init(document.createElement('div'), null, {
    ...size,
    renderer: 'canvas',
    devicePixelRatio: pixelRatio,
  });
  try {
    chart.setOption(withFittedNames(option, size));
    const canvas = chart.renderToCanvas({ pixelRatio });
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (!blob) throw new Error('This computer has too little memory for a picture of that size. Choose a smaller one.');
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    chart.dispose();
  }
}

export function renderSvg(option: ChartOption, size: PictureSize): string {
  const chart = init(null, null, { ...size, renderer: 'svg', ssr: true });
  try {
    chart.setOption(withFittedNames(option, size));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

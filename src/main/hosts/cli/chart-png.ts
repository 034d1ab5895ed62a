import { join } from 'node:path';
import type * as Resvg from '@resvg/resvg-js';
import { RequestError } from '../../../shared/contract/errors.ts';

/** The font that every chart of the command line is set in. */
export const chartFont = 'Inter';

/**
 * An SVG as PNG. Letters come from the font that ships with Bellwether, so that text appears on a machine without any;
 * characters it lacks are looked for among the system's.
 * @param scale  pixels of the PNG per pixel of the SVG
 * @throws {RequestError} `not-available` on a platform the renderer is not built for
 */
export async function chartPng(svg: string, scale: number, fontsFolder: string): Promise<Uint8Array> {
  const { Resvg } = await loadResvg();
  const picture = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: scale },
    font: {
      fontFiles: ['Inter-Regular.ttf', 'Inter-SemiBold.ttf'].map((file) => join(fontsFolder, file)),
      defaultFontFamily: chartFont,
      loadSystemFonts: true,
    },
  });
  return new Uint8Array(picture.render().asPng());
}

/** A native module, loaded only when a PNG is wanted. */
async function loadResvg(): Promise<typeof Resvg> {
  try {
    return await import('@resvg/resvg-js');
  } catch {
    throw new RequestError(
      'not-available',
      'PNG pictures cannot be drawn on this platform: name an .svg file instead.',
    );
  }
}

import { withPngMetadata } from '../../../../shared/picture/png-metadata.ts';
import { withSvgMetadata } from '../../../../shared/picture/svg-metadata.ts';
import { fittedHeading } from '../../charts/options/fitted-heading.ts';
import type { ChartOption } from '../../charts/options/frame.ts';
import { renderPng, renderSvg } from '../../charts/render-picture.ts';
import { csvText } from '../../view-models/csv-text.ts';
import { exportFileName } from '../../view-models/file-name.ts';
import { chartLook } from '../chart-look.ts';
import type { Exportable } from './exportables.svelte.ts';

export type Format = 'png' | 'svg' | 'csv' | 'json';

/** Size and look of a picture, as chosen in the dialog. */
export interface PictureChoice {
  /** CSS pixels. */
  width: number;
  height: number;
  /** Dots per CSS pixel. */
  pixelRatio: number;
  /** Written into the file, so that print programs know the size; null leaves it open. */
  dotsPerInch: number | null;
  background: 'light' | 'dark';
}

export interface MadeFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

const types: Record<Format, string> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  csv: 'text/csv',
  json: 'application/json',
};

export async function makeFile(
  exportable: Exportable,
  format: Format,
  choice: PictureChoice,
  source: string,
): Promise<MadeFile> {
  const bytes =
    format === 'png' ? await pngOf(exportable, choice) : new TextEncoder().encode(textOf(exportable, format, choice));
  return { name: exportFileName(source, exportable.nameParts, format), type: types[format], bytes };
}

export async function pngOf(exportable: Exportable, choice: PictureChoice): Promise<Uint8Array<ArrayBuffer>> {
  const { width, height, pixelRatio, dotsPerInch } = choice;
  const png = await renderPng(optionOf(exportable, choice), { width, height }, pixelRatio);
  return withPngMetadata(png, exportable.metadata, dotsPerInch);
}

function textOf(exportable: Exportable, format: Exclude<Format, 'png'>, choice: PictureChoice): string {
  if (format === 'svg') return withSvgMetadata(renderSvg(optionOf(exportable, choice), choice), exportable.metadata);
  const { columns, rows } = exportable.table();
  if (format === 'csv') return csvText(columns, rows);
  const document = { ...exportable.metadata, numbers: exportable.numbers(), drawn: { columns, rows } };
  // What JSON cannot say is null: it knows neither NaN nor Infinity.
  return `${JSON.stringify(document, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value), 2)}\n`;
}

/** The picture of that size, its heading broken into lines that fit. */
export function optionOf({ option, heading }: Exportable, { background, width, height }: PictureChoice): ChartOption {
  const look = chartLook(background);
  return option({ ...look, heading: fittedHeading(heading, width, look.fontSize) }, { width, height });
}

import type { EChartsOption } from 'echarts';
import type { ColumnInfo } from '../../../shared/contract/dataset.ts';
import type { PictureMetadata } from '../../../shared/picture/picture-metadata.ts';
import type { BinRule } from '../../../shared/statistics/histogram.ts';
import { darkColours, lightColours } from '../../../renderer/src/charts/options/chart-colours.ts';
import type { ChartLook } from '../../../renderer/src/charts/options/frame.ts';
import { pictureHeading } from '../../../renderer/src/view-models/picture-heading.ts';
import { chartFont } from './chart-png.ts';

/** What is to be drawn, and how. */
export interface ChartRequest {
  column: ColumnInfo;
  /** Null for the automatic one. */
  rule: BinRule | null;
  vertical: 'count' | 'density';
  groupBy: string | null;
  /** Draw the fitted normal. */
  withModel: boolean;
  /** Null for a title made from the column. */
  title: string | null;
  /** In pixels of 1/96 inch. */
  width: number;
  height: number;
  theme: 'light' | 'dark';
  /** Of Bellwether. */
  version: string;
}

/** A chart ready to be rendered, and what it says about itself. */
export interface DrawnChart {
  option: EChartsOption;
  metadata: PictureMetadata;
}

const fontSize = 12;

export function lookOf({ theme }: ChartRequest, metadata: PictureMetadata): ChartLook {
  return {
    colours: theme === 'dark' ? darkColours : lightColours,
    font: `${chartFont}, sans-serif`,
    fontSize,
    heading: pictureHeading(metadata),
  };
}

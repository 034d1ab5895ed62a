import { createContext, untrack } from 'svelte';
import type { PictureMetadata } from '../../../../shared/picture/picture-metadata.ts';
import type { ChartLook, ChartOption, LegendEntry } from '../../charts/options/frame.ts';
import type { PictureSize } from '../../charts/render-picture.ts';
import type { ChartTable } from '../../view-models/chart-table.ts';

/** A chart that can leave the window as a picture or as numbers. */
export interface Exportable {
  /** Tells the charts of a view apart. */
  id: string;
  /** As in a list: "Histogram". */
  title: string;
  /** Words for the file's name after the table's. */
  nameParts: string[];
  /** Written above the chart. */
  heading: { title: string; lines: string[]; legend?: LegendEntry[] };
  option: (look: ChartLook, size: PictureSize) => ChartOption;
  table: () => ChartTable;
  /** Numbers that belong to the chart, for JSON. */
  numbers: () => unknown;
  metadata: PictureMetadata;
}

/** What the view on the screen offers for export. */
export class Exportables {
  #makers = $state.raw<(() => Exportable | null)[]>([]);

  /** To be called while a component is initialised; the offer ends with the component. */
  offer(make: () => Exportable | null): void {
    $effect(() => {
      untrack(() => (this.#makers = [...this.#makers, make]));
      return () => (this.#makers = this.#makers.filter((other) => other !== make));
    });
  }

  list(): Exportable[] {
    return this.#makers.map((make) => make()).filter((exportable) => exportable !== null);
  }
}

export const [useExportables, provideExportables] = createContext<Exportables>();

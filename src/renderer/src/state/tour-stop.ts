import type { OpenDataset } from '../../../shared/contract/requests.ts';
import type { Change } from './changes.ts';
import type { ViewState } from './view-state.ts';

/** What a stop may ask of the window to see whether its task is done, or to do it. */
export interface TourFacts {
  view: ViewState;
  /** Of the column shown, where it is fitted. */
  fit: { mean: number; sd: number } | null;
}

/** A place of the tour: something on the screen, what it shows, and what can be done there. */
export interface TourStop {
  id: string;
  /** 1 to 4. */
  step: number;
  /** The view it stands in; null where it does not matter. */
  view: string | null;
  /** Columns of numbers it needs. */
  columns: number;
  title: string;
  text: string;
  /** CSS selectors of what it points at; the first that is on the screen counts. None: it points at nothing. */
  target: string[];
  /** How the copy is arranged when the stop begins. */
  arrange: ((dataset: OpenDataset | null) => Change) | null;
  task: TourTask | null;
}

/** Something for the person to do. `show` does it for them. */
export type TourTask =
  | {
      kind: 'change';
      text: string;
      done: (now: TourFacts, begun: TourFacts) => boolean;
      /** @returns null where it cannot be done yet */
      show: (facts: TourFacts) => { label: string; change: Change } | null;
    }
  | {
      kind: 'press';
      text: string;
      /** What is pressed, and what is there once it was. */
      press: string;
      done: string;
    };

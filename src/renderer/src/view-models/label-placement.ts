/** A point of a picture in pixels, y downwards. */
export type Spot = readonly [x: number, y: number];

/** A rectangle of a picture in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One way to write a label. */
export interface LabelPlace {
  box: Box;
  /** What the label belongs to: far from its box, a line leads there. */
  anchor: Spot;
  /** Which of the label's texts, longest first. */
  text: number;
  /** How much worse than the best place, in pixels of something else that the label would cover. */
  cost: number;
}

/** A label, and where it may stand. */
export interface PlacedLabelRequest {
  places: readonly LabelPlace[];
  /** Points of lines that it had better not cover. */
  avoid: readonly Spot[];
}

/** A label is moved for another one at most so many times. */
const rounds = 6;
/** Of a covered point of a line, in the unit of `LabelPlace.cost`. */
const avoidCost = 6;

/** Of a label that finds no place: more than any place costs. */
const missingCost = 10_000;

/**
 * Chooses a place for each label so that no two meet and none leaves the plot: first one after the other, then each again
 * as the others stand, until none moves. All labels are as short as each other: those lengths are taken that leave the
 * least covered. The same request gives the same places.
 * @param labels  the most important first
 * @param taken   boxes that no label may meet
 * @returns a place for each label; null where every one of its places meets another label's or leaves the plot
 * @see [ChristensenMarksShieber1995] local search that moves one label at a time
 */
export function placeLabels(
  labels: readonly PlacedLabelRequest[],
  plot: Box,
  taken: readonly Box[] = [],
): (LabelPlace | null)[] {
  const choices = labels.map(({ places, avoid }) =>
    places
      .filter(({ box }) => isInside(box, plot) && !taken.some((other) => meet(box, other)))
      .map((place) => ({
        place,
        cost: place.cost + avoidCost * avoid.filter((spot) => holds(place.box, spot)).length,
      })),
  );
  const shortest = labels.map(({ places }) => places.reduce((most, { text }) => Math.max(most, text), 0));
  let best: Settled = { chosen: [], cost: Infinity };
  for (let length = 0; length <= Math.max(0, ...shortest); length++) {
    const settled = settle(
      choices.map((ways, own) => ways.filter(({ place }) => place.text === Math.min(length, shortest[own]!))),
    );
    if (settled.cost < best.cost) best = settled;
  }
  return best.chosen;
}

interface Settled {
  chosen: (LabelPlace | null)[];
  cost: number;
}

function settle(choices: readonly (readonly { place: LabelPlace; cost: number }[])[]): Settled {
  const chosen: ((typeof choices)[number][number] | null)[] = choices.map(() => null);
  const free = (box: Box, own: number): boolean =>
    chosen.every((other, index) => index === own || other === null || !meet(box, other.place.box));
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    choices.forEach((ways, own) => {
      let best: (typeof ways)[number] | null = null;
      for (const way of ways) if ((best === null || way.cost < best.cost) && free(way.place.box, own)) best = way;
      moved ||= best !== chosen[own];
      chosen[own] = best;
    });
    if (!moved) break;
  }
  const cost = chosen.reduce((sum, way) => sum + (way?.cost ?? missingCost), 0);
  return { chosen: chosen.map((way) => way?.place ?? null), cost };
}

/** Labels that touch would be read as one. */
const gap = 2;

export function meet(a: Box, b: Box): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}

export function isInside(box: Box, plot: Box): boolean {
  return (
    box.x >= plot.x &&
    box.y >= plot.y &&
    box.x + box.width <= plot.x + plot.width &&
    box.y + box.height <= plot.y + plot.height
  );
}

function holds({ x, y, width, height }: Box, [atX, atY]: Spot): boolean {
  return atX > x && atX < x + width && atY > y && atY < y + height;
}

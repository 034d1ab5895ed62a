import type { CustomSeriesOption } from 'echarts';
import { placeLabels, type Box, type LabelPlace, type Spot } from '../../view-models/label-placement.ts';
import { leaderOf, placesAlong, placesAtTip } from '../../view-models/label-places.ts';
import type { ChartLook } from './frame.ts';

type Place = readonly [x: number, y: number];
type Shapes = NonNullable<Extract<NonNullable<ReturnType<Render>>, { type: 'group' }>['children']>;
type Render = NonNullable<CustomSeriesOption['renderItem']>;

/** A label of a picture; places in the numbers drawn. */
export interface PictureLabel {
  /** Longest first; a shorter one stands where there is too little room. */
  texts: readonly string[];
  colour: string;
  opacity?: number;
  /** What it names: a closed line, best from a share of its length on; or the tip of an arrow. */
  of: { line: readonly Place[]; start: number; on: 'line' | 'outside' } | { from: Place; tip: Place };
}

/**
 * Labels none of which covers another or leaves the plot. They find their places when the picture is drawn, for then its
 * size is known: the same in a window, in a file and on the command line.
 * @param labels  the most important first
 * @param lines   more lines that labels had better not cover
 * @param knobs   middles of handles, which no label covers
 */
export function placedLabels(
  labels: readonly PictureLabel[],
  lines: readonly (readonly Place[])[],
  look: ChartLook,
  knobs: readonly Place[] = [],
): CustomSeriesOption[] {
  if (labels.length === 0) return [];
  const { fontSize } = look;
  const renderItem: Render = (parameters, api) => {
    const plot = parameters.coordSys as unknown as Box;
    const spotOf = (place: Place): Spot => {
      const [x = 0, y = 0] = api.coord([...place]);
      return [x, y];
    };
    const seen = labels.map(({ of }) => ('line' in of ? of.line.map(spotOf) : [of.from, of.tip].map(spotOf)));
    const marks = seen.map((spots, index) => ('line' in labels[index]!.of ? thinned(spots) : along(spots)));
    const others = lines.map((line) => thinned(line.map(spotOf)));
    const places = placeLabels(
      labels.map(({ texts, of }, own) => {
        const label = { texts, fontSize, padding };
        const spots = seen[own]!;
        return {
          places: 'line' in of ? placesAlong(spots, label, plot, of) : placesAtTip(spots[0]!, spots[1]!, label, plot),
          avoid: [...marks.filter((_, index) => index !== own).flat(), ...others.flat()],
        };
      }),
      plot,
      knobs.map((knob) => {
        const [x, y] = spotOf(knob);
        return { x: x - knobSize / 2, y: y - knobSize / 2, width: knobSize, height: knobSize };
      }),
    );
    const drawn = places.flatMap((place, index) => (place ? [{ place, label: labels[index]! }] : []));
    // Lines apart from words: ECharts keeps the position of a word for a line that takes its number in the group.
    return {
      type: 'group',
      children: [
        { type: 'group', children: drawn.flatMap(leader) },
        { type: 'group', children: drawn.map((each) => words(each, look)) },
      ],
    };
  };
  return [{ type: 'custom', name: 'labels', data: [[0, 0]], renderItem, silent: true, z: 9 }];
}

const padding = [5, 2] as const;
/** Of a handle, in pixels. */
const knobSize = 16;
/** Points of a line that are looked at. */
const mostPoints = 48;

function thinned(spots: readonly Spot[]): Spot[] {
  const stride = Math.max(1, Math.floor(spots.length / mostPoints));
  return spots.filter((_, index) => index % stride === 0);
}

/** Points of the straight line between two. */
function along([from, to]: readonly Spot[]): Spot[] {
  if (!from || !to) return [];
  return Array.from({ length: 9 }, (_, i): Spot => [
    from[0] + ((to[0] - from[0]) * i) / 8,
    from[1] + ((to[1] - from[1]) * i) / 8,
  ]);
}

interface DrawnLabel {
  place: LabelPlace;
  label: PictureLabel;
}

/** From what is named to a label that stands away from it. */
function leader({ place, label: { colour, opacity = 1 } }: DrawnLabel): Shapes {
  const line = leaderOf(place);
  if (!line) return [];
  const [[x1, y1], [x2, y2]] = line;
  const style = { stroke: colour, lineWidth: 1, opacity: 0.8 * opacity };
  return [{ type: 'line' as const, shape: { x1, y1, x2, y2 }, style }];
}

function words({ place: { box, text }, label }: DrawnLabel, { colours, font, fontSize }: ChartLook): Shapes[number] {
  return {
    type: 'text' as const,
    x: box.x + box.width / 2,
    y: box.y + box.height / 2,
    style: {
      text: label.texts[text] ?? '',
      align: 'center' as const,
      verticalAlign: 'middle' as const,
      fill: label.colour,
      font: `600 ${fontSize}px ${font}`,
      backgroundColor: colours.background,
      opacity: 0.94 * (label.opacity ?? 1),
      padding: [padding[1], padding[0]],
      borderRadius: 4,
    },
  };
}

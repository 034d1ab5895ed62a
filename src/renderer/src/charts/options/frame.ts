import type { EChartsOption } from 'echarts';
import type { Axis } from '../../view-models/axis.ts';
import { drawn } from '../../view-models/axis.ts';
import { textWidth } from '../../view-models/text-width.ts';
import { groupColour, type ChartColours } from './chart-colours.ts';

/** What an option builder returns. */
export type ChartOption = EChartsOption;

/** How a chart is to look, whoever draws it. */
export interface ChartLook {
  colours: ChartColours;
  /** A CSS font family list. */
  font: string;
  /** Of axis labels, in pixels; everything else follows. */
  fontSize: number;
  /** Written above the chart in a picture that must explain itself. */
  heading?: {
    title: string;
    lines: readonly string[];
    legend?: readonly LegendEntry[];
    /** Room for its lines, in pixels. */
    width?: number;
  };
}

/** What a colour stands for, in a picture that must explain itself. */
export interface LegendEntry {
  name: string;
  /** Of the group's colour, and of its shape or dash; what is faint has the colour of quiet text. */
  index: number;
  mark: 'symbol' | 'line' | 'faint';
}

/** Pixels between the frame of a picture and its plot. */
export interface Margins {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The same for every chart of a size, so that plots stand still while labels change. */
export function marginsOf({ fontSize, heading }: Pick<ChartLook, 'fontSize' | 'heading'>): Margins {
  const lines = heading ? 2.7 + 1.5 * (heading.lines.length + legendLines(heading, fontSize).length) : 0;
  return { left: 6.5 * fontSize, right: 1.4 * fontSize, top: fontSize * (1.9 + lines), bottom: 3.7 * fontSize };
}

type XAxis = NonNullable<EChartsOption['xAxis']> & { gridIndex?: number };
type YAxis = NonNullable<EChartsOption['yAxis']> & { gridIndex?: number };

/** An axis whose ticks and labels are the view model's, at exactly its ends. */
function axisOf(axis: Axis, { colours, fontSize, font }: ChartLook) {
  const ticks = axis.ticks.map((tick) => drawn(axis, tick.at));
  const text = { color: colours.mutedText, fontSize, fontFamily: font };
  return {
    type: 'value' as const,
    min: drawn(axis, axis.min),
    max: drawn(axis, axis.max),
    name: axis.name,
    nameLocation: 'middle' as const,
    // It stands where the margins leave room for it; ECharts would push it out of the picture.
    nameMoveOverlap: false,
    nameTextStyle: { ...text, color: colours.text },
    axisLabel: {
      ...text,
      customValues: ticks,
      formatter: (_: number, index: number) => axis.ticks[index]?.label ?? '',
      hideOverlap: true,
    },
    axisTick: { show: true, customValues: ticks, length: 4, lineStyle: { color: colours.axis } },
  };
}

export function xAxisOf(axis: Axis, look: ChartLook): XAxis {
  return {
    ...axisOf(axis, look),
    nameGap: 2.1 * look.fontSize,
    axisLine: { show: true, onZero: false, lineStyle: { color: look.colours.axis } },
    splitLine: { show: false },
  };
}

export function yAxisOf(axis: Axis, look: ChartLook): YAxis {
  return {
    ...axisOf(axis, look),
    nameGap: 5.1 * look.fontSize,
    nameRotate: 90,
    axisLine: { show: false, onZero: false },
    axisTick: { show: false, customValues: axis.ticks.map((tick) => drawn(axis, tick.at)) },
    splitLine: { show: true, lineStyle: { color: look.colours.grid } },
  };
}

/** What every chart has: its background, its heading, and no motion of its own. */
export function frameOf(look: ChartLook): EChartsOption {
  const { colours, font, fontSize, heading } = look;
  return {
    animation: false,
    backgroundColor: colours.background,
    textStyle: { fontFamily: font, color: colours.text },
    ...(heading && {
      title: {
        text: heading.title,
        subtext: [...heading.lines.map(plain), ...legendLines(heading, fontSize)].join('\n'),
        left: 1.4 * fontSize,
        top: 0.8 * fontSize,
        itemGap: 0.4 * fontSize,
        textStyle: { color: colours.text, fontFamily: font, fontSize: 1.25 * fontSize, fontWeight: 600 },
        subtextStyle: {
          color: colours.mutedText,
          fontFamily: font,
          fontSize,
          lineHeight: 1.5 * fontSize,
          rich: legendStyles(heading.legend ?? [], look),
        },
      },
    }),
  };
}

const shapes = ['●', '▲', '■', '◆'];
const strokes = ['━━', '╍╍', '━╍', '┅┅', '━ ━', '╍ ╍'];
const marks = { symbol: shapes, line: strokes, faint: ['░░'] } as const;

/** Room for a legend in a picture whose heading does not say how wide it is. */
const usualWidth = 640;
/** More lines would leave too little of the picture to the plot. */
const mostLegendLines = 4;

/** Entries one after the other, on as many lines as they need; each mark is written in its own style. */
function legendLines(
  { legend = [], width = usualWidth }: NonNullable<ChartLook['heading']>,
  fontSize: number,
): string[] {
  const lines: { text: string; width: number }[] = [];
  const more = (count: number): string => `   and ${count} more`;
  for (const [place, { name, index, mark }] of legend.entries()) {
    const signs = marks[mark];
    const sign = signs[index % signs.length] ?? '';
    const wide = textWidth(`${sign} ${name}   `, fontSize);
    const last = lines.at(-1);
    const text = `{mark${place}|${sign}} ${plain(name)}`;
    const rest = legend.length - place;
    const spare = lines.length === mostLegendLines && rest > 1 ? textWidth(more(rest), fontSize) : 0;
    if (last && last.width + wide + spare <= width) {
      last.text += `   ${text}`;
      last.width += wide;
    } else if (lines.length < mostLegendLines) lines.push({ text, width: wide });
    else {
      lines.at(-1)!.text += more(rest);
      break;
    }
  }
  return lines.map(({ text }) => text);
}

const legendStyles = (entries: readonly LegendEntry[], { colours, font, fontSize }: ChartLook) =>
  Object.fromEntries(
    entries.map(({ index, mark }, place) => [
      `mark${place}`,
      {
        color: mark === 'faint' ? colours.mutedText : groupColour(colours, index),
        fontFamily: font,
        fontSize: 1.1 * fontSize,
      },
    ]),
  );

/** ECharts reads `{style|text}` as a style: names of columns and groups are no styles. */
const plain = (text: string): string => text.replaceAll('|', '¦');

/** Grid of a single plot. */
export function gridOf(look: ChartLook): NonNullable<EChartsOption['grid']> {
  return { ...marginsOf(look), outerBoundsMode: 'none' };
}

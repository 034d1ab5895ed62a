import type { ScatterSeriesOption } from 'echarts';
import type { ChartLook } from './frame.ts';

/** Diamonds at the modes of a density, each with a label. @param modes  in the numbers drawn */
export function modeMarks(
  modes: readonly { at: [number, number]; label: string }[],
  { colours, font, fontSize }: ChartLook,
): ScatterSeriesOption[] {
  if (modes.length === 0) return [];
  return [
    {
      type: 'scatter',
      name: 'modes',
      symbol: 'diamond',
      symbolSize: 12,
      silent: true,
      clip: true,
      z: 8,
      data: modes.map(({ at, label }) => ({
        value: at,
        label: {
          show: true,
          formatter: label,
          position: 'top' as const,
          color: colours.text,
          fontFamily: font,
          fontSize,
          fontWeight: 600,
          textBorderColor: colours.background,
          textBorderWidth: 3,
        },
      })),
      itemStyle: { color: colours.text, borderColor: colours.background, borderWidth: 1.5 },
    },
  ];
}

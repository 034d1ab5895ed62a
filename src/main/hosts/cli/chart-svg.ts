import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';
import { withFittedNames } from '../../../renderer/src/charts/options/fitted-names.ts';

echarts.use([CustomChart, LineChart, ScatterChart, GridComponent, TitleComponent, SVGRenderer]);

/** A chart as the window draws it, without a window. Width and height in pixels of 1/96 inch. */
export function chartSvg(option: EChartsOption, width: number, height: number): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(withFittedNames(option, { width, height }));
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

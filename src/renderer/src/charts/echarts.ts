import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers';

// Only what the charts need; the rest of the library stays out of the page.
use([CustomChart, LineChart, ScatterChart, GridComponent, TitleComponent, CanvasRenderer, SVGRenderer]);

export { init };

// The chart kinds and components that package reports/chart emits, and nothing else. A kind that
// is missing here draws nothing, which the browser test reports as a blank chart.
import { init, use, registerTheme } from 'echarts/core';
import { BarChart, LineChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent,
} from 'echarts/components';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart, LineChart, ScatterChart,
  AriaComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, TooltipComponent,
  LabelLayout, SVGRenderer,
]);

export { init, registerTheme };

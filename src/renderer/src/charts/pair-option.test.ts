import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { describe, expect, test } from 'vitest';
import { identityMap } from '../../../shared/statistics/affine-map.ts';
import { pairView, type PairRequest } from '../view-models/pair-view.ts';
import { lightColours } from './options/chart-colours.ts';
import { cloudPicture } from './options/cloud-picture.ts';
import { pairFrames } from './options/pair-frame.ts';
import { pairOption } from './pair-option.ts';

use([CustomChart, LineChart, ScatterChart, GridComponent, TitleComponent, SVGRenderer]);

const request: PairRequest = {
  columns: ['a', 'b'],
  kinds: ['number', 'number'],
  coordinates: 'original',
  map: identityMap,
  frame: { x: [-3, 3], y: [-3, 3] },
  counted: null,
  groups: [
    {
      name: null,
      n: 100,
      points: { x: Float64Array.of(0, 1, 2.9), y: Float64Array.of(0, 1, 2.9), rows: Uint32Array.of(1, 2, 3) },
      raster: null,
      fits: [
        {
          estimator: 'classical',
          n: 100,
          mean: [0, 0],
          covariance: [
            [1, 0.5],
            [0.5, 1],
          ],
          axes: {
            variances: [1.5, 0.5],
            directions: [
              [Math.SQRT1_2, Math.SQRT1_2],
              [-Math.SQRT1_2, Math.SQRT1_2],
            ],
          },
          inside: [94],
        },
      ],
      marginals: null,
    },
  ],
  levels: [{ by: 'share', value: 0.95 }],
  kind: 'coverage',
  showAxes: true,
  leftOut: null,
  labelled: 0,
  regions: [
    {
      points: [
        [-1, -1],
        [1, -1],
        [0, 1],
      ],
      state: 'selecting',
    },
  ],
  strips: true,
  room: { x: 5, y: 5 },
};
const look = { colours: lightColours, font: 'sans-serif', fontSize: 12 };
const size = { width: 640, height: 480 };

/** Drawn on the server side, as the command line does it. */
function svgOf(changed: Partial<PairRequest> = {}): string {
  const view = pairView({ ...request, ...changed });
  const colourOf = () => null;
  const cloud = cloudPicture(view, { colours: lightColours, colourOf, shading: 'log', distance: { cutoff: 7.38 } });
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...size });
  chart.setOption(pairOption({ view, look, size, cloud, colourOf }));
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}

describe('the picture of a pair', () => {
  test('says on the ellipse what it holds, on each axis how long it is, and names both columns', () => {
    const svg = svgOf();
    for (const text of ['95\u202f% → expected 95, inside 94', '√λ₁ = 1.225', '√λ₂ = 0.7071', '>a<', '>b<'])
      expect(svg).toContain(text);
  });

  test('draws the far row as a ring in the colour of the model', () => {
    // A mark is a shape of its own under a matrix, which no line is.
    expect(svgOf()).toMatch(/transform="matrix[^>]*fill="none"[^>]*stroke="#bf3f0b"/);
  });

  test('without fits there is a cloud and nothing else', () => {
    const svg = svgOf({ groups: [{ ...request.groups[0]!, fits: [] }], regions: [] });
    expect(svg).not.toContain('expected');
    expect(svg).toContain('>a<');
  });
});

test('strips take room from the plot only where marginals are drawn', () => {
  const [without, within] = [pairFrames(look, size, false), pairFrames(look, size, true)];
  expect(without.strip).toBe(0);
  expect(within.plot.top - without.plot.top).toBe(within.strip + within.gap);
});

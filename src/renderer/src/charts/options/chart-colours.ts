/** Colours as plain values: the window, the exported picture and the command line draw with the same ones. */
export interface ChartColours {
  background: string;
  text: string;
  mutedText: string;
  axis: string;
  grid: string;
  /** Bars, points, rug: what was measured. */
  data: string;
  dataEdge: string;
  /** The model's curve, and μ in formulas. */
  model: string;
  /** σ, in handles and formulas. */
  spread: string;
  /** The chosen interval and its probability. */
  interval: string;
  intervalFill: string;
  areaFill: string;
  band: string;
  bandEdge: string;
  /** One per group, told apart with any colour vision (after Okabe and Ito), then repeated with other dashes. */
  groups: readonly string[];
}

export const lightColours: ChartColours = {
  background: '#ffffff',
  text: '#1d2530',
  mutedText: '#566173',
  axis: '#8a94a3',
  grid: '#e8ebef',
  data: '#a9c1dd',
  dataEdge: '#ffffff',
  model: '#bf3f0b',
  spread: '#0b6e66',
  interval: '#6b3fc4',
  intervalFill: 'rgba(107, 63, 196, 0.07)',
  areaFill: 'rgba(107, 63, 196, 0.26)',
  band: 'rgba(191, 63, 11, 0.09)',
  bandEdge: 'rgba(191, 63, 11, 0.35)',
  groups: ['#0072b2', '#c94f00', '#00805f', '#b0508a', '#8a6500', '#2b9ac9'],
};

export const darkColours: ChartColours = {
  background: '#171b22',
  text: '#e7eaef',
  mutedText: '#a3adbb',
  axis: '#697486',
  grid: '#272d37',
  data: '#47648a',
  dataEdge: '#171b22',
  model: '#ff9b61',
  spread: '#4ecdc0',
  interval: '#b59cff',
  intervalFill: 'rgba(181, 156, 255, 0.08)',
  areaFill: 'rgba(181, 156, 255, 0.34)',
  band: 'rgba(255, 155, 97, 0.10)',
  bandEdge: 'rgba(255, 155, 97, 0.40)',
  groups: ['#5aaee8', '#f28e3c', '#3cc79b', '#e08cbc', '#e0b83e', '#9ad7f5'],
};

const dashes = ['solid', 'dashed', [7, 3, 2, 3], 'dotted', [12, 4], [4, 2]] as const;

/** Colour of the n-th group. */
export function groupColour(colours: ChartColours, index: number): string {
  return colours.groups[index % colours.groups.length] ?? colours.data;
}

/** Dash of the n-th group: the second channel, for those who do not see the colour and for print. */
export function groupDash(index: number): 'solid' | 'dashed' | 'dotted' | number[] {
  const dash = dashes[index % dashes.length] ?? 'solid';
  return typeof dash === 'string' ? dash : [...dash];
}

import { changeColumn, changeDistribution, showView, type Change } from './changes.ts';
import { changePlayground } from './covariance-changes.ts';
import { defaultCovariance } from './covariance-state.ts';
import { changeGenerator } from './generator-changes.ts';
import { changeCompare, changeMixture } from './mixture-changes.ts';
import { changePair } from './pair-changes.ts';
import { changeSampling } from './sampling-changes.ts';
import type { TourFacts, TourStop } from './tour-stop.ts';
import { columnOf, datasetOf, type ColumnState, type DatasetState } from './view-state.ts';

/** Titles of the four steps. */
export const tourSteps = [
  'Density is not probability',
  'Maximum likelihood of the normal',
  'Covariance and distance',
  'A mixture, and how EM finds it',
] as const;

const dataset = ({ view }: TourFacts): DatasetState | null => datasetOf(view);
const column = (facts: TourFacts): ColumnState | null => {
  const shown = dataset(facts);
  return shown?.column ? columnOf(shown, shown.column) : null;
};
/** A change of the column shown. */
const changeShown = (facts: TourFacts, changed: Partial<ColumnState>): Change =>
  changeColumn(dataset(facts)?.column ?? '', changed);
/** One after the other. */
const both =
  (...changes: Change[]): Change =>
  (state) =>
    changes.reduce((before, change) => change(before), state);
/** Rounded as a person would type it. */
const round = (value: number): number => Number(value.toPrecision(4));

const histogram = ['[role="application"][aria-label^="Histogram"]'];
const section = (title: string): string => `aside section[data-title="${title}"]`;

/** The tour, in the order in which it is told. Text is what a person reads beside the thing itself. */
export const tourStops: readonly TourStop[] = [
  {
    id: 'bars',
    step: 1,
    view: 'distribution',
    columns: 1,
    title: 'Bars and a curve',
    text: 'The height of a bar is a density: a share per unit of the axis. Its area is a probability. The curve is the normal that fits best, and the area under all of it is 1.',
    target: histogram,
    arrange: () => both(showView('distribution'), changeDistribution({ vertical: 'density' })),
    task: {
      kind: 'change',
      text: 'Drag across the chart to choose an interval.',
      done: (now) => column(now)?.interval != null,
      show: (facts) =>
        facts.fit && {
          label: 'Choose an interval',
          change: changeShown(facts, { interval: [round(facts.fit.mean), round(facts.fit.mean + facts.fit.sd)] }),
        },
    },
  },
  {
    id: 'area',
    step: 1,
    view: 'distribution',
    columns: 1,
    title: 'An area is a probability',
    text: 'P(model) is the area under the curve above your interval; observed is the share of rows that really lie there. Where the two differ, the model is wrong about these rows.',
    target: [section('Interval')],
    arrange: null,
    task: {
      kind: 'press',
      text: 'Press the number beside P(model) to see how it comes about.',
      press: `${section('Interval')} .row button.value[aria-expanded="false"]`,
      done: `${section('Interval')} .derivation`,
    },
  },
  {
    id: 'unit',
    step: 1,
    view: 'distribution',
    columns: 1,
    title: 'A density may exceed 1',
    text: 'Measure the same column in another unit, and every height changes while every area stays. So a height cannot be a probability.',
    target: [section('Density is not probability')],
    arrange: null,
    task: {
      kind: 'change',
      text: 'Move the slider until the peak is above 1.',
      done: (now, begun) => (column(now)?.unit ?? 1) !== (column(begun)?.unit ?? 1),
      show: (facts) =>
        facts.fit && {
          label: 'Change the unit',
          change: changeShown(facts, {
            unit: [1, 2, 5, 10, 60, 100, 1000].find((unit) => unit > 2.6 * facts.fit!.sd) ?? 1000,
          }),
        },
    },
  },
  {
    id: 'sampling',
    step: 1,
    view: 'sampling',
    columns: 1,
    title: 'The central limit theorem',
    text: 'Above is the population, in the middle one sample of N values, below the means of very many such samples. However the population looks, the means are nearly normal, and their spread is σ/√N.',
    target: ['[role="toolbar"][aria-label="Sampling"]', 'main .view'],
    arrange: () => showView('sampling'),
    task: {
      kind: 'change',
      text: 'Raise N, and watch the means draw together.',
      done: (now, begun) => (dataset(now)?.sampling.size ?? 0) > (dataset(begun)?.sampling.size ?? 0),
      show: (facts) => ({
        label: 'Raise N',
        change: changeSampling({ size: 4 * (dataset(facts)?.sampling.size ?? 10) }),
      }),
    },
  },
  {
    id: 'drag',
    step: 2,
    view: 'distribution',
    columns: 1,
    title: 'How likely are these rows?',
    text: 'Every choice of μ and σ makes the rows more or less likely. The log-likelihood ℓ sums that up over all rows; the likelihood itself would be a product too small to write down.',
    target: [section('Normal model')],
    arrange: (open) =>
      both(showView('distribution'), (state) =>
        changeColumn(datasetOf(state)?.column ?? open?.columns[0]?.name ?? '', { unit: 1, interval: null })(state),
      ),
    task: {
      kind: 'change',
      text: 'Drag μ here, or its handle on the curve, and watch ℓ fall.',
      done: (now) => column(now)?.model != null,
      show: (facts) =>
        facts.fit && {
          label: 'Move μ',
          change: changeShown(facts, { model: { mean: round(facts.fit.mean + facts.fit.sd / 2), sd: facts.fit.sd } }),
        },
    },
  },
  {
    id: 'maximum',
    step: 2,
    view: 'distribution',
    columns: 1,
    title: 'The highest point',
    text: 'Two slices through ℓ(μ, σ): one as μ moves, one as σ does. The dot is where you are. Maximum likelihood is the top of both, and for a normal it has a closed form: the mean, and σ̂ with ÷ n.',
    target: ['section[aria-label="Log-likelihood"]'],
    arrange: () => changeDistribution({ lower: 'both' }),
    task: {
      kind: 'change',
      text: 'Press Back to the fit in the inspector.',
      done: (now) => column(now)?.model == null,
      show: (facts) => ({ label: 'Back to the fit', change: changeShown(facts, { model: null }) }),
    },
  },
  {
    id: 'divisor',
    step: 2,
    view: 'distribution',
    columns: 1,
    title: 'n or n − 1?',
    text: 'σ̂ divides by n: that is the maximum. s divides by n − 1, which is right on average over samples. Programs differ in which they print; here both stand with their names.',
    target: [section('Maximum likelihood')],
    arrange: null,
    task: {
      kind: 'press',
      text: 'Press σ̂ and see the formula with your numbers in it.',
      press: `${section('Maximum likelihood')} .row:nth-of-type(2) button.value[aria-expanded="false"]`,
      done: `${section('Maximum likelihood')} .derivation`,
    },
  },
  {
    id: 'surface',
    step: 2,
    view: 'likelihood',
    columns: 1,
    title: 'The whole surface',
    text: 'Every point is a pair (μ, σ), every line a height of ℓ. The lines are also confidence regions: far inside, the rows cannot tell the parameters apart.',
    target: ['section[aria-label^="Log-likelihood of"]'],
    arrange: () => showView('likelihood'),
    task: {
      kind: 'change',
      text: 'Drag the point away from the maximum.',
      done: (now) => column(now)?.model != null,
      show: (facts) =>
        facts.fit && {
          label: 'Move the point',
          change: changeShown(facts, {
            model: { mean: round(facts.fit.mean + facts.fit.sd / 12), sd: round(facts.fit.sd * 1.05) },
          }),
        },
    },
  },
  {
    id: 'ellipses',
    step: 3,
    view: 'pair',
    columns: 2,
    title: 'Two columns together',
    text: 'Covariance says how two columns vary together. Each ellipse should hold a stated share of the rows, and says how many it does hold. In two dimensions 1σ holds 39 %, not 68 %.',
    target: ['main .view section'],
    arrange: () =>
      both(showView('pair'), (state) => changeColumn(datasetOf(state)?.column ?? '', { model: null })(state)),
    task: {
      kind: 'change',
      text: 'Add the ellipse of 1σ in the inspector.',
      done: (now) => dataset(now)?.pair.levels.some(({ by, value }) => by === 'sigma' && value === 1) ?? false,
      show: (facts) => ({
        label: 'Add an ellipse',
        change: changePair({ levels: [{ by: 'sigma', value: 1 }, ...(dataset(facts)?.pair.levels ?? [])] }),
      }),
    },
  },
  {
    id: 'distance',
    step: 3,
    view: 'pair',
    columns: 2,
    title: 'Distance in standard deviations',
    text: 'Mahalanobis distance counts standard deviations of the direction: a row may be near in each column alone and far from both together. The farthest rows are listed with their D².',
    target: [section('Far rows')],
    arrange: null,
    task: {
      kind: 'change',
      text: 'Colour the rows by distance, in the section Look below.',
      done: (now) => dataset(now)?.pair.colour === 'distance',
      show: () => ({ label: 'Colour by distance', change: changePair({ colour: 'distance' }) }),
    },
  },
  {
    id: 'rotation',
    step: 3,
    view: 'pair',
    columns: 2,
    title: 'A rotation keeps every length',
    text: 'Turn the rows to the axes of the ellipse, y = Qᵀ(x − μ): no distance changes, and the columns become uncorrelated. Divide each axis by its √λ too, and the ellipse is a circle.',
    target: ['[role="toolbar"][aria-label="Pair"]'],
    arrange: null,
    task: {
      kind: 'change',
      text: 'Choose Rotated, then Whitened.',
      done: (now) => dataset(now)?.pair.coordinates !== 'original',
      show: () => ({ label: 'Rotate', change: changePair({ coordinates: 'rotated' }) }),
    },
  },
  {
    id: 'covariance',
    step: 3,
    view: 'covariance',
    columns: 2,
    title: 'Change Σ and see',
    text: 'Here the covariance is yours to set: by handles, by correlation and angle, or by eigenvalues. The ellipse, its axes and the distance of a point follow line by line.',
    target: ['main .view section', 'main .view'],
    arrange: () => showView('covariance'),
    task: {
      kind: 'change',
      text: 'Drag a handle of the ellipse, or move a slider of the inspector.',
      done: (now, begun) =>
        JSON.stringify(dataset(now)?.covariance.covariance) !== JSON.stringify(dataset(begun)?.covariance.covariance),
      show: (facts) => {
        const [[xx, xy], [, yy]] = (dataset(facts)?.covariance ?? defaultCovariance).covariance;
        return {
          label: 'Turn the ellipse',
          change: changePlayground({
            covariance: [
              [xx, -xy],
              [-xy, yy],
            ],
          }),
        };
      },
    },
  },
  {
    id: 'mixture',
    step: 4,
    view: 'mixture',
    columns: 2,
    title: 'Two populations?',
    text: 'A mixture is a weighted sum of Gaussians. It has several humps and is itself no Gaussian. Which component a row came from is not in the table: each row has a responsibility of every component.',
    target: ['main .view section'],
    arrange: () => showView('mixture'),
    task: {
      kind: 'change',
      text: 'Above the chart choose Doubt: rows between the components stand out.',
      done: (now) => dataset(now)?.mixture.colour === 'uncertainty',
      show: () => ({ label: 'Colour by uncertainty', change: changeMixture({ colour: 'uncertainty' }) }),
    },
  },
  {
    id: 'em',
    step: 4,
    view: 'mixture',
    columns: 2,
    title: 'EM, step by step',
    text: 'The logarithm of a sum has no closed-form maximum. EM climbs instead: E divides every row among the components, M fits each component to its share. No step lowers ℓ.',
    target: ['section[aria-label="About the fit"]'],
    arrange: () => changeMixture({ lower: 'em', colour: 'component' }),
    task: {
      kind: 'press',
      text: 'Press Watch EM.',
      press: 'section[aria-label="About the fit"] .bar button.primary',
      done: 'section[aria-label="About the fit"] output.step',
    },
  },
  {
    id: 'generator',
    step: 4,
    view: 'generator',
    columns: 2,
    title: 'A mixture draws rows',
    text: 'Read forwards, a mixture is a recipe: draw a component z by its weight, then a row x from that component. With z known the maximum has a closed form; without it there is EM.',
    target: ['[role="toolbar"][aria-label="Generator"]'],
    arrange: () => showView('generator'),
    task: {
      kind: 'change',
      text: 'Choose “z known or not” and compare the two answers.',
      done: (now) => dataset(now)?.generator.stage === 'known',
      show: () => ({ label: 'Compare known and unknown z', change: changeGenerator({ stage: 'known' }) }),
    },
  },
  {
    id: 'compare',
    step: 4,
    view: 'compare',
    columns: 2,
    title: 'One or several?',
    text: 'More components always fit better. AIC, BIC and ICL charge for them, each in its own way, and the sentence says why they agree or not.',
    target: ['main .view .bar'],
    arrange: () => showView('compare'),
    task: {
      kind: 'change',
      text: 'Choose another criterion, and see which model is the best by it.',
      done: (now, begun) => dataset(now)?.compare.criterion !== dataset(begun)?.compare.criterion,
      show: (facts) => {
        const criterion = dataset(facts)?.compare.criterion === 'icl' ? 'bic' : 'icl';
        return { label: 'Change the criterion', change: changeCompare({ criterion, sortBy: criterion }) };
      },
    },
  },
  {
    id: 'end',
    step: 4,
    view: null,
    columns: 1,
    title: 'That was the tour',
    text: 'When you leave, everything is as it was before. The glossary explains every word (Alt+G), and every number shows its formula when you press it.',
    target: [],
    arrange: null,
    task: null,
  },
];

import type { Component } from 'svelte';
import BarChart from '@lucide/svelte/icons/chart-column';
import Dices from '@lucide/svelte/icons/dices';
import Scale from '@lucide/svelte/icons/scale';
import Shapes from '@lucide/svelte/icons/shapes';
import ScatterChart from '@lucide/svelte/icons/chart-scatter';
import Layers from '@lucide/svelte/icons/layers';
import Ellipse from '@lucide/svelte/icons/orbit';
import Mountain from '@lucide/svelte/icons/mountain';
import Table from '@lucide/svelte/icons/table-2';
import CompareInspector from './compare/CompareInspector.svelte';
import CompareView from './compare/CompareView.svelte';
import CovarianceInspector from './covariance/CovarianceInspector.svelte';
import CovarianceView from './covariance/CovarianceView.svelte';
import DataInspector from './data/DataInspector.svelte';
import DataView from './data/DataView.svelte';
import DistributionInspector from './distribution/DistributionInspector.svelte';
import DistributionView from './distribution/DistributionView.svelte';
import LikelihoodInspector from './likelihood/LikelihoodInspector.svelte';
import LikelihoodView from './likelihood/LikelihoodView.svelte';
import GeneratorInspector from './generator/GeneratorInspector.svelte';
import GeneratorView from './generator/GeneratorView.svelte';
import MixtureInspector from './mixture/MixtureInspector.svelte';
import MixtureView from './mixture/MixtureView.svelte';
import PairInspector from './pair/PairInspector.svelte';
import PairView from './pair/PairView.svelte';
import SamplingInspector from './sampling/SamplingInspector.svelte';
import SamplingView from './sampling/SamplingView.svelte';

/** A view of a table: a tab, what fills the middle of the window, and what stands at its right. */
export interface View {
  /** Kept in the session. */
  id: string;
  title: string;
  icon: Component<{ size?: number }>;
  main: Component;
  inspector: Component | null;
}

/** In the order of the tabs. */
export const views: readonly View[] = [
  {
    id: 'distribution',
    title: 'Distribution',
    icon: BarChart,
    main: DistributionView,
    inspector: DistributionInspector,
  },
  { id: 'pair', title: 'Pair', icon: ScatterChart, main: PairView, inspector: PairInspector },
  { id: 'mixture', title: 'Mixture', icon: Shapes, main: MixtureView, inspector: MixtureInspector },
  { id: 'compare', title: 'Compare', icon: Scale, main: CompareView, inspector: CompareInspector },
  { id: 'data', title: 'Data', icon: Table, main: DataView, inspector: DataInspector },
  { id: 'sampling', title: 'Sampling', icon: Layers, main: SamplingView, inspector: SamplingInspector },
  {
    id: 'likelihood',
    title: 'Likelihood',
    icon: Mountain,
    main: LikelihoodView,
    inspector: LikelihoodInspector,
  },
  {
    id: 'covariance',
    title: 'Covariance',
    icon: Ellipse,
    main: CovarianceView,
    inspector: CovarianceInspector,
  },
  { id: 'generator', title: 'Generator', icon: Dices, main: GeneratorView, inspector: GeneratorInspector },
];

export function viewById(id: string): View {
  return views.find((view) => view.id === id) ?? (views[0] as View);
}

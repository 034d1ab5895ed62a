import { changeDataset, type Change } from './changes.ts';
import type { SamplingState } from './sampling-state.ts';

/** Changes what is drawn, or how it is looked at. */
export const changeSampling = (changed: Partial<SamplingState>): Change =>
  changeDataset(({ sampling }) => ({ sampling: { ...sampling, ...changed } }));

import { changeDataset, type Change } from './changes.ts';
import type { GeneratorState } from './generator-state.ts';

export const changeGenerator = (changed: Partial<GeneratorState>): Change =>
  changeDataset(({ generator }) => ({ generator: { ...generator, ...changed } }));

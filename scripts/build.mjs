// `npm run build`: packages where they are missing, kernels, and the app into `out/`.
import { build } from './ensure-build.mjs';
import { ensureDependencies } from './ensure-dependencies.mjs';
import { orExplain } from './or-explain.mjs';

await orExplain(async () => {
  await ensureDependencies();
  await build();
});

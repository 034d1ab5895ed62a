// Who may import whom. The reasons are in ARCHITECTURE.md; scripts/import-map.test.ts plants a breach of every rule.
const engine = 'src/main/engine';
const hosts = 'src/main/hosts';
const renderer = 'src/renderer/src';
const optionBuilders = `${renderer}/charts/[^/]+-option\\.ts`;
/** What hosts with a window have in common: the page, the settings, the requests that a host answers itself. */
const hostParts = [`${hosts}/assets`, `${hosts}/settings`, `${hosts}/requests`];
const optionParts = `${renderer}/charts/options`;

/** Folder → what it may import besides itself; entries are regular expressions. Read it downwards: data flows the same way. */
const layers = {
  'src/shared/statistics': [],
  'src/shared/contract': ['src/shared/statistics'],
  'src/shared/picture': [],
  [`${engine}/kernels`]: [],
  [`${engine}/dataset`]: [`${engine}/kernels`, 'src/shared'],
  [`${engine}/statistics`]: [`${engine}/kernels`, 'src/shared/statistics'],
  [`${engine}/workers`]: [`${engine}/dataset`, `${engine}/statistics`, `${engine}/kernels`, 'src/shared'],
  [`${engine}/engine\\.ts`]: [`${engine}/requests`, `${engine}/workers`, `${engine}/dataset`, 'src/shared'],
  [`${engine}/requests`]: [`${engine}/workers`, `${engine}/dataset`, `${engine}/statistics`, 'src/shared'],
  [`${hosts}/electron`]: [`${engine}/engine\\.ts`, 'src/shared', ...hostParts],
  [`${hosts}/loopback`]: [`${engine}/engine\\.ts`, 'src/shared', ...hostParts],
  [`${hosts}/cli`]: [
    `${engine}/engine\\.ts`,
    'src/shared',
    `${hosts}/assets`,
    `${renderer}/view-models`,
    optionBuilders,
    optionParts,
  ],
  [`${hosts}/assets`]: [],
  [`${hosts}/settings`]: ['src/shared/contract'],
  [`${hosts}/requests`]: [`${hosts}/settings`, 'src/shared/contract'],
  'src/preload': ['src/shared/contract'],
  [`${renderer}/transport`]: ['src/shared/contract'],
  [`${renderer}/state`]: [`${renderer}/transport`, 'src/shared'],
  [`${renderer}/view-models`]: ['src/shared/statistics', 'src/shared/picture'],
  [`${renderer}/charts`]: [`${renderer}/view-models`, 'src/shared/statistics'],
  [`${renderer}/controls`]: [],
  [`${renderer}/panels`]: ['state', 'view-models', 'charts', 'controls']
    .map((folder) => `${renderer}/${folder}`)
    .concat('src/shared'),
};

/** Library → its homes. */
const homes = {
  papaparse: [`${engine}/dataset`],
  hyparquet: [`${engine}/dataset`],
  'ml-matrix': [`${engine}/statistics/linear-algebra`],
  'pure-rand': [`${engine}/statistics/random`],
  '@stdlib': ['src/shared/statistics', `${engine}/statistics`],
  valibot: ['src/shared/contract'],
  ws: [`${hosts}/loopback`],
  echarts: [`${renderer}/charts`, `${hosts}/cli`],
  '@resvg': [`${hosts}/cli`],
  electron: [`${hosts}/electron`, 'src/preload'],
};

/** Runs anywhere: no Node. (No DOM either; the compiler sees to that.) */
const pure = ['src/shared', `${engine}/statistics`, `${engine}/kernels`, `${renderer}/view-models`, optionBuilders];

const tests = '\\.(test|suite)\\.ts$';
const under = (folders) => folders.map((folder) => `^${folder}(/|$)`);
const rule = (name, from, to) => ({ name, severity: 'error', from: { pathNot: tests, ...from }, to });

export default {
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.as\\.ts$' },
    tsConfig: { fileName: 'tsconfig.base.json' },
  },
  forbidden: [
    ...Object.entries(layers).map(([from, to]) =>
      rule(`${from} imports too much`, { path: under([from]) }, { path: '^src/', pathNot: under([from, ...to]) }),
    ),
    ...Object.entries(homes).map(([library, folders]) =>
      rule(
        `${library} has its home`,
        { path: '^src/', pathNot: [...under(folders), tests] },
        { path: `(^|/)node_modules/${library}/` },
      ),
    ),
    rule('pure code needs no Node', { path: under(pure) }, { dependencyTypes: ['core'] }),
    rule('an option builder mounts nothing', { path: under([optionBuilders]) }, { path: '\\.svelte(\\.ts)?$' }),
    rule(
      'closed forms stay small',
      { path: under(['src/shared/statistics']) },
      { path: '(^|/)node_modules/', pathNot: '(^|/)node_modules/@stdlib/' },
    ),
    rule('nothing imports what stands outside src', { path: '^src/' }, { path: '^(bench|e2e|scripts)/' }),
  ],
};

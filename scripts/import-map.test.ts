import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** Every rule of the import map, proved by a breach planted in a stub of the source tree. */

interface Rule {
  name: string;
  from: { path: string | string[]; pathNot?: string | string[] };
  to: { path?: string | string[]; pathNot?: string | string[] };
}
interface Violation {
  rule: { name: string };
  from: string;
  to: string;
}

const root = resolve(import.meta.dirname, '..');
const { default: importMap } = (await import(join(root, '.dependency-cruiser.mjs'))) as {
  default: { forbidden: Rule[] };
};
const rules = importMap.forbidden;
const layerRules = rules.filter(({ name }) => name.endsWith('imports too much'));
const homeRules = rules.filter(({ name }) => name.endsWith('has its home'));

const listed = (paths: string | string[] | undefined): string[] => (paths === undefined ? [] : [paths].flat());
const matches = (paths: string | string[] | undefined, path: string): boolean =>
  listed(paths).some((pattern) => new RegExp(pattern).test(path));

/** A file that a rule's pattern names: of a folder, one in it. */
function fileOf(pattern: string): string {
  const path = pattern
    .replace(/^\^/, '')
    .replace(/\(\/\|\$\)$/, '')
    .replace('[^/]+', 'breach')
    .replaceAll('\\', '');
  return path.endsWith('.ts') ? path : `${path}/breach.ts`;
}

/** Places far apart: every layer is forbidden at least one of them. */
const places = [
  'src/main/hosts/electron/place.ts',
  'src/main/hosts/loopback/place.ts',
  'src/renderer/src/panels/place.ts',
  'src/main/engine/dataset/place.ts',
];

const tree = mkdtempSync(join(tmpdir(), 'bellwether-import-map-'));
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(tree, path)), { recursive: true });
  writeFileSync(join(tree, path), text);
};
const importing = (from: string, to: string): string => `import '${posix.relative(posix.dirname(from), to)}';\n`;

function violations(): Violation[] {
  const tool = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const { stdout, stderr } = spawnSync(process.execPath, [tool, 'src', '--output-type', 'json'], {
    cwd: tree,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

let found: Violation[] = [];
const breached = (name: string, from: string): boolean =>
  found.some((violation) => violation.rule.name === name && violation.from === from);

interface Breach {
  rule: string;
  from: string;
  text: string;
}

const libraryOf = ({ name }: Rule): string => {
  const library = name.replace(' has its home', '');
  return library.startsWith('@') && !library.includes('/') ? `${library}/stub` : library;
};

const breaches: Breach[] = [
  ...layerRules.map((rule): Breach => {
    const from = fileOf(listed(rule.from.path)[0] ?? '');
    const to = places.find((place) => place !== from && !matches(rule.to.pathNot, place));
    if (to === undefined) throw new Error(`${rule.name}: everything is allowed`);
    return { rule: rule.name, from, text: importing(from, to) };
  }),
  ...homeRules.map((rule): Breach => {
    const from = ['src/renderer/src/controls', 'src/main/hosts/assets']
      .map((folder) => `${folder}/${rule.name.replaceAll(/\W/g, '-')}.ts`)
      .find((path) => !matches(rule.from.pathNot, path));
    if (from === undefined) throw new Error(`${rule.name}: it is at home everywhere`);
    return { rule: rule.name, from, text: `import '${libraryOf(rule)}';\n` };
  }),
  ...[
    'src/shared/statistics',
    'src/shared/contract',
    'src/main/engine/statistics',
    'src/main/engine/kernels',
    'src/renderer/src/view-models',
  ].map((folder): Breach => {
    return { rule: 'pure code needs no Node', from: `${folder}/reads.ts`, text: "import 'node:fs';\n" };
  }),
  {
    rule: 'pure code needs no Node',
    from: 'src/renderer/src/charts/reading-option.ts',
    text: "import { readFileSync } from 'fs';\nreadFileSync('');\n",
  },
  {
    rule: 'an option builder mounts nothing',
    from: 'src/renderer/src/charts/mounting-option.ts',
    text: "import './Chart.svelte';\n",
  },
  {
    rule: 'closed forms stay small',
    from: 'src/shared/statistics/large.ts',
    text: "import 'papaparse';\n",
  },
  {
    rule: 'nothing imports what stands outside src',
    from: 'src/main/hosts/cli/outside.ts',
    text: importing('src/main/hosts/cli/outside.ts', 'scripts/chore.ts'),
  },
  // The map reads Svelte components, and types count like values.
  {
    rule: 'src/renderer/src/panels imports too much',
    from: 'src/renderer/src/panels/Reaching.svelte',
    text: `<script lang="ts">\n  import '../transport/connect.ts';\n</script>\n`,
  },
  {
    rule: 'src/main/hosts/cli imports too much',
    from: 'src/main/hosts/cli/typed.ts',
    text: "import type { State } from '../../../renderer/src/state/state.ts';\nexport type Mine = State;\n",
  },
];

beforeAll(() => {
  for (const file of ['.dependency-cruiser.mjs', 'tsconfig.base.json'])
    copyFileSync(join(root, file), join(tree, file));
  write('package.json', '{ "type": "module" }');
  for (const place of places) write(place, 'export {};\n');
  write('src/renderer/src/charts/Chart.svelte', '<p></p>\n');
  write('src/renderer/src/transport/connect.ts', 'export {};\n');
  write('src/renderer/src/state/state.ts', 'export type State = number;\n');
  write('scripts/chore.ts', 'export {};\n');
  for (const library of new Set(['papaparse', ...homeRules.map(libraryOf)])) {
    write(`node_modules/${library}/package.json`, `{ "name": "${library}", "version": "1.0.0", "main": "index.js" }`);
    write(`node_modules/${library}/index.js`, '');
  }
  for (const { from, text } of breaches) write(from, text);
  found = violations();
}, 60_000);

afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the import map', () => {
  test('has a breach planted for every rule', () => {
    const planted = new Set(breaches.map(({ rule }) => rule));
    expect(rules.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  });

  test.each(breaches.map(({ rule, from }) => [rule, from] as const))('%s: reported in %s', (rule, from) => {
    expect(breached(rule, from)).toBe(true);
  });

  test('reports nothing where nothing was planted', () => {
    const planted = new Set(breaches.map(({ from }) => from));
    expect(found.map(({ from }) => from).filter((from) => !planted.has(from))).toEqual([]);
  });
});

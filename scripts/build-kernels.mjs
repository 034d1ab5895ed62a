// Compiles every kernel source (src/main/engine/kernels/*.as.ts, AssemblyScript) to a WebAssembly module and writes it
// as a TypeScript module of base64 text under kernels/compiled, because a kernel reads no file.
// A source whose first line says `// features: …` asks for more than SIMD over its own memory:
//   shared   the memory is imported and shared between threads
// A file named *.part.as.ts holds functions that kernels import, and is no kernel of its own.
// A source too repetitive to be written out is <loop>.as.mjs, a module whose default export is the AssemblyScript text.
// Run again at any time: kernels are compiled only when a source, this script or the compiler's version changed.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, existsSync, writeFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const kernels = join(dirname(fileURLToPath(import.meta.url)), '../src/main/engine/kernels');
const compiled = join(kernels, 'compiled');

/** @returns {Promise<number>} how many kernels were compiled */
export async function buildKernels() {
  mkdirSync(compiled, { recursive: true });
  const all = readdirSync(kernels).filter((file) => file.endsWith('.as.ts'));
  const parts = all
    .filter((file) => file.endsWith('.part.as.ts'))
    .map((file) => readFileSync(join(kernels, file), 'utf8'));
  const sources = all
    .filter((file) => !file.endsWith('.part.as.ts'))
    .concat(readdirSync(kernels).filter((file) => file.endsWith('.as.mjs')));
  const wanted = new Set(sources.map((file) => file.replace(/\.as\.m?[jt]s$/, '.ts')));
  for (const file of readdirSync(compiled)) if (!wanted.has(file)) rmSync(join(compiled, file));
  const { version } = JSON.parse(
    readFileSync(join(kernels, '../../../../node_modules/assemblyscript/package.json'), 'utf8'),
  );
  let count = 0;
  for (const file of sources) {
    const source = await sourceOf(file);
    const stamp = createHash('sha256')
      .update([source, ...parts].join('\n'))
      .update(readFileSync(fileURLToPath(import.meta.url)))
      .update(version)
      .digest('hex')
      .slice(0, 16);
    const target = join(compiled, file.replace(/\.as\.m?[jt]s$/, '.ts'));
    if (existsSync(target) && readFileSync(target, 'utf8').includes(stamp)) continue;
    const features = /^\/\/ features: (.*)$/m.exec(source.split('\n', 1)[0])?.[1].split(/[ ,]+/) ?? [];
    const bytes = await compile(file.replace('.mjs', '.ts'), source, features);
    writeFileSync(
      target,
      `// Made by scripts/build-kernels.mjs from ${file}, ${stamp}. Not kept in git.\n` +
        `/** The compiled module, base64. */\nexport const module = '${Buffer.from(bytes).toString('base64')}';\n`,
    );
    count++;
  }
  return count;
}

async function sourceOf(file) {
  const path = join(kernels, file);
  return file.endsWith('.mjs') ? (await import(pathToFileURL(path).href)).default : readFileSync(path, 'utf8');
}

async function compile(file, source, features) {
  const { default: asc } = await import('assemblyscript/asc');
  const written = new Map();
  const shared = features.includes('shared');
  const { error, stderr } = await asc.main(
    [
      file,
      '--outFile',
      'kernel.wasm',
      '-O3',
      '--noAssert',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--initialMemory',
      '1',
    ].concat(shared ? ['--enable', 'threads', '--importMemory', '--sharedMemory', '--maximumMemory', '65536'] : []),
    {
      readFile: (name) => {
        if (name === file) return source;
        return existsSync(join(kernels, name)) ? readFileSync(join(kernels, name), 'utf8') : null;
      },
      writeFile: (name, contents) => void written.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${file} does not compile:\n${stderr.toString()}`);
  return written.get('kernel.wasm');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const count = await buildKernels();
  console.log(count === 0 ? 'kernels are up to date' : `${count} kernels compiled`);
}

import { expect, test } from 'vitest';
import { fillUniforms, uniformState } from './uniforms.ts';
import { fillUniforms as fillUniformsWasm } from './uniforms-wasm.ts';

// The first outputs for the state 1, 2, 3, 4, printed by test-data/random/xoshiro256plusplus.py.
const outputs = [
  41943041n,
  58720359n,
  3588806011781223n,
  3591011842654386n,
  9228616714210784205n,
  9973669472204895162n,
  14011001112246962877n,
  12406186145184390807n,
  15849039046786891736n,
  10450023813501588000n,
];

test.each([
  ['plain loop', fillUniforms],
  ['kernel', fillUniformsWasm],
])('%s: the numbers of xoshiro256++ as published', (_, fill) => {
  const out = new Float64Array(outputs.length);
  fill(BigUint64Array.of(1n, 2n, 3n, 4n), out);
  expect([...out]).toEqual(outputs.map((bits) => Number(bits >> 11n) / 2 ** 53));
});

test('kernel and plain loop: the same bits and the same state after any number of draws', () => {
  const [plain, kernel] = [uniformState(7, 3), uniformState(7, 3)];
  for (const count of [1, 0, 2, 1000, 4096]) {
    const [a, b] = [new Float64Array(count), new Float64Array(count)];
    fillUniforms(plain, a);
    fillUniformsWasm(kernel, b);
    expect(b).toEqual(a);
    expect(kernel).toEqual(plain);
  }
});

test('neighbouring seeds and streams share no state', () => {
  const states = [0, 1, 2, 3].flatMap((seed) => [0, 1, 2, 3].map((stream) => uniformState(seed, stream).join()));
  expect(new Set(states).size).toBe(16);
});

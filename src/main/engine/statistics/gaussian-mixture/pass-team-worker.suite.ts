import { workerData } from 'node:worker_threads';
import type { EmRows } from '../../kernels/em.ts';
import { serveChunks, type TeamMemory } from './pass-team.ts';

// The entry of the helper threads that pass-team.test.ts starts.
const { rows, memory } = workerData as { rows: Omit<EmRows, 'centre' | 'factor'>; memory: TeamMemory };
serveChunks(rows, memory);

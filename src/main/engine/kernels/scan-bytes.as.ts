// One look at a block of bytes before any cell is read. The plain twin is scan-bytes.ts.
export { resetLines, countLines, outside, inside, oddQuotes, startHash, addToHash, endHash } from './scan.part.as';

import { readTable } from './read-table.ts';

const rows = 3000;
/** After so many tables the reader's loops have been compiled by the optimising compiler. */
const rounds = 24;

/**
 * Reads a small table over and over, so that the first file a person opens meets compiled code: about 0.2 s of one thread, while
 * the window comes up. Ends between two rounds when it is to stop.
 */
export async function warmUp(shouldStop: () => boolean): Promise<void> {
  const bytes = tableOfEverything();
  // Small blocks: what happens once per block must have happened often.
  const hooks = { blockBytes: 1 << 13 };
  for (let round = 0; round < rounds && !shouldStop(); round++) await readTable({ bytes, name: 'warm-up' }, {}, hooks);
}

/** Every kind of cell that files are full of. */
function tableOfEverything(): Uint8Array<SharedArrayBuffer> {
  let text = 'id,amount,measure,change,group,place,day\n';
  for (let row = 0; row < rows; row++) {
    const x = Math.sin(row) * 1000;
    const place = row % 5 === 0 ? '"East, upper"' : `place-${row % 700}`;
    const day = `20${10 + (row % 13)}-0${1 + (row % 9)}-${10 + (row % 18)}`;
    text += `${row},${x.toFixed(2)},${x / 7},${row % 10 === 0 ? 'NA' : (x * 1e-9).toExponential(8)},g${row % 4},${place},${day}\n`;
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(text.length));
  bytes.set(Buffer.from(text, 'latin1'));
  return bytes;
}

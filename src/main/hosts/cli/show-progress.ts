import type { TasksProgress } from '../../../shared/contract/mixture-requests.ts';
import type { LoadProgress } from '../../../shared/contract/requests.ts';

const patienceMs = 1000;

/** Says how far a long reading has come, on one line of a terminal that is overwritten; nothing where nobody looks. */
export function showProgress(file: string, stream: NodeJS.WriteStream = process.stderr) {
  let shown = false;
  return {
    show: ({ bytesRead, bytesTotal, rows, elapsedMs }: LoadProgress): void => {
      if (!stream.isTTY || elapsedMs < patienceMs) return;
      const share = bytesTotal ? ` ${Math.floor((100 * bytesRead) / bytesTotal)} %,` : '';
      stream.write(`\r\u001b[KReading ${file}:${share} ${rows} rows`);
      shown = true;
    },
    end: (): void => {
      if (shown) stream.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** The same for work that consists of many fits. */
export async function showTasks<Result>(
  name: string,
  work: (onProgress: (progress: TasksProgress) => void) => Promise<Result>,
  stream: NodeJS.WriteStream = process.stderr,
): Promise<Result> {
  let shown = false;
  try {
    return await work(({ done, total, elapsedMs }) => {
      if (!stream.isTTY || elapsedMs < patienceMs) return;
      stream.write(`\r\u001b[K${name}: ${done} of ${total}`);
      shown = true;
    });
  } finally {
    if (shown) stream.write('\r\u001b[K');
  }
}

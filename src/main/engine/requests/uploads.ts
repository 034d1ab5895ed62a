import { randomUUID } from 'node:crypto';
import { RequestError } from '../../../shared/contract/errors.ts';
import type { Handlers } from './handlers.ts';

/** Bytes a page sent because the host has no path for them: a dropped or picked file in a browser, a pasted table. */
export interface Upload {
  name: string;
  bytes: Uint8Array<SharedArrayBuffer>;
  received: number;
}

/** Uploads by id. The bytes lie in shared memory, so the thread that reads them gets no copy. */
export class Uploads {
  readonly #uploads = new Map<string, Upload>();

  /** Only complete uploads can be read. @throws {RequestError} `unknown-upload` */
  complete(uploadId: string): Upload {
    const upload = this.#find(uploadId);
    if (upload.received < upload.bytes.length)
      throw new RequestError(
        'unknown-upload',
        `Only ${upload.received} of ${upload.bytes.length} bytes of ${upload.name} arrived: open the file again.`,
      );
    return upload;
  }

  forget(uploadId: string): void {
    this.#uploads.delete(uploadId);
  }

  readonly handlers: Handlers<'upload.start' | 'upload.append'> = {
    'upload.start': ({ name, bytes }) => {
      const uploadId = randomUUID();
      this.#uploads.set(uploadId, { name, bytes: new Uint8Array(allocate(bytes, name)), received: 0 });
      return { uploadId };
    },
    'upload.append': ({ uploadId, chunk }) => {
      const upload = this.#find(uploadId);
      if (upload.received + chunk.length > upload.bytes.length)
        throw new RequestError('bad-request', `${upload.name} sent more bytes than it announced: open the file again.`);
      upload.bytes.set(chunk, upload.received);
      upload.received += chunk.length;
      return { received: upload.received };
    },
  };

  #find(uploadId: string): Upload {
    const upload = this.#uploads.get(uploadId);
    if (upload) return upload;
    throw new RequestError('unknown-upload', 'This upload is no longer known: open the file again.');
  }
}

function allocate(bytes: number, name: string): SharedArrayBuffer {
  try {
    return new SharedArrayBuffer(bytes);
  } catch {
    const gigabytes = (bytes / 2 ** 30).toFixed(1);
    throw new RequestError(
      'too-large',
      `${name} has ${gigabytes} GB, more than the memory there is. Start Bellwether with the file’s path instead: it is then read piece by piece.`,
      { bytes },
    );
  }
}

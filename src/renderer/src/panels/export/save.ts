import type { App } from '../../state/app.svelte.ts';

/**
 * Saves by the host's dialog where it has one, else as a download.
 * @returns false when the person cancelled
 */
export async function saveFile(
  app: App,
  suggestedName: string,
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): Promise<boolean> {
  if (app.host.dialogs) {
    const reply = await app.connection.call('host.save-file', { suggestedName, bytes });
    if (!reply.ok) app.toasts.failure(reply.error);
    const path = reply.ok ? reply.value.path : null;
    if (path !== null) app.toasts.done(`Saved as ${path}.`);
    return path !== null;
  }
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = suggestedName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  app.toasts.done(`Downloaded ${suggestedName}.`);
  return true;
}

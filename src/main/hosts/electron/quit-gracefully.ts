import type { App } from 'electron';

const patienceMs = 3000;

/** Lets the engine end its threads before the process goes: quitting with threads at work crashes. */
export function quitGracefully(app: App, close: () => Promise<void>): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    const patience = new Promise((resolve) => setTimeout(resolve, patienceMs));
    void Promise.race([close(), patience]).finally(() => {
      closed = true;
      app.quit();
    });
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
}

import type { Handlers } from './handlers.ts';

/** The page's own state, kept here so that a reload of the page finds everything again. The engine does not look into it. */
export function serveSession(): Handlers<'session.read' | 'session.write'> {
  let state: string | null = null;
  return {
    'session.read': () => ({ state }),
    'session.write': (params) => {
      state = params.state;
      return null;
    },
  };
}

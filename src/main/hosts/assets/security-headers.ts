/**
 * Headers of every answer to the page. Sent as headers and not as a meta tag, because the development server needs a
 * looser policy than the built page.
 *
 * `style-src-attr 'unsafe-inline'` is for charts and floating panels, which position elements with inline styles; no
 * script and no style sheet can be written into the page.
 * @param connect  further places the page may connect to: the loopback host's own WebSocket address
 */
export function securityHeaders(connect: readonly string[] = []): Record<string, string> {
  return {
    'content-security-policy': policy({
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src-elem': ["'self'"],
      'style-src-attr': ["'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'font-src': ["'self'"],
      'connect-src': ["'self'", ...connect],
      'base-uri': ["'none'"],
      'form-action': ["'none'"],
      'frame-ancestors': ["'none'"],
    }),
    ...always,
  };
}

/** The same while developing: Vite injects style sheets and connects to its own server. */
export function developmentHeaders(): Record<string, string> {
  return {
    'content-security-policy': policy({
      'default-src': ["'self'"],
      'script-src': ["'self'", "'unsafe-inline'"],
      'style-src': ["'self'", "'unsafe-inline'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'connect-src': ["'self'", 'ws:', 'http://localhost:*'],
    }),
    ...always,
  };
}

const always = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
};

const policy = (directives: Record<string, string[]>): string =>
  Object.entries(directives)
    .map(([directive, sources]) => `${directive} ${sources.join(' ')}`)
    .join('; ');

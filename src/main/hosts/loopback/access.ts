import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** What a request must bring, and why it was refused. */
export type Refusal = 'wrong-host' | 'wrong-origin' | 'no-token';

/** 256 bits. */
const secret = (): string => randomBytes(32).toString('base64url');

/**
 * Who may talk to the loopback host. Any page of any website can send requests to 127.0.0.1, and so can other people's
 * programs on this computer; hence three checks: the Host header must name this address (a foreign name that resolves
 * to 127.0.0.1 is DNS rebinding), the Origin, where there is one, must be this server, and the browser must hold the
 * cookie that only the printed address hands out.
 */
export class Access {
  /** In the printed address; good for as long as the server runs. */
  readonly token = secret();
  readonly #cookie = secret();
  readonly #launch = new Set<string>();
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** A token good for one use: command lines of the browser can be seen by other people on this computer. */
  launchToken(): string {
    const token = secret();
    this.#launch.add(token);
    return token;
  }

  /** @returns whether the token of an address is right; a launch token is used up */
  redeem(token: string): boolean {
    return this.#launch.delete(token) || same(token, this.token);
  }

  /** Cookies of 127.0.0.1 are shared by all ports, so the name carries this one. */
  get cookieHeader(): string {
    return `${this.#cookieName}=${this.#cookie}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** Checks a request for anything but the address with the token. */
  refuse(headers: IncomingHttpHeaders): Refusal | null {
    return this.refuseAddress(headers) ?? (this.#holdsCookie(headers.cookie) ? null : 'no-token');
  }

  /** Checks Host and Origin alone. */
  refuseAddress({ host, origin }: IncomingHttpHeaders): Refusal | null {
    const hosts = [`127.0.0.1:${this.#port}`, `localhost:${this.#port}`];
    if (host === undefined || !hosts.includes(host)) return 'wrong-host';
    return origin === undefined || origin === `http://${host}` ? null : 'wrong-origin';
  }

  #holdsCookie(header = ''): boolean {
    return header
      .split(';')
      .map((pair) => pair.trim().split('='))
      .some(([name, value]) => name === this.#cookieName && value !== undefined && same(value, this.#cookie));
  }

  get #cookieName(): string {
    return `bellwether-${this.#port}`;
  }
}

/** Compares in a time that tells nothing about where the two differ. */
function same(given: string, wanted: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

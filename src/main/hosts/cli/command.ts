import type { Engine } from '../../engine/engine.ts';
import type { AppParts } from '../assets/locate-app.ts';

/** 0 done; 1 the input cannot be served; 2 wrong usage. */
export type ExitCode = 0 | 1 | 2;

/** What a command is given besides its arguments. */
export interface CommandContext {
  app: AppParts;
  /** Started by the commands that need it, and closed by whoever runs them. */
  createEngine: () => Engine;
  /** The loopback host, which has arguments of its own. */
  serve: (given: readonly string[]) => Promise<ExitCode>;
}

/** One command of `bellwether`. */
export interface Command {
  /** One line of `bellwether --help`. */
  summary: string;
  /** What `bellwether NAME --help` prints: usage, options, an example. */
  help: string;
  /**
   * @param given  the arguments after the command's name
   * @throws {UsageError} wrong usage
   * @throws {RequestError} the input cannot be served
   */
  run: (given: readonly string[], context: CommandContext) => Promise<ExitCode>;
}

/** The command line is not understood; the message is one sentence. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

import { failureOf } from '../../../shared/contract/errors.ts';
import { UsageError, type Command, type CommandContext, type ExitCode } from './command.ts';
import { chart } from './chart.ts';
import { describe } from './describe.ts';
import { fit } from './fit.ts';
import { open } from './open.ts';
import { sample } from './sample.ts';
import { serve } from './serve.ts';
import { table } from './table.ts';

const commands: Readonly<Record<string, Command>> = { open, serve, describe, fit, table, chart, sample };

/**
 * Runs `bellwether …`. Results go to standard output, everything said about them to standard error; a failure is one
 * sentence, never a stack trace.
 */
export async function runCommand(given: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [name, ...rest] = given;
  if (name === '--version') return say(context.app.version);
  if (name === '--help' || name === '-h' || name === 'help') return say(overview());
  const command = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    const problem = name === undefined ? 'Which command?' : `There is no command “${name}”.`;
    process.stderr.write(`${problem} One of ${Object.keys(commands).join(', ')}; see bellwether --help.\n`);
    return 2;
  }
  if (rest.includes('--help') || rest.includes('-h')) return say(command.help.trim());
  try {
    return await command.run(rest, context);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      process.stderr.write(`${thrown.message} See bellwether ${name} --help.\n`);
      return 2;
    }
    const { message, details } = failureOf(thrown);
    const cause = typeof details.cause === 'string' ? ` (${details.cause})` : '';
    process.stderr.write(`${message}${cause}\n`.replaceAll(/\n(?!$)/g, ' '));
    return 1;
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`);
  return [
    'bellwether COMMAND …: how the numbers in your files are distributed',
    '',
    ...lines,
    '',
    'bellwether COMMAND --help tells more about each. bellwether --version',
  ].join('\n');
}

function say(text: string): ExitCode {
  process.stdout.write(`${text}\n`);
  return 0;
}

import { assertNever } from '../../shared/assert-never.ts';
import { AppError, failureText } from '../../shared/failure.ts';
import { errorLine } from '../../shared/run/error-line.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { parseCommand, type Command } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

/** Runs one command line and ends the process with its exit status. */
export async function runCommandLine(args: readonly string[]): Promise<void> {
  process.stdout.on('error', onLostReader);
  process.stderr.on('error', onLostWarnings);
  process.on('uncaughtException', (error) => void dieOf(error));
  const status = await perform(args);
  await written(process.stdout);
  await written(process.stderr);
  process.exit(status);
}

async function perform(args: readonly string[]): Promise<ExitStatus> {
  try {
    return await dispatch(parseCommand(args));
  } catch (error) {
    process.stderr.write(`${await explain(error)}\n`);
    if (args.includes('--jsonl')) process.stdout.write(`${errorLine(await withoutSecrets(failureText(error)))}\n`);
    return error instanceof AppError && INVALID.has(error.code) ? EXIT.invalid : EXIT.failed;
  }
}

/** What the user can mend by writing another command line, or a better file. */
const INVALID: ReadonlySet<AppError['code']> = new Set(['usage', 'invalid-file', 'unwritable-file', 'run-not-found']);

/** Each command is loaded when it is used: `validate` needs neither SQLite nor a provider's package. */
async function dispatch(command: Command): Promise<ExitStatus> {
  switch (command.type) {
    case 'help':
      return print((await import('./help-text.ts')).HELP_TEXT);
    case 'version':
      return print(`${(await import('../version.ts')).troupeVersion()}\n`);
    case 'validate':
      return (await import('./validate-command.ts')).validate(command);
    case 'export':
      return (await import('./export-command.ts')).exportFile(command);
    case 'run':
      return (await import('./run-command.ts')).run(command);
    case 'resume':
      return (await import('./run-command.ts')).resume(command);
    case 'replay':
      return (await import('./replay-command.ts')).replay(command);
    case 'runs-list':
    case 'runs-show':
    case 'runs-export':
    case 'runs-files':
      return (await import('./runs-command.ts')).runs(command);
    case 'keys-list':
    case 'keys-set':
    case 'keys-remove':
      return (await import('./keys-command.ts')).keys(command);
    case 'open':
      return (await import('./open-command.ts')).open(command);
    case 'serve':
      return (await import('./serve-command.ts')).serve(command);
    case 'packs':
      return (await import('./packs-command.ts')).packs(command);
    case 'memory':
      return (await import('./memory-command.ts')).memory(command);
    case 'doctor':
      return (await import('./doctor-command.ts')).doctor(command);
    default:
      return assertNever(command);
  }
}

function print(text: string): ExitStatus {
  process.stdout.write(text);
  return EXIT.finished;
}

async function dieOf(error: unknown): Promise<void> {
  process.stderr.write(`${await explain(error)}\n`, () => process.exit(EXIT.failed));
}

/** What went wrong, for a person. Only a mistake of ours comes with the place in our code. */
async function explain(error: unknown): Promise<string> {
  if (error instanceof UsageError) return `${error.message}\n"troupe --help" shows all commands.`;
  if (error instanceof AppError) return withoutSecrets(error.message);
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return withoutSecrets(`Troupe made a mistake: ${text}`);
}

/** Whatever went wrong, no key is printed with it. */
async function withoutSecrets(text: string): Promise<string> {
  return (await import('../engine/known-secrets.ts')).knownSecrets.text(text);
}

/** Whoever read our output has left (`troupe runs show … | head`). A command that has something to save listens too. */
function onLostReader(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  if (process.stdout.listenerCount('error') === 1) process.exit(EXIT.finished);
}

/** Nobody reads what went wrong; the exit status still tells that something did. */
function onLostWarnings(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}

/** Pipes are written later on some systems: what was said is out before the process ends. */
function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (stream.destroyed || !stream.writable) resolve();
    else stream.write('', () => resolve());
  });
}

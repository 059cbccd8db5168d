import { parseArgs, type ParseArgsConfig } from 'node:util';
import { failureText } from '../../shared/failure.ts';
import type { BudgetLimits, RunBudget } from '../../shared/run/budget.ts';
import { type ApproveLevel, approveLevel } from './parse-approve.ts';
import { limitsOf, unknownPricesOf } from './parse-limits.ts';
import { UsageError } from './usage-error.ts';

interface Everywhere {
  /** The data folder that was asked for. */
  readonly data: string | undefined;
}

/** How to serve: the port (undefined: the usual one, or any when that is taken), and whether to open the browser. */
export interface ServeSettings extends Everywhere {
  readonly port: number | undefined;
  readonly open: boolean;
}

/** How a run shows itself in the terminal. */
export interface RunSettings extends Everywhere {
  readonly jsonl: boolean;
  readonly debug: boolean;
}

/** A run that lives, as against one that is replayed. */
export interface LiveSettings extends RunSettings {
  /** The file that takes the team's state when the run has ended. */
  readonly saveState: string | undefined;
  /** What the run may use before it is held; for a run that is resumed, from here on. */
  readonly limits: BudgetLimits;
  /** Whether a limit of money holds calls whose price nobody knows; undefined: as the settings, or the run so far, have it. */
  readonly unknownPrices: RunBudget['unknownPrices'] | undefined;
  /** The model that answers for all of the team; for a run that is resumed, from here on. */
  readonly model: string | undefined;
  /** What it does without asking; undefined: sandboxed code, or for a run that is resumed as it was. */
  readonly approve: ApproveLevel | undefined;
}

interface RunCommand extends LiveSettings {
  readonly type: 'run';
  readonly file: string;
  readonly task: string;
  /** Paths of files that go with the task. */
  readonly attach: readonly string[];
  /** The file of the state that the team goes on from. */
  readonly state: string | undefined;
  /** Hold where it goes in circles. */
  readonly holdOnLoop: boolean;
}

/** One command line, understood. */
export type Command =
  | { readonly type: 'help' }
  | { readonly type: 'version' }
  | (ServeSettings & { readonly type: 'open'; readonly file: string | undefined })
  | (ServeSettings & { readonly type: 'serve'; readonly dev: boolean })
  | RunCommand
  | (RunSettings & { readonly type: 'replay'; readonly run: string; readonly file: string | undefined })
  | (LiveSettings & { readonly type: 'resume'; readonly run: string })
  | (Everywhere & { readonly type: 'runs-list' })
  | (Everywhere & { readonly type: 'runs-show'; readonly run: string })
  | (Everywhere & { readonly type: 'runs-export'; readonly run: string })
  | (Everywhere & { readonly type: 'runs-files'; readonly run: string; readonly to: string | undefined })
  | (Everywhere & { readonly type: 'keys-list' })
  | (Everywhere & { readonly type: 'keys-set'; readonly name: string; readonly urls: readonly string[] })
  | (Everywhere & { readonly type: 'keys-remove'; readonly name: string })
  | { readonly type: 'validate'; readonly file: string; readonly json: boolean }
  | ExportCommand
  | PacksCommand
  | MemoryCommand
  | (Everywhere & { readonly type: 'doctor' });

export interface ExportCommand {
  readonly type: 'export';
  readonly file: string;
  readonly to: 'autogen' | 'document';
  readonly out: string | undefined;
  readonly repair: boolean;
}

type PacksCommand = Everywhere & { readonly type: 'packs' } & (
    { readonly action: 'list' } | { readonly action: 'install' | 'remove'; readonly pack: string }
  );

/** Spaces that are shared by name: those of documents are managed in the application. */
export type MemoryCommand = Everywhere & { readonly type: 'memory' } & (
    | { readonly action: 'list' }
    | { readonly action: 'show' | 'clear'; readonly space: string }
    | {
        readonly action: 'index';
        readonly space: string;
        readonly paths: readonly string[];
        readonly embedding: string | undefined;
      }
  );

const flag = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;
const texts = { type: 'string', multiple: true } as const;

const limitOptions = { 'max-cost': text, 'max-tokens': text, 'max-turns': text } as const;
const liveOptions = {
  jsonl: flag,
  debug: flag,
  data: text,
  'save-state': text,
  approve: text,
  model: text,
  'unknown-prices': text,
  ...limitOptions,
} as const;

/**
 * Understands the arguments after the program's name.
 * @throws UsageError
 */
export function parseCommand(args: readonly string[]): Command {
  const [name, ...rest] = args;
  if (args.includes('--help') || args.includes('-h') || name === 'help') return { type: 'help' };
  if (name === '--version' || name === '-v') return { type: 'version' };
  switch (name) {
    case 'serve':
      return parseServe(rest);
    case 'run':
      return parseRun(rest);
    case 'resume':
      return parseResume(rest);
    case 'runs':
      return parseRuns(rest);
    case 'keys':
      return parseKeys(rest);
    case 'validate':
      return parseValidate(rest);
    case 'export':
      return parseExport(rest);
    case 'packs':
      return parsePacks(rest);
    case 'memory':
      return parseMemory(rest);
    case 'doctor':
      return { type: 'doctor', data: read('doctor', rest, { data: text }, 0).values.data };
    case 'test':
      throw new UsageError('"troupe test" is not there yet: it comes with saved recordings.');
    default:
      return parseOpen(args);
  }
}

function parseOpen(args: readonly string[]): Command {
  const options = { port: text, 'no-open': flag, data: text };
  const { values, positionals } = read('troupe', args, options, 1);
  return { type: 'open', file: positionals[0], ...serveSettings(values) };
}

function parseServe(args: readonly string[]): Command {
  const options = { port: text, 'no-open': flag, data: text, dev: flag };
  const { values } = read('serve', args, options, 0);
  return { type: 'serve', dev: values.dev, ...serveSettings(values) };
}

function serveSettings(values: { port?: string; 'no-open': boolean; data?: string }): ServeSettings {
  return { port: portNumber(values.port), open: !values['no-open'], data: values.data };
}

function portNumber(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) {
    throw new UsageError(`--port is "${value}": expected a number from 0 to 65535.`);
  }
  return Number(value);
}

function parseRun(args: readonly string[]): Command {
  const own = {
    task: text,
    attach: texts,
    replay: text,
    state: text,
    'hold-on-loop': flag,
  };
  const options = { ...liveOptions, ...own };
  const { values, positionals } = read('run', args, options, 1);
  const file = positionals[0];
  const settings = { jsonl: values.jsonl, debug: values.debug, data: values.data };
  if (values.replay !== undefined) {
    const holding = values.debug ? '--debug' : values['hold-on-loop'] ? '--hold-on-loop' : undefined;
    if (holding !== undefined) {
      throw new UsageError(`${holding} holds a run that lives; a replay only tells what happened.`);
    }
    if (values.attach !== undefined)
      throw new UsageError('--attach is for a new run; a replay has its task in its log.');
    if (values.state !== undefined) throw new UsageError('--state is for a new run; a replay has its own in its log.');
    return { type: 'replay', run: values.replay, file, ...settings };
  }
  if (file === undefined) throw new UsageError('"troupe run" needs a FILE: troupe run FILE --task TEXT.');
  if (values.task === undefined) {
    throw new UsageError('"troupe run" needs a task: troupe run FILE --task TEXT.');
  }
  const { task, attach = [], state, 'hold-on-loop': holdOnLoop } = values;
  return { type: 'run', file, task, attach, state, holdOnLoop, ...liveSettings(values), ...settings };
}

function parseResume(args: readonly string[]): Command {
  const { values, positionals } = read('resume', args, liveOptions, 1);
  const run = needed(positionals[0], 'resume', 'RUN');
  const { jsonl, debug, data } = values;
  return { type: 'resume', run, jsonl, debug, data, ...liveSettings(values) };
}

type LiveValues = Partial<Record<Exclude<keyof typeof liveOptions, keyof RunSettings>, string>>;

function liveSettings(values: LiveValues): Omit<LiveSettings, keyof RunSettings> {
  return {
    model: values.model,
    saveState: values['save-state'],
    limits: limitsOf(values),
    unknownPrices: unknownPricesOf(values['unknown-prices']),
    approve: approveLevel(values.approve),
  };
}

function parseRuns(args: readonly string[]): Command {
  const { values, positionals } = read('runs', args, { data: text, to: text }, 2);
  const [action = 'list', run] = positionals;
  const { data, to } = values;
  if (action === 'files') return { type: 'runs-files', run: needed(run, 'runs files', 'RUN'), to, data };
  if (to !== undefined) throw new UsageError('--to says where files are written: troupe runs files RUN --to FOLDER.');
  if (action === 'list' && run === undefined) return { type: 'runs-list', data };
  if (action === 'show') return { type: 'runs-show', run: needed(run, 'runs show', 'RUN'), data };
  if (action === 'export') return { type: 'runs-export', run: needed(run, 'runs export', 'RUN'), data };
  throw new UsageError(
    `"troupe runs ${positionals.join(' ')}" is not known: expected list, show RUN, export RUN or files RUN.`,
  );
}

function parseKeys(args: readonly string[]): Command {
  const { values, positionals } = read('keys', args, { data: text, url: texts }, Infinity);
  if (positionals.length > 2) {
    throw new UsageError(
      'A key is no argument: other programs could read it. It is asked for, or read from standard input.',
    );
  }
  const [action = 'list', name] = positionals;
  const { data, url: urls = [] } = values;
  if (action === 'set') return { type: 'keys-set', name: needed(name, 'keys set', 'NAME'), urls, data };
  if (urls.length > 0) throw new UsageError('--url says where a key may go: troupe keys set NAME --url URL.');
  if (action === 'list' && name === undefined) return { type: 'keys-list', data };
  if (action === 'remove') return { type: 'keys-remove', name: needed(name, 'keys remove', 'NAME'), data };
  throw new UsageError(`"troupe keys ${positionals.join(' ')}" is not known: expected list, set NAME or remove NAME.`);
}

function parseValidate(args: readonly string[]): Command {
  const { values, positionals } = read('validate', args, { json: flag }, 1);
  return { type: 'validate', file: needed(positionals[0], 'validate', 'FILE'), json: values.json };
}

function parseExport(args: readonly string[]): Command {
  const options = { to: text, out: { type: 'string', short: 'o' }, repair: flag } as const;
  const { values, positionals } = read('export', args, options, 1);
  const file = needed(positionals[0], 'export', 'FILE');
  const { to, out, repair } = values;
  if (to === 'python' || to === 'mermaid') throw new UsageError(`--to ${to} is not there yet.`);
  if (to !== 'autogen' && to !== 'document') {
    throw new UsageError(`--to is ${to === undefined ? 'missing' : `"${to}"`}: expected autogen or document.`);
  }
  return { type: 'export', file, to, out, repair };
}

function parsePacks(args: readonly string[]): Command {
  const { values, positionals } = read('packs', args, { data: text }, 2);
  const [action = 'list', pack] = positionals;
  const { data } = values;
  if (action === 'list' && pack === undefined) return { type: 'packs', action, data };
  if (action === 'install' || action === 'remove') {
    return { type: 'packs', action, pack: needed(pack, `packs ${action}`, 'PACK'), data };
  }
  throw new UsageError(
    `"troupe packs ${positionals.join(' ')}" is not known: expected list, install PACK or remove PACK.`,
  );
}

function parseMemory(args: readonly string[]): Command {
  const { values, positionals } = read('memory', args, { data: text, embedding: text }, Infinity);
  const [action = 'list', space, ...paths] = positionals;
  const { data, embedding } = values;
  if (action === 'index' && paths.length > 0 && space !== undefined) {
    return { type: 'memory', action, space, paths, embedding, data };
  }
  if (embedding !== undefined) throw new UsageError('--embedding is for indexing: troupe memory index SPACE PATH….');
  if (action === 'list' && space === undefined) return { type: 'memory', action, data };
  if ((action === 'show' || action === 'clear') && paths.length === 0) {
    return { type: 'memory', action, space: needed(space, `memory ${action}`, 'SPACE'), data };
  }
  throw new UsageError(
    `"troupe memory ${positionals.join(' ')}" is not known: expected list, show SPACE, index SPACE PATH… or clear SPACE.`,
  );
}

function needed(value: string | undefined, command: string, name: string): string {
  if (value === undefined) throw new UsageError(`"troupe ${command}" needs a ${name}.`);
  return value;
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Node's parser, with an error that names the command and no surplus arguments. */
function read<T extends Options>(command: string, args: readonly string[], options: T, most: number) {
  const { values, positionals } = parseOrExplain(args, options);
  const surplus = positionals[most];
  if (surplus !== undefined) {
    const hint = most === 0 || command === 'troupe' ? '' : ' Put quotes around text with spaces.';
    throw new UsageError(`"${surplus}" is one argument too many for "${command}".${hint}`);
  }
  return { values, positionals };
}

function parseOrExplain<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(failureText(error).split('. ')[0] ?? '', { cause: error });
  }
}

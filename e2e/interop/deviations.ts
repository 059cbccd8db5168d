import { readFileSync } from 'node:fs';
import type { Json, JsonObject } from '../../shared/json.ts';

/** One line of a stream: a dumped item, or the result at its end. */
export type StreamLine = JsonObject;

/** One call of a model, as run.py notes it. */
export interface Asked extends JsonObject {
  readonly messages: readonly Json[];
  /** Names of the tools that it was offered. */
  readonly tools: readonly string[];
}

interface Deviation {
  /** Words of docs/autogen-differences.md, which also holds the reason. */
  readonly doc: string;
  /** Takes out of a line of a stream what may differ, on both sides alike. */
  readonly line?: (line: StreamLine) => StreamLine;
  /** The same for a saved state: gives the value of a key, undefined where it does not count. */
  readonly state?: (key: string, value: Json) => Json | undefined;
  /** The same for what a model was asked: undefined where the call does not count. */
  readonly asked?: (asked: Asked) => Asked | undefined;
}

/** Differences that may show anywhere. */
const EVERYWHERE: readonly Deviation[] = [
  {
    doc: 'Ids are made from the run and the place, times are those of the commit',
    line: ({ id: _id, created_at: _time, request_id: _request, ...line }) => line,
  },
  {
    doc: 'Streamed text belongs to the id of the message that it becomes',
    line: ({ full_message_id: _id, ...line }) => line,
  },
  {
    doc: 'A failure is told as a sentence and kept with a stable code',
    line: (line) => (line['type'] === 'Error' ? { type: 'Error' } : line),
  },
  {
    doc: 'Groups that let a node in are saved',
    state: (key, value) => (key === 'triggered_activation_groups' ? undefined : value),
  },
  {
    doc: 'Default prompts and descriptions are in our own words',
    ...texts((text) =>
      text
        .replaceAll('\nRelevant memory content (in chronological order):\n', '\n(facts)\n')
        .replaceAll('\nFacts to remember, the oldest first:\n', '\n(facts)\n'),
    ),
  },
];

/** Differences that may show only in the cases that name them. */
const IN_SOME_CASES = {
  'text-of-the-task-ledger': {
    doc: 'The prompts of the orchestrator are worded by us, the task ledger too',
    ...texts((text) =>
      /^(\nWe are working|This is the request that we work on)/.test(text) ? '(the task ledger)' : text,
    ),
  },
  'prompts-of-the-orchestrator': {
    doc: 'The prompts of the orchestrator are worded by us, the task ledger too',
    asked: () => undefined,
  },
  'prompts-of-a-society': {
    doc: 'Default prompts and descriptions are in our own words',
    asked: ({ messages, tools }: Asked) => {
      const isSociety = /Earlier you were asked to fulfill|Some time ago a request came/.test(
        JSON.stringify(messages[0]),
      );
      return { tools, messages: isSociety ? messages.slice(1, -1) : messages };
    },
  },
  'words-after-a-wrong-name': {
    doc: 'What the model is told after a wrong answer is worded by us',
    asked: ({ messages, tools }: Asked) => {
      const isSelector = JSON.stringify(messages[0] ?? null).includes(' comes after ');
      return { tools, messages: isSelector ? messages.slice(0, 1) : messages };
    },
  },
  tracebacks: {
    doc: 'Tracebacks are those of another Python',
    ...texts((text) =>
      text.replaceAll(
        /(?:Traceback \(most recent call last\):\n)?(?: +.*\n)*(?:  File ".*\n(?: +.*\n)*)+/g,
        'Traceback\n',
      ),
    ),
  },
  'errors-first': {
    doc: 'What a program prints to both outputs stands as it was printed',
    ...texts((text) => (/^before\n|\nbefore\n$/.test(text) ? text.replace(/(?:^|(?<=\n))before\n/, '') : text)),
  },
  'an-exception-without-words': {
    doc: 'An exception without words is told by its type',
    ...texts((text) => (text === '' ? 'RuntimeError' : text)),
  },
  'words-of-a-time-out': {
    doc: 'A time-out is exit code 124, after what had been printed',
    ...texts((text) =>
      text
        .replace('begun\nThe code did not end within 2 seconds, so it was ended.', '(time-out)')
        .replace(/^\nTimeout$/, '(time-out)'),
    ),
  },
  'stalls-begin-anew': {
    doc: 'Stalls count from zero after a new plan',
    state: (key: string, value: Json) => (key === 'n_stalls' ? undefined : value),
  },
  'anew-after-a-failure': {
    doc: 'Turn counter and stop rule begin anew also after a failure',
    state: (key: string, value: Json) => (key === 'current_turn' || key === 'n_rounds' ? undefined : value),
  },
  'society-after-a-failure': {
    doc: 'The team inside a `SocietyOfMindAgent` is reset also after a turn that failed',
    state: (key: string, value: Json) => (key === 'inner_team_state' ? undefined : value),
  },
} as const satisfies Readonly<Record<string, Deviation>>;

/** What may differ in a state that was saved after a failure. */
export const AFTER_A_FAILURE = ['anew-after-a-failure', 'society-after-a-failure'] as const;

/** What fails in AutoGen and goes on here: there only the lines before the failure are compared. */
const FAILS_ONLY_THERE: readonly { readonly doc: string; readonly message: RegExp }[] = [
  { doc: 'A nested team that is asked again with nothing new goes on', message: /Task list cannot be empty/ },
];

/** Whether a stream of AutoGen ended with a failure that is none here. */
export function failsOnlyThere(stream: readonly StreamLine[]): boolean {
  const last = stream.at(-1);
  return last?.['type'] === 'Error' && FAILS_ONLY_THERE.some(({ message }) => message.test(String(last['message'])));
}

export type DeviationId = keyof typeof IN_SOME_CASES;

/** A line without what may differ in its case. */
export function lineWithoutDeviations(line: StreamLine, allowed: readonly DeviationId[]): StreamLine {
  return deviations(allowed).reduce((mended, deviation) => deviation.line?.(mended) ?? mended, line);
}

/** A saved state without what may differ in its case. */
export function stateWithoutDeviations(state: Json, allowed: readonly DeviationId[]): Json {
  const all = deviations(allowed);
  return JSON.parse(JSON.stringify(state), (key, value: Json) =>
    all.reduce<Json | undefined>(
      (mended, deviation) => (mended === undefined || !deviation.state ? mended : deviation.state(key, mended)),
      value,
    ),
  ) as Json;
}

/** The calls of models without what may differ in their case. */
export function askedWithoutDeviations(asked: readonly Asked[], allowed: readonly DeviationId[]): Asked[] {
  const all = deviations(allowed);
  return asked.flatMap((one) => {
    const mended = all.reduce<Asked | undefined>(
      (left, deviation) => (left === undefined || !deviation.asked ? left : deviation.asked(left)),
      one,
    );
    return mended === undefined ? [] : [mended];
  });
}

/** The deviations that are used but not documented, by the words that are missing. */
export function undocumented(used: readonly DeviationId[]): string[] {
  const file = new URL('../../docs/autogen-differences.md', import.meta.url);
  const text = readFileSync(file, 'utf8').replaceAll(/\s+/g, ' ');
  return [...deviations([...new Set(used)]), ...FAILS_ONLY_THERE]
    .map(({ doc }) => doc)
    .filter((doc) => !text.includes(doc));
}

function deviations(allowed: readonly DeviationId[]): Deviation[] {
  return [...EVERYWHERE, ...allowed.map((id): Deviation => IN_SOME_CASES[id])];
}

/** A difference in what texts say, wherever they stand. */
function texts(change: (text: string) => string): Required<Pick<Deviation, 'line' | 'state'>> {
  const state = (_key: string, value: Json): Json => (typeof value === 'string' ? change(value) : value);
  return { state, line: (line) => JSON.parse(JSON.stringify(line), state) as StreamLine };
}

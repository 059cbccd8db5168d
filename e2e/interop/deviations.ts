import { readFileSync } from 'node:fs';
import type { JsonObject } from '../../shared/json.ts';

/** One line of a stream: a dumped item, or the result at its end. */
export type StreamLine = JsonObject;

interface Deviation {
  /** Words of docs/autogen-differences.md, which also holds the reason. */
  readonly doc: string;
  /** Takes out of a line what may differ, on both sides alike. */
  readonly mend: (line: StreamLine) => StreamLine;
}

/** Differences that may show anywhere. */
const EVERYWHERE: readonly Deviation[] = [
  {
    doc: 'Ids are made from the run and the place, times are those of the commit',
    mend: ({ id: _id, created_at: _time, request_id: _request, ...line }) => line,
  },
  {
    doc: 'Streamed text belongs to the id of the message that it becomes',
    mend: ({ full_message_id: _id, ...line }) => line,
  },
  {
    doc: 'A failure is told as a sentence and kept with a stable code',
    mend: (line) => (line['type'] === 'Error' ? { type: 'Error' } : line),
  },
];

/** Differences that may show only in the cases that name them. */
const IN_SOME_CASES = {
  'words-of-the-json-parser': {
    doc: "What a parser says of broken JSON is in JavaScript's words",
    mend: (line) => withText(line, (text) => text.replaceAll(/Error: .*/g, 'Error: (words of a parser)')),
  },
  'prompts-of-the-orchestrator': {
    doc: 'The prompts of the orchestrator are',
    mend: (line) =>
      line['source'] === 'MagenticOneOrchestrator'
        ? withText(line, (text) => (text.includes('Facts are few.') ? '(the task ledger)' : text))
        : line,
  },
} as const satisfies Readonly<Record<string, Deviation>>;

export type DeviationId = keyof typeof IN_SOME_CASES;

/** A line without what may differ in its case. */
export function withoutDeviations(line: StreamLine, allowed: readonly DeviationId[]): StreamLine {
  const deviations = [...EVERYWHERE, ...allowed.map((id): Deviation => IN_SOME_CASES[id])];
  return deviations.reduce((mended, { mend }) => mend(mended), line);
}

/** The deviations that are used but not documented, by the words that are missing. */
export function undocumented(used: readonly DeviationId[]): string[] {
  const text = readFileSync(new URL('../../docs/autogen-differences.md', import.meta.url), 'utf8').replaceAll(
    /\s+/g,
    ' ',
  );
  const deviations = [...EVERYWHERE, ...[...new Set(used)].map((id): Deviation => IN_SOME_CASES[id])];
  return deviations.map(({ doc }) => doc).filter((doc) => !text.includes(doc));
}

/** The line with every text in it changed. */
function withText(line: StreamLine, change: (text: string) => string): StreamLine {
  return JSON.parse(JSON.stringify(line), (_key, value: unknown) =>
    typeof value === 'string' ? change(value) : value,
  ) as StreamLine;
}

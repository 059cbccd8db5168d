import { type Dialect, finishOf, type HeardTurn, type SpokenAnswer, turn } from './dialect.ts';
import type { GenerateCall, HistoryItem, LlamaAnswer } from '../llama/worker-messages.ts';

/** What the process of local models tells, a line of JSON a message: pieces, then all of it. Calls come whole. */
export const localWorker: Dialect = {
  contentType: 'application/x-ndjson',
  noise: ['\n', '{"type":"pong"}\n', '{"type":"delta","id":0,"kind":"text","text":"of a call that was given up"}\n'],
  frames: (answer) => ({
    before: [
      ...(answer.thoughts ?? []).map((text) => line({ type: 'delta', kind: 'thought', text })),
      ...(answer.text ?? []).map((text) => line({ type: 'delta', kind: 'text', text })),
    ],
    end: [line({ type: 'end', answer: whole(answer) })],
  }),
  refusal: (message) => line(refusal('bad-request', message)),
  errorFrame: (message) => line(refusal('bad-response', message)),
  hear(body) {
    const { history, functions, grammar } = body as unknown as GenerateCall;
    return {
      system: history.flatMap((item) => (item.type === 'system' ? [item.text] : [])).join('\n'),
      turns: history.flatMap(toTurns),
      tools: Object.keys(functions),
      schema: grammar,
      signatures: [],
    };
  },
};

function line(value: object): string {
  return `${JSON.stringify(value)}\n`;
}

function refusal(code: string, message: string): object {
  return { type: 'error', code, message };
}

function whole(answer: SpokenAnswer): LlamaAnswer {
  const { thoughts = [], text = [], calls = [], usage } = answer;
  return {
    text: text.join(''),
    thought: thoughts.join(''),
    calls: calls.map(({ name, pieces }) => ({ name, params: JSON.parse(pieces.join('') || '{}') as unknown })),
    isCutOff: finishOf(answer) === 'length',
    promptTokens: usage?.prompt ?? 1,
    answerTokens: usage?.completion ?? 1,
  };
}

/** The place of the answer that is to be written is no turn. */
function toTurns(item: HistoryItem): HeardTurn[] {
  if (item.type === 'system') return [];
  if (item.type === 'user') return [turn('user', { text: item.text })];
  return item.response.map((part) =>
    typeof part === 'string'
      ? turn('assistant', { text: part })
      : turn('assistant', { calls: [{ name: part.name, args: part.params }], results: [part.result as string] }),
  );
}

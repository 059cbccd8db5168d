import type { JsonObject } from '../../../shared/json.ts';
import { type Dialect, finishOf, type HeardTurn, type SpokenAnswer, turn } from './dialect.ts';

/** Lines of JSON as Ollama streams them. Calls come whole and without an id, and end with `stop`. */
export const ollamaChat: Dialect = {
  contentType: 'application/x-ndjson',
  noise: [
    '\n',
    '{"model":"m","done":false,"message":null}\n',
    '{"model":"m","done":false,"message":{"role":"assistant","content":null,"tool_calls":null},"x_new":1}\n',
  ],
  frames: (answer) => ({
    before: [
      ...(answer.thoughts ?? []).map((piece) => line({ message: { content: '', thinking: piece } })),
      ...(answer.text ?? []).map((piece) => line({ message: { content: piece } })),
      ...callLines(answer),
    ],
    end: [
      line({
        message: { content: '' },
        done: true,
        done_reason: finishOf(answer) === 'length' ? 'length' : 'stop',
        ...(answer.usage && { prompt_eval_count: answer.usage.prompt, eval_count: answer.usage.completion }),
      }),
    ],
  }),
  refusal: (message) => JSON.stringify({ error: message }),
  errorFrame: (message) => line({ error: message }),
  hear(body) {
    const messages = body['messages'] as readonly JsonObject[];
    const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content as string);
    const { format } = body;
    const tools = (body['tools'] ?? []) as readonly { function: { name: string } }[];
    return {
      system: system.join('\n'),
      turns: messages.filter(({ role }) => role !== 'system').map(toTurn),
      tools: tools.map(({ function: { name } }) => name),
      schema: typeof format === 'object' ? format : undefined,
      signatures: [],
    };
  },
};

function line(value: JsonObject): string {
  return `${JSON.stringify({ model: 'm', done: false, ...value })}\n`;
}

function callLines({ calls = [] }: SpokenAnswer): string[] {
  return calls.map(({ name, pieces }) => {
    const args: unknown = JSON.parse(pieces.join('') || '{}');
    return line({ message: { content: '', tool_calls: [{ function: { name, arguments: args as JsonObject } }] } });
  });
}

function toTurn({ role, content, images, tool_calls }: JsonObject): HeardTurn {
  if (role === 'tool') return turn('tool', { results: [content as string] });
  const calls = (tool_calls ?? []) as readonly { function: { name: string; arguments: unknown } }[];
  return turn(role as 'user' | 'assistant', {
    text: content as string,
    images: (images ?? []) as readonly string[],
    calls: calls.map(({ function: { name, arguments: args } }) => ({ name, args })),
  });
}

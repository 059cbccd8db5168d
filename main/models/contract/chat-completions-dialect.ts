import type { JsonObject } from '../../../shared/json.ts';
import { type Dialect, event, finishOf, type HeardTurn, type SpokenAnswer, turn } from './dialect.ts';

const FINISH = { stop: 'stop', length: 'length', calls: 'tool_calls', filter: 'content_filter' } as const;

/** OpenAI's Chat Completions, and what compatible servers add to them. */
export const chatCompletions: Dialect = {
  contentType: 'text/event-stream',
  noise: [
    ': keep-alive\n\n',
    event({ id: 'c1', choices: [] }),
    event({ id: 'c1', choices: null, usage: null, x_new: 1 }),
    event({ id: 'c1', choices: [{ index: 0, delta: null, finish_reason: null }] }),
    event({ id: 'c1', choices: [{ index: 0, delta: { role: 'assistant', content: null, tool_calls: null } }] }),
  ],
  frames: (answer) => ({
    before: [
      ...(answer.thoughts ?? []).map((piece) => delta({ reasoning_content: piece })),
      ...(answer.text ?? []).map((piece) => delta({ content: piece })),
      ...callFrames(answer),
    ],
    end: [
      event({ id: 'c1', choices: [{ index: 0, delta: {}, finish_reason: FINISH[finishOf(answer)] }] }),
      ...usageFrames(answer),
      'data: [DONE]\n\n',
    ],
  }),
  refusal: (message) => JSON.stringify({ error: { message, type: 'some_error', code: null } }),
  errorFrame: (message) => event({ error: { message, type: 'server_error' } }),
  hear(body) {
    const messages = body['messages'] as readonly JsonObject[];
    const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content as string);
    const format = body['response_format'] as { json_schema?: { schema?: unknown } } | undefined;
    const tools = (body['tools'] ?? []) as readonly { function: { name: string } }[];
    return {
      system: system.join('\n'),
      turns: messages.filter(({ role }) => role !== 'system').map(toTurn),
      tools: tools.map(({ function: { name } }) => name),
      schema: format?.json_schema?.schema,
      signatures: [],
    };
  },
};

function delta(value: JsonObject): string {
  return event({ id: 'c1', choices: [{ index: 0, delta: value, finish_reason: null }] });
}

function callFrames({ calls = [] }: SpokenAnswer): string[] {
  return calls.flatMap(({ id, name, pieces }, index) => [
    delta({
      tool_calls: [
        { index, ...(id !== undefined && { id }), type: 'function', function: { name, arguments: pieces[0] ?? '' } },
      ],
    }),
    ...pieces.slice(1).map((piece) => delta({ tool_calls: [{ index, function: { arguments: piece } }] })),
  ]);
}

function usageFrames({ usage }: SpokenAnswer): string[] {
  if (usage === undefined) return [];
  const { prompt, completion, cached, reasoning } = usage;
  const details = {
    ...(cached !== undefined && { prompt_tokens_details: { cached_tokens: cached } }),
    ...(reasoning !== undefined && { completion_tokens_details: { reasoning_tokens: reasoning } }),
  };
  return [
    event({ id: 'c1', choices: [], usage: { prompt_tokens: prompt, completion_tokens: completion, ...details } }),
  ];
}

interface Part {
  readonly text?: string;
  readonly image_url?: { readonly url: string };
}

function toTurn({ role, content, tool_calls }: JsonObject): HeardTurn {
  const parts: readonly Part[] = Array.isArray(content) ? (content as Part[]) : [{ text: (content ?? '') as string }];
  const text = parts.map((part) => part.text ?? '').join('');
  if (role === 'tool') return turn('tool', { results: [text] });
  const calls = (tool_calls ?? []) as readonly { function: { name: string; arguments: string } }[];
  return turn(role as 'user' | 'assistant', {
    text,
    images: parts.flatMap(({ image_url }) => (image_url === undefined ? [] : [image_url.url.replace(/^.*,/, '')])),
    calls: calls.map(({ function: { name, arguments: args } }) => ({ name, args: JSON.parse(args) as unknown })),
  });
}

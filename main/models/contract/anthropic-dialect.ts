import type { JsonObject } from '../../../shared/json.ts';
import { type Dialect, event, finishOf, type HeardTurn, type SpokenAnswer, turn } from './dialect.ts';

const FINISH = { stop: 'end_turn', length: 'max_tokens', calls: 'tool_use', filter: 'refusal' } as const;

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly name?: string;
  readonly input?: unknown;
  readonly source?: { readonly data: string };
  readonly content?: string | readonly Block[];
  readonly signature?: string;
}

/** Anthropic's Messages. */
export const anthropicMessages: Dialect = {
  contentType: 'text/event-stream',
  noise: [
    event({ type: 'ping' }, 'ping'),
    event({ type: 'a_new_event', index: 0, delta: { type: 'new' } }, 'a_new_event'),
  ],
  frames(answer) {
    const { usage } = answer;
    const read = { input_tokens: usage === undefined ? 0 : usage.prompt - (usage.cached ?? 0) };
    const cached = usage?.cached === undefined ? {} : { cache_read_input_tokens: usage.cached };
    const start = { type: 'message_start', message: { id: 'm1', usage: { ...read, ...cached, output_tokens: 1 } } };
    const last = { stop_reason: FINISH[finishOf(answer)] };
    return {
      before: [named(start), ...blocksOf(answer).flatMap((block, index) => blockFrames(block, index))],
      end: [
        named({ type: 'message_delta', delta: last, usage: { output_tokens: usage?.completion ?? 0 } }),
        named({ type: 'message_stop' }),
      ],
    };
  },
  refusal: (message) => JSON.stringify({ type: 'error', error: { type: 'some_error', message } }),
  errorFrame: (message) => named({ type: 'error', error: { type: 'overloaded_error', message } }),
  hear(body) {
    const messages = body['messages'] as readonly { role: 'user' | 'assistant'; content: readonly Block[] }[];
    checkAlternation(messages.map(({ role }) => role));
    const system = body['system'] as string | readonly Block[] | undefined;
    const format = body['output_config'] as { format?: { schema?: unknown } } | undefined;
    return {
      system: typeof system === 'string' ? system : (system ?? []).map(({ text }) => text ?? '').join('\n'),
      turns: messages.map(toTurn),
      tools: ((body['tools'] ?? []) as readonly Block[]).map(({ name }) => name ?? ''),
      schema: format?.format?.schema,
      signatures: messages.flatMap(({ content }) => content.flatMap(({ signature }) => signature ?? [])),
    };
  },
};

function named(value: JsonObject): string {
  return event(value, value['type'] as string);
}

interface SpokenBlock {
  readonly start: JsonObject;
  readonly deltas: readonly JsonObject[];
}

function blocksOf({ thoughts, signature, text, calls = [] }: SpokenAnswer): SpokenBlock[] {
  const signed = signature === undefined ? [] : [{ type: 'signature_delta', signature }];
  const thinking = (thoughts ?? []).map((piece) => ({ type: 'thinking_delta', thinking: piece }));
  const spoken = (text ?? []).map((piece) => ({ type: 'text_delta', text: piece }));
  return [
    ...(thoughts
      ? [{ start: { type: 'thinking', thinking: '', signature: '' }, deltas: [...thinking, ...signed] }]
      : []),
    ...(text ? [{ start: { type: 'text', text: '' }, deltas: spoken }] : []),
    ...calls.map(({ id, name, pieces }) => ({
      start: { type: 'tool_use', ...(id !== undefined && { id }), name, input: {} },
      deltas: pieces.map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
    })),
  ];
}

function blockFrames({ start, deltas }: SpokenBlock, index: number): string[] {
  return [
    named({ type: 'content_block_start', index, content_block: start }),
    ...deltas.map((delta) => named({ type: 'content_block_delta', index, delta })),
    named({ type: 'content_block_stop', index }),
  ];
}

function checkAlternation(roles: readonly string[]): void {
  if (roles[0] !== 'user') throw new Error('The first turn must be the user’s.');
  if (roles.some((role, index) => role === roles[index - 1])) throw new Error('Roles must alternate.');
}

function toTurn({ role, content }: { role: 'user' | 'assistant'; content: readonly Block[] }): HeardTurn {
  const inside = content.flatMap((block) => (Array.isArray(block.content) ? (block.content as Block[]) : [block]));
  const empty = content.find(({ type, text }) => type === 'text' && (text ?? '').trim() === '');
  if (empty !== undefined) throw new Error('A text block must hold text.');
  return turn(role, {
    text: content.map(({ text }) => text ?? '').join(''),
    images: inside.flatMap(({ source }) => source?.data ?? []),
    calls: content.flatMap(({ type, name = '', input }) => (type === 'tool_use' ? [{ name, args: input }] : [])),
    results: content.flatMap(({ type, content: result }) => (type === 'tool_result' ? [resultText(result)] : [])),
  });
}

function resultText(content: Block['content']): string {
  return typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('');
}

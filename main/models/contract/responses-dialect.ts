import type { JsonObject } from '../../../shared/json.ts';
import { type Dialect, event, finishOf, type HeardTurn, type SpokenAnswer, type SpokenCall, turn } from './dialect.ts';

interface Item {
  readonly type?: string;
  readonly role?: string;
  readonly content?: string | readonly { readonly type: string; readonly text?: string; readonly image_url?: string }[];
  readonly call_id?: string;
  readonly name?: string;
  readonly arguments?: string;
  readonly output?: string;
  readonly encrypted_content?: string;
}

/** OpenAI's Responses, without anything kept at OpenAI. */
export const responses: Dialect = {
  contentType: 'text/event-stream',
  noise: [
    event({ type: 'keepalive', sequence_number: 3 }, 'keepalive'),
    event({ type: 'response.in_progress', response: { id: 'r1', status: 'in_progress', usage: null, error: null } }),
    event({ type: 'response.a_new.delta', delta: { of: 'something' }, item: { type: 'a_new_item' } }),
  ],
  frames: (answer) => ({
    before: [
      named({ type: 'response.created', response: { id: 'r1', status: 'in_progress' } }),
      ...reasoningFrames(answer),
      ...textFrames(answer),
      ...(answer.calls ?? []).flatMap(callFrames),
    ],
    end: [endFrame(answer)],
  }),
  refusal: (message) => JSON.stringify({ error: { message, type: 'some_error', code: null } }),
  errorFrame: (message) => named({ type: 'error', code: 'server_error', message, param: null }),
  hear(body) {
    const input = body['input'] as readonly Item[];
    checkPairs(input);
    const format = (body['text'] as { format?: { schema?: unknown } } | undefined)?.format;
    const system = input.filter(({ role }) => role === 'system').map(({ content }) => textOf(content));
    const instructions = body['instructions'] as string | undefined;
    return {
      system: [...(instructions === undefined ? [] : [instructions]), ...system].join('\n'),
      turns: input.flatMap(toTurn),
      tools: ((body['tools'] ?? []) as readonly { name: string }[]).map(({ name }) => name),
      schema: format?.schema,
      signatures: input.flatMap(({ encrypted_content }) => encrypted_content ?? []),
    };
  },
};

function named(value: JsonObject): string {
  return event(value, value['type'] as string);
}

function reasoningFrames({ thoughts, signature }: SpokenAnswer): string[] {
  if (thoughts === undefined) return [];
  const item = { type: 'reasoning', id: 'rs_1', summary: [] };
  const summary = [{ type: 'summary_text', text: thoughts.join('') }];
  const at = { item_id: 'rs_1', output_index: 0, summary_index: 0 };
  return [
    named({ type: 'response.output_item.added', output_index: 0, item }),
    ...thoughts.map((delta) => named({ type: 'response.reasoning_summary_text.delta', ...at, delta })),
    named({
      type: 'response.output_item.done',
      output_index: 0,
      item: { ...item, summary, encrypted_content: signature ?? null },
    }),
  ];
}

function textFrames({ text }: SpokenAnswer): string[] {
  if (text === undefined) return [];
  const item = { type: 'message', id: 'msg_1', role: 'assistant', content: [] };
  const at = { item_id: 'msg_1', output_index: 1, content_index: 0 };
  return [
    named({ type: 'response.output_item.added', output_index: 1, item }),
    ...text.map((delta) => named({ type: 'response.output_text.delta', ...at, delta })),
    named({
      type: 'response.output_item.done',
      output_index: 1,
      item: { ...item, content: [{ type: 'output_text', text: text.join(''), annotations: [] }] },
    }),
  ];
}

function callFrames({ id, name, pieces }: SpokenCall, index: number): string[] {
  const output_index = 2 + index;
  const item = { type: 'function_call', id: `fc_${index}`, ...(id !== undefined && { call_id: id }), name };
  return [
    named({ type: 'response.output_item.added', output_index, item: { ...item, arguments: '' } }),
    ...pieces.map((delta) =>
      named({ type: 'response.function_call_arguments.delta', item_id: item.id, output_index, delta }),
    ),
    named({ type: 'response.output_item.done', output_index, item: { ...item, arguments: pieces.join('') } }),
  ];
}

function endFrame(answer: SpokenAnswer): string {
  const { usage } = answer;
  const finish = finishOf(answer);
  const counted = {
    input_tokens: usage?.prompt ?? 0,
    input_tokens_details: { cached_tokens: usage?.cached ?? 0 },
    output_tokens: usage?.completion ?? 0,
    output_tokens_details: { reasoning_tokens: usage?.reasoning ?? 0 },
  };
  if (finish === 'stop' || finish === 'calls') {
    const response = { id: 'r1', status: 'completed', output: [], usage: counted };
    return named({ type: 'response.completed', response });
  }
  const incomplete_details = { reason: finish === 'length' ? 'max_output_tokens' : 'content_filter' };
  const response = { id: 'r1', status: 'incomplete', incomplete_details, output: [], usage: counted };
  return named({ type: 'response.incomplete', response });
}

function checkPairs(input: readonly Item[]): void {
  const called = new Set(input.flatMap(({ type, call_id }) => (type === 'function_call' ? [call_id] : [])));
  const orphan = input.find(({ type, call_id }) => type === 'function_call_output' && !called.has(call_id));
  if (orphan !== undefined) throw new Error(`No tool call found for function call output ${orphan.call_id}.`);
}

function textOf(content: Item['content']): string {
  return typeof content === 'string' ? content : (content ?? []).map(({ text }) => text ?? '').join('');
}

function toTurn({ type, role, content, name = '', arguments: args = '{}', output }: Item): HeardTurn[] {
  if (type === 'reasoning' || role === 'system') return [];
  if (type === 'function_call') return [turn('assistant', { calls: [{ name, args: JSON.parse(args) as unknown }] })];
  if (type === 'function_call_output') return [turn('tool', { results: [output ?? ''] })];
  const parts = Array.isArray(content) ? (content as readonly { image_url?: string }[]) : [];
  const images = parts.flatMap(({ image_url }) => (image_url === undefined ? [] : [image_url.replace(/^.*,/, '')]));
  return [turn(role as 'user' | 'assistant', { text: textOf(content), images })];
}

import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { ask, collect } from './collect-chunks.fixture.ts';
import { createModelClient } from './create-model-client.ts';
import { type Answer, refuse, respond, serverSentEvents, startFakeProvider } from './fake-provider.ts';
import type { ModelRequest } from './model-client.ts';

const SSE = 'text/event-stream';
const text = { type: 'response.output_text.delta', delta: 'Yes' };
const completed = {
  type: 'response.completed',
  response: { status: 'completed', usage: { input_tokens: 3, output_tokens: 2 } },
};
const answer = (...events: readonly object[]): Answer => respond(200, SSE, serverSentEvents(events));

interface Wanted {
  readonly config?: object;
  readonly request?: Partial<ModelRequest>;
}

async function exchange(answers: readonly Answer[], { config = {}, request = {} }: Wanted = {}) {
  await using server = await startFakeProvider(...answers);
  const component = {
    provider: 'troupe.models.OpenAIResponsesClient',
    config: { model: 'gpt-5', base_url: `${server.url}/v1`, ...config },
  };
  const keys = { env: {}, confirmed: [], secrets: { secret: () => undefined } };
  const told = await collect(createModelClient({ component, keys }), ask('Hello', request));
  return { ...told, bodies: server.seen.map(({ body }) => JSON.parse(body) as Record<string, unknown>) };
}

describe('a Responses client', () => {
  it('has nothing kept at OpenAI, and asks for encrypted thoughts', async () => {
    const { bodies } = await exchange([answer(text, completed)]);
    expect(bodies).toEqual([
      {
        model: 'gpt-5',
        instructions: 'Be brief.',
        input: [{ role: 'user', content: 'Hello' }],
        stream: true,
        store: false,
        include: ['reasoning.encrypted_content'],
      },
    ]);
  });

  it('asks again without them where a model has none, and remembers it', async () => {
    const refusal = refuse(400, 'Encrypted content is not supported with this model.');
    const { bodies, chunks } = await exchange([refusal, answer(text, completed)]);
    expect(bodies.map((body) => 'include' in body)).toEqual([true, false]);
    expect(chunks.at(-1)).toMatchObject({ result: { content: 'Yes' } });
    const { bodies: others } = await exchange([answer(text, completed)], { config: { model: 'gpt-4o' } });
    expect(others[0]).not.toHaveProperty('include');
  });

  it('says of every tool whether it is strict: silence would mean yes', async () => {
    const tools = [{ name: 'add', description: '', parameters: { type: 'object' }, strict: false }];
    const { bodies } = await exchange([answer(text, completed)], {
      request: { tools, jsonOutput: { name: 'out', schema: {} } },
      config: { reasoning_effort: 'low', reasoning_summary: 'auto', max_output_tokens: 50 },
    });
    expect(bodies[0]).toMatchObject({
      tools: [{ type: 'function', name: 'add', strict: false }],
      text: { format: { type: 'json_schema', name: 'out', strict: true } },
      reasoning: { effort: 'low', summary: 'auto' },
      max_output_tokens: 50,
    });
  });

  it('sends thoughts back before the calls that they led to, and those of others as words', async () => {
    const reasoning = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'enc' };
    const said = (by: string): LLMMessage => ({
      type: 'AssistantMessage',
      content: [{ id: 'a', name: 'add', arguments: '{}' }],
      thought: 'Hm.',
      source: 'me',
      continuation: { by, parts: [reasoning, { type: 'function_call', call_id: 'a' }] },
    });
    const call = { type: 'function_call', call_id: 'a', name: 'add', arguments: '{}' };
    const asked = async (by: string) =>
      (await exchange([answer(text, completed)], { request: { messages: [said(by)] } })).bodies[0]?.['input'];
    expect(await asked('openai:gpt-5')).toEqual([reasoning, call]);
    expect(await asked('anthropic:x')).toEqual([{ role: 'assistant', content: 'Hm.' }, call]);
  });

  it('puts the parts of a summary apart', async () => {
    const part = (summary_index: number) => ({ type: 'response.reasoning_summary_part.added', summary_index });
    const piece = (delta: string) => ({ type: 'response.reasoning_summary_text.delta', delta });
    const { chunks } = await exchange([answer(part(0), piece('First.'), part(1), piece('Then.'), text, completed)]);
    expect(chunks.at(-1)).toMatchObject({ result: { thought: 'First.\n\nThen.', content: 'Yes' } });
  });

  it.each([
    [{ type: 'response.failed', response: { error: { code: 'server_error', message: 'Oops' } } }, 'server-error'],
    [
      { type: 'response.failed', response: { error: { code: 'rate_limit_exceeded', message: 'Slow' } } },
      'rate-limited',
    ],
    [{ type: 'error', code: 'server_error', message: 'Oops' }, 'server-error'],
  ])('takes %j for a failure', async (event, code) => {
    const { error } = await exchange([answer(event)]);
    expect(error).toMatchObject({ code, retryable: true });
  });
});

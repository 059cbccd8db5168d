import { describe, expect, it } from 'vitest';
import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { geminiChatCompletionClient } from '../../shared/component/gemini-models.ts';
import { ask } from './collect-chunks.fixture.ts';
import { toGeminiBody } from './gemini-request.ts';
import type { ModelRequest } from './model-client.ts';

const LABEL = 'gemini:gemini-2.5-flash';
const body = (request: Partial<ModelRequest>, config: object = {}) => {
  const parsed = geminiChatCompletionClient.config.parse({ model: 'gemini-2.5-flash', ...config });
  return toGeminiBody(ask('Hello', request), { config: parsed, label: LABEL });
};

const question: LLMMessage = { type: 'UserMessage', content: 'Add', source: 'user' };
const said = (content: string): LLMMessage => ({ type: 'AssistantMessage', content, source: 'bob' });
const calls: LLMMessage = {
  type: 'AssistantMessage',
  content: ['a', 'b'].map((id) => ({ id, name: 'add', arguments: '{"x":1}' })),
  thought: 'Hm.\n\nI add.',
  source: 'bob',
  continuation: {
    by: LABEL,
    parts: [{ text: 'I add.' }, { call: 0, hasId: true, thoughtSignature: 'sig' }, { call: 1, hasId: false }],
  },
};
const results: LLMMessage = {
  type: 'FunctionExecutionResultMessage',
  content: [
    { call_id: 'a', content: '2', name: 'add' },
    { call_id: 'b', content: 'no', name: 'add', is_error: true },
  ],
};
const use = { name: 'add', args: { x: 1 } };

describe('the turns that Gemini is sent', () => {
  it('hold calls with what Gemini gave them, and their results in a turn of their own', () => {
    const { contents } = body({ messages: [question, calls, results, question] });
    expect(contents).toEqual([
      { role: 'user', parts: [{ text: 'Add' }] },
      {
        role: 'model',
        parts: [
          { text: 'I add.' },
          { functionCall: { id: 'a', ...use }, thoughtSignature: 'sig' },
          { functionCall: use },
        ],
      },
      {
        role: 'user',
        parts: [
          { functionResponse: { id: 'a', name: 'add', response: { output: '2' } } },
          { functionResponse: { name: 'add', response: { error: 'no' } } },
        ],
      },
      { role: 'user', parts: [{ text: 'Add' }] },
    ]);
  });

  it('hold no signature of another model; from Gemini 3 on they say that there is none', () => {
    const others = { ...calls, continuation: { by: 'openai:o3', parts: [] } } as LLMMessage;
    const parts = (model: string) => body({ messages: [question, others, results] }, { model }).contents[1]?.parts;
    expect(parts('gemini-2.5-pro')).toEqual([{ text: 'Hm.\n\nI add.' }, { functionCall: use }, { functionCall: use }]);
    expect(parts('gemini-3-pro-preview')).toEqual([
      { text: 'Hm.\n\nI add.' },
      { functionCall: use, thoughtSignature: 'skip_thought_signature_validator' },
      { functionCall: use },
    ]);
  });

  it('give the user the first and the last word, and join what one side says in a row', () => {
    expect(body({ messages: [said('a'), said(' '), said('b')] }).contents).toEqual([
      { role: 'user', parts: [{ text: 'Continue.' }] },
      { role: 'model', parts: [{ text: 'a' }, { text: 'b' }] },
      { role: 'user', parts: [{ text: 'Continue.' }] },
    ]);
  });
});

describe('what else Gemini is sent', () => {
  const tools = [
    { name: 'add', description: 'Adds.', parameters: { type: 'object', properties: { x: {} } }, strict: true },
    { name: 'now', description: '', parameters: { type: 'object', properties: {} }, strict: false },
  ];

  it('is tools, those without parameters without a schema', () => {
    expect(body({ tools, toolChoice: 'required' })).toMatchObject({
      tools: [
        {
          functionDeclarations: [
            { name: 'add', description: 'Adds.', parametersJsonSchema: tools[0]?.parameters },
            { name: 'now', description: '' },
          ],
        },
      ],
      toolConfig: { functionCallingConfig: { mode: 'ANY' } },
    });
  });

  it('is a schema of the answer, which is told in words where there are tools', () => {
    const jsonOutput = { name: 'out', schema: { type: 'object' } };
    expect(body({ jsonOutput }).generationConfig).toEqual({
      responseMimeType: 'application/json',
      responseJsonSchema: { type: 'object' },
    });
    const told = body({ jsonOutput, tools });
    expect(told.generationConfig).toEqual({});
    expect(JSON.stringify(told.systemInstruction)).toContain('answer with JSON of this schema');
  });

  it('is how it thinks and how it writes', () => {
    const config = { temperature: 0, top_k: 3, stop_sequences: ['END'], include_thoughts: true, thinking_level: 'low' };
    expect(body({}, { ...config, max_output_tokens: 9, seed: null }).generationConfig).toEqual({
      temperature: 0,
      topK: 3,
      maxOutputTokens: 9,
      stopSequences: ['END'],
      thinkingConfig: { includeThoughts: true, thinkingLevel: 'LOW' },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { AgentResponse } from '../core/participant.ts';
import type { CodeBlock, CodeExecutor, CodeResult } from '../sandbox/code-executor.ts';
import { CodeExecutorAgent, type CodeExecutorAgentOptions, type CodeWriter } from './code-executor-agent.ts';
import { codeBlocks } from './code-blocks.ts';
import { ModelContext } from './context/model-context.ts';
import { answer, type ScriptedModel, scriptedModel } from './scripted-model.fixture.ts';

const CODE = 'Try:\n```python\nprint(1)\n```';
const ok: CodeResult = { exit_code: 0, output: '1\n' };
const failed: CodeResult = { exit_code: 2, output: 'no such file' };

/** Gives these results in turn, and keeps what it was asked to run. */
function scriptedExecutor(...results: CodeResult[]): CodeExecutor & { readonly ran: CodeBlock[][] } {
  const ran: CodeBlock[][] = [];
  return {
    ran,
    risk: 'execute',
    execute: async (blocks) => {
      ran.push([...blocks]);
      return results[ran.length - 1]!; // the test says enough of them
    },
  };
}

function agentWith(executor: CodeExecutor, given: Partial<CodeExecutorAgentOptions> = {}): CodeExecutorAgent {
  const options = { name: 'ce', description: '', languages: ['python', 'sh'], sources: undefined, writer: undefined };
  return new CodeExecutorAgent({ ...options, executor, ...given });
}

function writer(client: ScriptedModel, maxRetries = 0): CodeWriter {
  return { client, context: new ModelContext(), systemMessage: 'Write.', modelClientStream: false, maxRetries };
}

async function ask(
  agent: CodeExecutorAgent,
  ...texts: [string, string][]
): Promise<AgentResponse & { door: FakeDoor }> {
  const door = new FakeDoor();
  const messages = texts.map(([source, text]) => door.says(source, text));
  return { ...(await agent.respond(messages, door.root.child('turn/1/ce'))), door };
}

const events = ({ told }: AgentResponse): unknown[] =>
  told?.map(({ item }) => {
    if (item.type === 'CodeGenerationEvent')
      return ['wrote', item.retry_attempt, item.content, item.code_blocks.length];
    return item.type === 'CodeExecutionEvent' ? ['ran', item.retry_attempt, item.result.exit_code] : item.type;
  }) ?? [];

describe('blocks of code', () => {
  it('are found by their language, whatever its case, and keep how it was written', () => {
    const text = '```Python\na\n```\n``` sh\nb\nc\n```\n```js\nd\n```\n```\ne\n```';
    expect(codeBlocks(text, ['python', 'sh'])).toEqual([
      { language: 'Python', code: 'a\n' },
      { language: 'sh', code: 'b\nc\n' },
    ]);
    expect(codeBlocks('```c++\nx\n```', ['c++'])).toEqual([{ language: 'c++', code: 'x\n' }]);
    expect(codeBlocks(text, [])).toEqual([]);
  });
});

describe('an agent that runs the code of others', () => {
  it('runs all blocks of all new texts as one batch, and says what came out', async () => {
    const executor = scriptedExecutor(ok);
    const { message, inner, door } = await ask(agentWith(executor), ['a', CODE], ['b', '```sh\nls\n```']);
    expect(executor.ran).toEqual([
      [
        { language: 'python', code: 'print(1)\n' },
        { language: 'sh', code: 'ls\n' },
      ],
    ]);
    expect([message, inner]).toEqual([{ type: 'TextMessage', source: 'ce', content: '1\n' }, []]);
    expect(door.steps.map(({ place, request }) => [place, request.risk, request.precious])).toEqual([
      ['turn/1/ce/code:0', 'execute', true],
    ]);
    expect(door.steps[0]?.request.assumed?.('seen')).toEqual({ exit_code: 0, output: 'seen' });
  });

  it('runs only the code of its sources', async () => {
    const agent = agentWith(scriptedExecutor(), { sources: ['b'] });
    const { message } = await ask(agent, ['a', CODE]);
    expect(message).toMatchObject({ content: expect.stringMatching(/^No code blocks found in the thread\./) });
  });

  it('tells a failure, and never nothing', async () => {
    const told = async (result: CodeResult): Promise<unknown> =>
      (await ask(agentWith(scriptedExecutor(result)), ['a', CODE])).message;
    expect(await told(failed)).toMatchObject({
      content: 'The script ran, then exited with an error (POSIX exit code: 2)\nIts output was:\nno such file',
    });
    expect(await told({ exit_code: 1, output: ' ' })).toMatchObject({
      content: expect.stringMatching(
        /^The script ran but produced no output to console\. The POSIX exit code was: 1\. If /,
      ) as string,
    });
  });
});

describe('an agent that writes its own code', () => {
  it('answers in text where there is nothing to run', async () => {
    const told = await ask(agentWith(scriptedExecutor(), { writer: writer(scriptedModel(answer('No need.'))) }), [
      'u',
      'go',
    ]);
    expect(told.message).toMatchObject({
      type: 'TextMessage',
      content: 'No need.',
      models_usage: null,
    });
    expect(events(told)).toEqual([]);
  });

  it('runs what it wrote and says what came of it', async () => {
    const model = scriptedModel(answer(CODE), answer('It is 1.'));
    const told = await ask(agentWith(scriptedExecutor(ok), { writer: writer(model) }), ['u', 'go']);
    expect(told).toMatchObject({ message: { content: 'It is 1.' }, inner: [] });
    expect(events(told)).toEqual([
      ['wrote', 0, CODE, 1],
      ['ran', 0, 0],
    ]);
    expect(model.requests[1]?.messages.map(({ type, content }) => [type, content])).toEqual([
      ['UserMessage', 'go'],
      ['AssistantMessage', CODE],
      ['UserMessage', '1\n'],
    ]);
  });

  it('mends code that failed as often as it may and its model wants to', async () => {
    const model = scriptedModel(
      answer(CODE),
      answer('{"reason": "Use 2.", "retry": true}'),
      answer(CODE),
      answer('perhaps'),
      answer('It fails.'),
    );
    const told = await ask(agentWith(scriptedExecutor(failed, failed), { writer: writer(model, 5) }), ['u', 'go']);
    expect(told.message).toMatchObject({ content: 'It fails.' });
    expect(events(told)).toEqual([
      ['wrote', 0, CODE, 1],
      ['ran', 0, 2],
      ['wrote', 0, 'Attempt number: 1\nProposed correction: Use 2.', 0],
      ['wrote', 1, CODE, 1],
      ['ran', 1, 2],
    ]);
    // The task is heard once, however often the code is mended.
    expect(model.requests.at(-1)?.messages.filter(({ content }) => content === 'go')).toHaveLength(1);
  });

  it('comes back from its state and from a checkpoint', async () => {
    const one = agentWith(scriptedExecutor(ok), { writer: writer(scriptedModel(answer(CODE), answer('It is 1.'))) });
    const { door } = await ask(one, ['u', 'go']);
    const fresh = (): CodeExecutorAgent =>
      agentWith(scriptedExecutor(), { writer: writer(scriptedModel('', '', 'next')) });
    const [loaded, restored] = [fresh(), fresh()];
    loaded.loadState(one.saveState());
    restored.restore(one.checkpoint(), door);
    expect([loaded.saveState(), restored.saveState()]).toEqual([one.saveState(), one.saveState()]);
    expect((await ask(restored, ['u', 'on'])).message).toMatchObject({ content: 'next' });
  });
});

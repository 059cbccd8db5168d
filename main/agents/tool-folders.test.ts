import { expect, it } from 'vitest';
import { ContentHash } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import { AssistantAgent } from './assistant-agent.ts';
import { ModelContext } from './context/model-context.ts';
import { pythonCodeTool } from './python-code-tool.ts';
import { answer, calling, scriptedModel } from './scripted-model.fixture.ts';

const hash = ContentHash.parse('a'.repeat(43));
/** Adds a file with the name that is its code, and says what it found. */
const executor: CodeExecutor = {
  risk: 'sandboxed',
  execute: async ([block], _context, folder) => ({
    exit_code: 0,
    output: Object.keys(folder).join() || 'empty',
    files: { [block!.code]: hash }, // the tool sends one block
  }),
};

function coder(...codes: string[]): AssistantAgent {
  const answers = codes.flatMap((code) => [calling([['CodeExecutor', JSON.stringify({ code })]]), answer('done')]);
  return new AssistantAgent({
    name: 'coder',
    description: '',
    client: scriptedModel(...answers),
    context: new ModelContext({}),
    systemMessage: undefined,
    toolbox: {
      tools: new Map([['CodeExecutor', pythonCodeTool({ executor, description: '' })]]),
      handoffs: new Map(),
    },
    modelClientStream: false,
    reflectOnToolUse: false,
    toolCallSummaryFormat: '{result}',
    maxToolIterations: 2,
    structured: undefined,
    rules: [],
    memories: [],
  });
}

async function turn(agent: AssistantAgent, door: FakeDoor): Promise<unknown> {
  const { inner } = await agent.respond([door.says('user', 'go')], door.root);
  return inner.flatMap(({ item }) => (item.type === 'ToolCallExecutionEvent' ? item.content : [])).at(0)?.content;
}

it('are kept in checkpoints and states as far as they hold files, and emptied by a reset', async () => {
  const door = new FakeDoor();
  const agent = coder('x', 'y', 'z');
  expect(agent.saveState()).not.toHaveProperty('tool_files');
  expect([await turn(agent, door), await turn(agent, door)]).toEqual(['empty', 'x']);
  const state = agent.saveState();
  expect(state).toMatchObject({ tool_files: { CodeExecutor: { x: hash, y: hash } } });
  const restored = coder('x', 'y', 'z');
  restored.restore(JSON.parse(JSON.stringify(agent.checkpoint())) as JsonObject, door);
  expect(await turn(restored, door)).toBe('x,y');
  const loaded = coder('x');
  loaded.loadState(state);
  expect(await turn(loaded, door)).toBe('x,y');
  agent.reset();
  expect(await turn(agent, door)).toBe('empty');
});

import { expect, it } from 'vitest';
import { javaScriptTool } from '../../shared/component/tools.ts';
import { javascriptTool } from './javascript-tool.ts';
import type { FunctionCall } from './function-caller.ts';

const config = javaScriptTool.config.parse(javaScriptTool.initialConfig);
const context = { signal: new AbortController().signal } as Parameters<ReturnType<typeof javascriptTool>['run']>[1];

function toolWith(asked: FunctionCall[]) {
  return javascriptTool(config, {
    call: async (call) => {
      asked.push(call);
      return { content: 'done', isError: false };
    },
  });
}

it('is called with its source and the arguments', async () => {
  const asked: FunctionCall[] = [];
  expect(await toolWith(asked).run({ text: 'a bc' }, context)).toEqual({ content: 'done', isError: false });
  const { source_code: source } = config;
  expect(asked).toEqual([
    { language: 'javascript', source, name: 'word_lengths', imports: [], args: { text: 'a bc' } },
  ]);
});

it('gives wrong arguments back to the model, and runs nothing', async () => {
  const asked: FunctionCall[] = [];
  expect(await toolWith(asked).run({ text: 3 }, context)).toEqual({
    content: 'The arguments are not as the tool wants them. text: Invalid input: expected string, received number',
    isError: true,
  });
  expect(asked).toEqual([]);
});

it('is another tool where its source is another', () => {
  const other = javascriptTool(
    { ...config, source_code: 'export default () => 1' },
    { call: () => Promise.reject(new Error()) },
  );
  expect(toolWith([]).identity).not.toBe(other.identity);
});

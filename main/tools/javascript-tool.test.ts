import { parse } from '@babel/parser';
import { expect, it } from 'vitest';
import { javaScriptTool } from '../../shared/component/tools.ts';
import { readToolCode } from '../../shared/tool-code/read-tool-code.ts';
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

it('checks all that the types of its code can say', async () => {
  const source_code = `interface Stop { name: string; next?: Stop }
    export default (args: {
      /** @integer */ days: number;
      units?: 'metric' | 'imperial' | null;
      at: [lat: number, lon?: number];
      stop?: Stop;
      tags?: Record<string, boolean>;
    }) => args;`;
  const code = readToolCode(source_code, { parse, toolName: undefined });
  if (code.type !== 'typed') throw new Error('It has types.');
  const tool = javascriptTool(
    { ...config, source_code, json_schema: code.schema },
    { call: () => Promise.resolve({ content: 'done', isError: false }) },
  );
  const good = { days: 1, units: null, at: [1], stop: { name: 'a', next: { name: 'b' } }, tags: { a: true } };
  expect(await tool.run(good, context)).toEqual({ content: 'done', isError: false });
  const wrong = { days: 1.5, units: 'mild', at: [], stop: { name: 'a', next: {} }, tags: { a: 1 }, more: 1 };
  const { content, isError } = await tool.run(wrong, context);
  expect(isError).toBe(true);
  expect([...content.matchAll(/(?:^.*?\. |; )([\w.]+): /g)].map(([, path]) => path)).toEqual([
    'days',
    'units',
    'at.0',
    'stop.next.name',
    'tags.a',
    'arguments',
  ]);
});

it('is another tool where its source is another', () => {
  const other = javascriptTool(
    { ...config, source_code: 'export default () => 1' },
    { call: () => Promise.reject(new Error()) },
  );
  expect(toolWith([]).identity).not.toBe(other.identity);
});

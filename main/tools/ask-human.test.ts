import { expect, it } from 'vitest';
import { askHumanTool } from './ask-human.ts';
import { neverAborted } from './tool-context.fixture.ts';

it('asks a person and gives the answer to the model', async () => {
  const asked: unknown[] = [];
  const askPerson = async (question: object): Promise<string> => {
    asked.push(question);
    return 'The red one.';
  };
  const tool = askHumanTool({ who: 'editor' });
  expect(await tool.run({ question: 'Which colour?' }, { ...neverAborted, askPerson })).toEqual({
    content: 'The red one.',
    isError: false,
  });
  expect(asked).toEqual([{ prompt: 'Which colour?', agent: 'editor' }]);
  expect(await tool.run({}, neverAborted)).toMatchObject({ isError: true });
});

import { expect, it } from 'vitest';
import type { ToolSchema } from '../../shared/chat/tool-schema.ts';
import { findToolsTool } from './find-tools.ts';
import { neverAborted } from './tool-context.fixture.ts';

const schema = (name: string, description: string): ToolSchema => ({
  name,
  description,
  parameters: { type: 'object' },
  strict: false,
});
const library = [
  schema('list_files', 'Lists the files\nof a folder.'),
  schema('readFile', 'Gives the text of one file.'),
  schema('weather', 'Tells the weather of a town.'),
];

async function found(query: string): Promise<[string, readonly string[]]> {
  const names: string[] = [];
  const tool = findToolsTool(library, (some) => names.push(...some));
  const result = await tool.run({ query }, neverAborted);
  tool.heard?.(result);
  return [result.content, names];
}

it('finds tools by name and description, the best first', async () => {
  expect(await found('read a file')).toEqual([
    'You can call these now:\n- readFile: Gives the text of one file.\n- list_files: Lists the files of a folder.',
    ['readFile', 'list_files'],
  ]);
});

it('names what there is where nothing fits', async () => {
  expect(await found('translate')).toEqual([
    'No tool fits "translate". There are: list_files, readFile, weather. Search with other words.',
    [],
  ]);
});

it('says how many there are, and refuses an empty question', async () => {
  const tool = findToolsTool(library, () => undefined);
  expect(tool.schema.description).toBe(
    'Searches 3 more tools by what they do. Those found can be called from then on.',
  );
  expect(await tool.run({ query: '' }, neverAborted)).toMatchObject({ isError: true });
});

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

it('finds one of many by what somebody would say of it, whatever small words they use', async () => {
  const many = Array.from({ length: 200 }, (_, index) =>
    schema(`report_${index}`, `Writes a report to an archive of how things are, number ${index}.`),
  );
  const wanted = [
    schema('mail_send', 'Sends a mail to somebody.'),
    schema('weather_at', 'Tells how warm it is in a town.'),
  ];
  const tool = findToolsTool([...many.slice(0, 90), ...wanted, ...many.slice(90)], () => undefined);
  const first = async (query: string) => (await tool.run({ query }, neverAborted)).content.split('\n')[1];
  expect(await first('how do I send mails to a person')).toBe('- mail_send: Sends a mail to somebody.');
  expect(await first('the weather of Bern')).toBe('- weather_at: Tells how warm it is in a town.');
  expect(await first('report_137')).toMatch(/^- report_137: /);
});

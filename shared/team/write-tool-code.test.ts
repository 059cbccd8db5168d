import { expect, it } from 'vitest';
import { javaScriptTool } from '../component/tools.ts';
import type { NodeId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { parseModule, read } from '../tool-code/parse.fixture.ts';
import type { TypedCode } from '../tool-code/tool-code.ts';
import { findNode } from './document-graph.ts';
import type { TeamDocument } from './document.ts';
import { TeamDrawing } from './team-drawing.fixture.ts';
import { takeArguments, writeToolCode } from './write-tool-code.ts';

const WEATHER = '/** Tells the weather. */\nexport default function weather(args: { city: string }) {}';
const weather = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};
const { name, description, json_schema } = javaScriptTool.initialConfig;

function drawn(config: JsonObject = {}): { document: TeamDocument; tool: NodeId } {
  const drawing = new TeamDrawing();
  const tool = drawing.add(javaScriptTool.provider, config);
  return { document: drawing.document, tool };
}

/** The config after these texts were typed one after the other. */
function afterTyping(config: JsonObject, ...sources: readonly string[]): JsonObject {
  const { document, tool } = drawn(config);
  let lastRead: TypedCode | undefined;
  const written = sources.reduce((current, source) => {
    const code = read(findNode(current, tool)?.component.config['source_code'] as string);
    if (code.type === 'typed') lastRead = code;
    return writeToolCode(current, { node: tool, source, parse: parseModule, lastRead });
  }, document);
  return findNode(written, tool)?.component.config ?? {};
}

it('takes name, description and arguments along', () => {
  const expected = { name: 'weather', description: 'Tells the weather.', source_code: WEATHER, json_schema: weather };
  expect(afterTyping({}, WEATHER)).toEqual(expected);
});

it('goes on after code that could not be read', () => {
  const broken = WEATHER.replace('city:', 'city');
  expect(afterTyping({}, broken)).toMatchObject({ name, description, json_schema, source_code: broken });
  expect(afterTyping({}, '', broken, 'export default (args) => 1', WEATHER)).toMatchObject({ json_schema: weather });
});

it('leaves what a person wrote', () => {
  const byHand = { name: 'mine', description: 'Mine.', json_schema: { ...json_schema, title: 'Mine' } };
  expect(afterTyping(byHand, WEATHER)).toEqual({ ...byHand, source_code: WEATHER });
  expect(afterTyping({ description: 'Mine.' }, WEATHER)).toMatchObject({
    name: 'weather',
    description: 'Mine.',
    json_schema: weather,
  });
});

it('leaves what the code does not say', () => {
  const source_code = 'export default (args: { city: string }) => 1';
  expect(afterTyping({}, source_code)).toEqual({ name, description, source_code, json_schema: weather });
});

it('names a second tool by its function', () => {
  expect(afterTyping({ name: 'word_lengths_2' }, WEATHER)).toMatchObject({ name: 'weather' });
});

it('gives a tool the name by which its function is found', () => {
  expect(afterTyping({ name: 'mine' }, WEATHER.replace('default ', ''))).toMatchObject({ name: 'weather' });
});

it('takes the arguments from the code where a person asks for it', () => {
  const { document, tool } = drawn({ source_code: WEATHER, json_schema: {} });
  const code = read(WEATHER);
  if (code.type !== 'typed') throw new Error('It has types.');
  const taken = takeArguments(document, { node: tool, code });
  expect(findNode(taken, tool)?.component.config['json_schema']).toEqual(weather);
});

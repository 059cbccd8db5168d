import { describe, expect, it } from 'vitest';
import type { LostSession } from '../core/effects.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { neverAborted } from '../tools/tool-context.fixture.ts';
import type { Tool, ToolResult } from '../tools/tool.ts';
import type { ListedTool, Workbench } from '../tools/workbench.ts';
import { AgentTools } from './agent-tools.ts';
import { callTools, type Toolbox } from './call-tools.ts';

interface FakeBench extends Workbench {
  /** What was asked of it. */
  readonly asked: string[];
  tools: string[];
}

function bench(label: string, tools: string[], result: Partial<ToolResult> = {}, lost = forgetful()): FakeBench {
  const asked: string[] = [];
  const listed = (name: string): ListedTool => ({
    name,
    risk: 'read',
    schema: { name, description: '', parameters: { type: 'object' }, strict: false },
  });
  const made: FakeBench = {
    id: label,
    opening: { name: `open ${label}`, details: {}, identity: label },
    risk: 'execute',
    session: 'rebuildable',
    get isOpen() {
      return asked.length > 0;
    },
    lost,
    asked,
    tools,
    list: async () => {
      asked.push('list');
      return { label, tools: made.tools.map(listed) };
    },
    call: async (name) => {
      asked.push(name);
      return { content: `${label}: ${name}`, isError: false, ...result };
    },
  };
  return made;
}

function forgetful(): LostSession {
  return { recall: () => undefined, missing: () => undefined, forget: () => undefined };
}

function own(workbenches: readonly Workbench[], tools: readonly string[] = []): Toolbox {
  const made = tools.map((name): [string, Tool] => [
    name,
    {
      schema: { name, description: '', parameters: {}, strict: false },
      risk: 'none',
      run: async () => ({ content: `own: ${name}`, isError: false }),
    },
  ]);
  return { tools: new Map(made), handoffs: new Map(), workbenches };
}

const names = ({ schemas }: AgentTools): string[] => schemas.map(({ name }) => name);
const call = (name: string) => ({ id: 'c', name, arguments: '{}' });

describe('the tools of an agent', () => {
  it('keep their own names where these are clear', async () => {
    const tools = new AgentTools(own([bench('files', ['read', 'write']), bench('web', ['fetch'])], ['add']));
    await tools.look(new FakeDoor().root, 'all');
    expect(names(tools)).toEqual(['add', 'read', 'write', 'fetch']);
  });

  it('have the name of their server before them where two are called the same, in 64 letters at most', async () => {
    const long = 'x'.repeat(60);
    const benches = [bench('a server', ['read', 'add', long]), bench('b', ['read', 'b__read', long])];
    const tools = new AgentTools(own(benches, ['add']));
    const door = new FakeDoor();
    await tools.look(door.root, 'all');
    expect(names(tools)).toEqual([
      'add',
      'a_server__read',
      'a_server__add',
      `a_server__${'x'.repeat(54)}`,
      'b__read_2',
      'b__read',
      `b__${long}`,
    ]);
    const { results } = await callTools([call('b__read_2')], tools.toolbox, door.root);
    expect(results.map(({ content }) => content)).toEqual(['b: read']);
  });

  it('are asked for at all workbenches side by side, each in a branch of its own', async () => {
    const door = new FakeDoor();
    await new AgentTools(own([bench('a', []), bench('b', [])])).look(door.root, 'all');
    const seen = door.steps.map(({ place, request }) => `${place} ${request.risk} ${request.approval?.tool}`);
    expect(seen).toEqual(['workbench:0/tool:0 execute open a', 'workbench:1/tool:0 execute open b']);
    expect(door.activations).toEqual([
      'open workbench:0',
      'open workbench:1',
      'close workbench:0',
      'close workbench:1',
    ]);
  });

  it('are asked for again in the middle of a turn only where a call says that they changed', async () => {
    const [still, moving] = [bench('still', ['rest']), bench('moving', ['move'], { toolsChanged: true })];
    const tools = new AgentTools(own([still, moving]));
    const door = new FakeDoor();
    await tools.look(door.root, 'all');
    const before = tools.schemas;
    await tools.look(door.root, 'stale');
    moving.tools = ['move', 'jump'];
    await callTools([call('move')], tools.toolbox, door.root);
    await tools.look(door.root, 'stale');
    expect([still.asked, moving.asked]).toEqual([['list'], ['list', 'move', 'list']]);
    expect(names(tools)).toEqual(['rest', 'move', 'jump']);
    expect(before).not.toBe(tools.schemas);
  });

  it('are the same list until something changes, and may be looked at again without asking anybody', async () => {
    const tools = new AgentTools(own([bench('a', ['read'])]));
    const door = new FakeDoor();
    await tools.look(door.root, 'all');
    const before = tools.schemas;
    await tools.look(door.root, 'all');
    expect(tools.schemas).toBe(before);
    const [, again] = door.steps;
    expect(again?.request).toMatchObject({ risk: 'read', isRepeatable: true });
    expect(again?.request.approval).toBeUndefined();
  });

  it('are found again by a checkpoint, without a look', async () => {
    const door = new FakeDoor();
    const before = new AgentTools(own([bench('a', ['read'])]));
    await before.look(door.root, 'all');
    await before.look(door.root, 'all');
    await callTools([call('read')], before.toolbox, door.root);
    const recalled: string[] = [];
    const lost = { ...forgetful(), recall: () => void recalled.push('a') };
    const workbench = bench('a', [], {}, lost);
    const after = new AgentTools(own([workbench]));
    after.restore(before.checkpoint(), door);
    expect(names(after)).toEqual(['read']);
    expect(workbench.asked).toEqual([]);
    expect(recalled).toEqual(['a']);
  });

  it('are not there where somebody refuses to open their server, which no other arguments change', async () => {
    const door = new FakeDoor();
    await new AgentTools(own([bench('a', ['read'])])).look(door.root, 'all');
    const approval = door.steps[0]?.request.approval;
    expect(approval?.denied('No.')).toEqual({ refused: 'No.' });
    expect(approval?.withArguments({})).toBe('Only the design can change how it is opened.');
  });
});

it('a call that is read from the log tells the session that it was made', async () => {
  const recalled: string[] = [];
  const lost = { ...forgetful(), recall: () => void recalled.push('recalled') };
  const tools = new AgentTools(own([bench('a', ['read'], {}, lost)]));
  const door = new FakeDoor();
  await tools.look(door.root, 'all');
  await callTools([call('read')], tools.toolbox, door.root);
  expect(recalled).toEqual([]);
  const { request } = door.steps.at(-1)!;
  request.parse({ content: 'x', isError: false });
  expect(recalled).toEqual([]); // it was made here
  await request.execute(neverAborted);
});

describe('a library', () => {
  const shelf = (name: string, description: string): [string, Tool] => [
    name,
    {
      schema: { name, description, parameters: { type: 'object' }, strict: false },
      risk: 'none',
      run: async () => ({ content: `${name} ran`, isError: false }),
    },
  ];
  const own = (): Toolbox => ({
    tools: new Map([shelf('clock', 'Tells the time.')]),
    handoffs: new Map(),
    library: new Map([shelf('weather', 'Tells the weather of a town.'), shelf('mail', 'Sends a letter.')]),
  });
  const names = (tools: AgentTools): string[] => tools.schemas.map(({ name }) => name);
  const call = (name: string, args: object): Parameters<typeof callTools>[0] => [
    { id: '1', name, arguments: JSON.stringify(args) },
  ];

  it('shows a model only what it has found, and lets it call that', async () => {
    const tools = new AgentTools(own());
    const door = new FakeDoor();
    expect(names(tools)).toEqual(['clock', 'find_tools']);
    const early = await callTools(call('weather', {}), tools.toolbox, door.root);
    expect(early.results[0]).toMatchObject({ is_error: true });
    await callTools(call('find_tools', { query: 'weather in Oslo' }), tools.toolbox, door.root);
    expect(names(tools)).toEqual(['clock', 'find_tools', 'weather']);
    const { results } = await callTools(call('weather', {}), tools.toolbox, door.root);
    expect(results[0]).toMatchObject({ content: 'weather ran', is_error: false });
  });

  it('remembers what was found over a checkpoint', async () => {
    const tools = new AgentTools(own());
    const door = new FakeDoor();
    expect(tools.checkpoint()).toBeUndefined();
    await callTools(call('find_tools', { query: 'letter' }), tools.toolbox, door.root);
    expect(tools.checkpoint()).toEqual({ listed: [], called: [], found: ['mail'] });
    const later = new AgentTools(own());
    later.restore(tools.checkpoint(), door);
    expect(names(later)).toEqual(['clock', 'find_tools', 'mail']);
  });
});

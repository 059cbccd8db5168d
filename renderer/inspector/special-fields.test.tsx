import { render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import type { EdgeId, NodeId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { edgesInto, findEdge, findNode } from '../../shared/team/document-graph.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { editorStore } from '../store/editor.ts';
import { Inspector } from './inspector.tsx';

const AGENTS = 'autogen_agentchat.agents';
const TEAMS = 'autogen_agentchat.teams';
let drawing: TeamDrawing;

beforeEach(() => {
  drawing = new TeamDrawing();
});

/** Two agents in a team of this pattern. */
function pairIn(team: NodeId): [writer: NodeId, critic: NodeId] {
  const [writer, critic] = ['writer', 'critic'].map((name) => drawing.add(`${AGENTS}.AssistantAgent`, { name }));
  for (const node of [writer, critic]) drawing.wire(node!, team); // `!`: two were added
  return [writer!, critic!]; // `!`: as above
}

function show(node: NodeId, tab?: string): Promise<void> {
  editorStore.getState().openDocument({ document: drawing.document, version: 1 });
  editorStore.getState().selectNodes([node]);
  render(<Inspector />);
  return userEvent.click(screen.getByRole('tab', { name: tab ?? 'Setup' }));
}

const config = (node: NodeId): JsonObject => findNode(editorStore.getState().document, node)?.component.config ?? {};

describe('the shape of an answer', () => {
  const rule = (schema: JsonObject): NodeId => drawing.add('troupe.agents.OutputRule', { json_schema: schema });

  it('is made field by field', async () => {
    const node = rule({});
    await show(node);
    await userEvent.click(screen.getByRole('button', { name: 'Add a field' }));
    await userEvent.type(screen.getByLabelText('Name of field 1'), 'verdict');
    await userEvent.selectOptions(screen.getByLabelText('Kind of field 1'), 'one of some words');
    await userEvent.type(screen.getByLabelText('Words of field 1'), 'yes, no');
    await userEvent.click(screen.getByRole('button', { name: 'Add a field' }));
    await userEvent.type(screen.getByLabelText('Name of field 2'), 'score');
    await userEvent.selectOptions(screen.getByLabelText('Kind of field 2'), 'whole number');
    await userEvent.type(screen.getByLabelText('Meaning of field 2'), 'From 1 to 5');
    await userEvent.click(screen.getAllByLabelText('must be there')[1]!); // `!`: there are two
    expect(config(node)['json_schema']).toEqual({
      type: 'object',
      properties: {
        verdict: { type: 'string', enum: ['yes', 'no'] },
        score: { type: 'integer', description: 'From 1 to 5' },
      },
      required: ['verdict'],
    });
  });

  it('keeps what the form does not show, and is none without fields', async () => {
    const schema = { type: 'object', properties: { a: { type: 'string', minLength: 2 } }, additionalProperties: false };
    const node = rule(schema);
    await show(node);
    await userEvent.type(screen.getByLabelText('Meaning of field 1'), 'x');
    expect(config(node)['json_schema']).toEqual({
      ...schema,
      properties: { a: { type: 'string', minLength: 2, description: 'x' } },
      required: [],
    });
    await userEvent.click(screen.getByRole('button', { name: 'Take out a field 1' }));
    expect(config(node)['json_schema']).toBeUndefined();
  });

  it('is changed as JSON where it holds more than the form can show', async () => {
    await show(rule({ type: 'array', items: { type: 'object' } }));
    expect(screen.getByText(/more than a form can show/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Add a field' })).toBeNull();
  });
});

describe('the handoffs of an agent', () => {
  it('are names, with texts where somebody wrote some', async () => {
    const [writer] = pairIn(drawing.add(`${TEAMS}.Swarm`));
    await show(writer);
    await userEvent.click(screen.getByText(/more setting/));
    await userEvent.click(screen.getByRole('button', { name: 'Add a handoff' }));
    await userEvent.type(screen.getByLabelText('Hands over to 1'), 'user');
    expect(config(writer)['handoffs']).toEqual(['user']);
    await userEvent.click(screen.getByText('Texts'));
    const message = screen.getByLabelText<HTMLTextAreaElement>('Message');
    expect(message.placeholder).toBe('Transferred to user, adopting the role of user immediately.');
    await userEvent.type(message, 'Your turn.');
    expect(config(writer)['handoffs']).toEqual([{ target: 'user', message: 'Your turn.' }]);
    await userEvent.click(screen.getByRole('button', { name: 'Take out a handoff 1' }));
    expect(config(writer)['handoffs']).toBeUndefined();
  });
});

it('lets chosen messages through a filter', async () => {
  const node = drawing.add(`${AGENTS}.MessageFilterAgent`, { name: 'filter' });
  await show(node);
  await userEvent.click(screen.getByRole('button', { name: 'Add a source' }));
  await userEvent.type(screen.getByLabelText('Source 1'), 'critic');
  await userEvent.selectOptions(screen.getByLabelText('Which messages of source 1'), 'the last');
  await userEvent.clear(screen.getByLabelText('How many of source 1'));
  await userEvent.type(screen.getByLabelText('How many of source 1'), '3');
  expect(config(node)['filter']).toMatchObject({ per_source: [{ source: 'critic', position: 'last' }] });
  await userEvent.selectOptions(screen.getByLabelText('Which messages of source 1'), 'all');
  expect(config(node)['filter']).toEqual({ per_source: [{ source: 'critic' }] });
});

it('keeps facts and first messages as texts', async () => {
  const notes = drawing.add('autogen_core.memory.ListMemory');
  await show(notes);
  await userEvent.click(screen.getByRole('button', { name: 'Add a fact' }));
  await userEvent.type(screen.getByLabelText('Fact 1'), 'Trams run all night.');
  expect(config(notes)['memory_contents']).toEqual([{ content: 'Trams run all night.', mime_type: 'text/plain' }]);
});

it('keeps what an agent remembers from before', async () => {
  const context = drawing.add('autogen_core.model_context.UnboundedChatCompletionContext');
  await show(context);
  await userEvent.click(screen.getByRole('button', { name: 'Add a message' }));
  await userEvent.type(screen.getByLabelText('Message 1'), 'Be brief.');
  expect(config(context)['initial_messages']).toEqual([{ type: 'UserMessage', source: 'user', content: 'Be brief.' }]);
  await userEvent.selectOptions(screen.getByLabelText('Who says message 1'), 'Instructions');
  expect(config(context)['initial_messages']).toEqual([{ type: 'SystemMessage', content: 'Be brief.' }]);
});

it('keeps a text for each of some names', async () => {
  const agent = drawing.add(`${AGENTS}.AssistantAgent`, { name: 'a' });
  await show(agent);
  await userEvent.click(screen.getByText(/more settings/));
  await userEvent.click(screen.getByRole('button', { name: 'Add a line' }));
  await userEvent.type(screen.getByLabelText('Name 1'), 'team');
  await userEvent.type(screen.getByLabelText('Text 1'), 'red');
  expect(config(agent)['metadata']).toEqual({ team: 'red' });
});

describe('names of agents', () => {
  it('are ticked, and others are written', async () => {
    const rule = drawing.add('autogen_agentchat.conditions.TextMentionTermination', { text: 'DONE' });
    pairIn(drawing.add(`${TEAMS}.RoundRobinGroupChat`));
    await show(rule);
    const group = screen.getByRole('group', { name: 'Said by' });
    await userEvent.click(within(group).getByLabelText('critic'));
    await userEvent.type(within(group).getByLabelText('Another name'), 'user{Enter}');
    expect(config(rule)['sources']).toEqual(['critic', 'user']);
    await userEvent.click(within(group).getByLabelText('critic'));
    await userEvent.click(within(group).getByLabelText('user'));
    expect(config(rule)['sources']).toBeUndefined();
  });

  it('are offered for a judge', async () => {
    const team = drawing.add('troupe.teams.Debate');
    pairIn(team);
    await show(team);
    await userEvent.type(screen.getByLabelText('Judge'), 'critic');
    expect(config(team)['judge']).toBe('critic');
    const offered = [...document.querySelectorAll('datalist option')].map((option) => option.getAttribute('value'));
    expect(offered).toEqual(['writer', 'critic']);
  });
});

it('shows what counts where nothing is set', async () => {
  const agent = drawing.add('troupe.agents.ConversableAgent', { name: 'boss', human_input_mode: undefined });
  await show(agent);
  expect(screen.getByLabelText<HTMLSelectElement>('Ask a person').value).toBe('TERMINATE');
  await userEvent.click(screen.getByRole('tab', { name: 'Limits' }));
  expect(screen.getByLabelText<HTMLInputElement>('Tool rounds').placeholder).toBe('5');
  expect(screen.getByText(/How often in one reply the model may call tools. Empty: 5./)).toBeTruthy();
});

describe('whom an agent asks before it replies', () => {
  it('are put in, taken out and ordered', async () => {
    const boss = drawing.add('troupe.agents.ConversableAgent', { name: 'boss' });
    const [one, two] = ['one', 'two'].map((name) => drawing.add(`${AGENTS}.AssistantAgent`, { name }));
    await show(boss);
    const chats = screen.getByRole('region', { name: 'Asks before it replies' });
    for (const name of ['one', 'two']) {
      await userEvent.click(within(chats).getByRole('button', { name: 'Add' }));
      await userEvent.click(screen.getByRole('menuitem', { name: new RegExp(`^${name} `) }));
    }
    const asked = () =>
      edgesInto(editorStore.getState().document, { target: boss, slot: 'nested_chats' }).map(({ source }) => source);
    expect(asked()).toEqual([one, two]);
    await userEvent.click(within(chats).getAllByRole('button', { name: 'Later' })[0]!); // `!`: there are two
    expect(asked()).toEqual([two, one]);
    await userEvent.click(within(chats).getByRole('button', { name: 'Take out two' }));
    expect(asked()).toEqual([one]);
  });
});

describe('a wire', () => {
  const dataOf = (edge: EdgeId) => findEdge(editorStore.getState().document, edge)?.data;

  it('of a graph flow gets its condition from the list of an agent', async () => {
    const team = drawing.add(`${TEAMS}.GraphFlow`);
    const [writer, critic] = pairIn(team);
    await show(writer);
    const ways = screen.getByRole('region', { name: 'Leads on to' });
    await userEvent.click(within(ways).getByRole('button', { name: 'Add' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'critic' }));
    const edge = editorStore.getState().document.edges.find(({ kind }) => kind === 'flow')!; // it was just drawn
    expect([edge.source, edge.target]).toEqual([writer, critic]);
    await userEvent.click(within(ways).getByRole('button', { name: 'critic' }));
    await userEvent.type(screen.getByLabelText('Only if the message says'), 'OK');
    await userEvent.selectOptions(screen.getByLabelText('critic waits for'), 'the first way of the group');
    await userEvent.type(screen.getByLabelText('Group'), 'again');
    expect(dataOf(edge.id)).toEqual({
      condition: 'OK',
      activation_condition: 'any',
      activation_group: 'again',
    });
    editorStore.getState().selectNodes([team]);
    await userEvent.selectOptions(await screen.findByLabelText('Who begins'), 'critic');
    expect(config(team)['graph']).toEqual({ nodes: {}, default_start_node: 'critic' });
  });

  it('of a swarm gets its texts', async () => {
    const [writer, critic] = pairIn(drawing.add(`${TEAMS}.Swarm`));
    drawing.wire(writer, critic);
    await show(writer);
    await userEvent.click(
      within(screen.getByRole('region', { name: 'Hands over to' })).getByRole('button', { name: 'critic' }),
    );
    await userEvent.type(screen.getByLabelText('When'), 'Hand over when the draft is done.');
    const edge = editorStore.getState().document.edges.find(({ kind }) => kind === 'handoff')!; // it was drawn above
    expect(dataOf(edge.id)).toEqual({
      handoff: { target: 'critic', description: 'Hand over when the draft is done.' },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Take the wire away' }));
    expect(editorStore.getState().document.edges.some(({ kind }) => kind === 'handoff')).toBe(false);
  });
});

describe('how a server is reached', () => {
  const server = (server_params: JsonObject): NodeId =>
    drawing.add('autogen_ext.tools.mcp.McpWorkbench', { server_params });

  it('is a command with its arguments and variables', async () => {
    const node = server({ type: 'StdioServerParams', command: 'npx' });
    await show(node);
    await userEvent.clear(screen.getByLabelText('Command'));
    await userEvent.type(screen.getByLabelText('Command'), 'uvx');
    await userEvent.type(screen.getByLabelText('Arguments'), 'mcp-server-fetch{enter}--quiet');
    await userEvent.click(screen.getByRole('button', { name: 'Add a line' }));
    await userEvent.type(screen.getByLabelText('Name 1'), 'TOKEN');
    await userEvent.type(screen.getByLabelText('Text 1'), 'secret:mine');
    await userEvent.type(screen.getByLabelText('Time for an answer'), '30');
    expect(config(node)['server_params']).toEqual({
      type: 'StdioServerParams',
      command: 'uvx',
      args: ['mcp-server-fetch', '--quiet'],
      env: { TOKEN: 'secret:mine' },
      read_timeout_seconds: 30,
    });
  });

  it('becomes an address, and a command again as it was', async () => {
    const before = { type: 'StdioServerParams', command: 'npx', args: ['-y', 'x'] };
    const node = server(before);
    await show(node);
    const kind = screen.getByLabelText('Server');
    await userEvent.selectOptions(kind, 'An address');
    expect(config(node)['server_params']).toEqual({
      type: 'StreamableHttpServerParams',
      url: 'http://localhost:3000/mcp',
    });
    await userEvent.selectOptions(kind, 'A command');
    expect(config(node)['server_params']).toEqual(before);
  });

  it('is changed as JSON where a line could not hold an argument', async () => {
    await show(server({ type: 'StdioServerParams', command: 'sh', args: ['-c', 'one\ntwo'] }));
    expect(screen.getByText('It holds more than a form can show, and is changed as JSON.')).toBeTruthy();
  });
});

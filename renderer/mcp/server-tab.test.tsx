import { ORPCError } from '@orpc/client';
import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import type { McpInspection } from '../../shared/rpc/mcp-contract.ts';
import { findNode } from '../../shared/team/document-graph.ts';
import type { TeamNode } from '../../shared/team/document.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { serverStore } from './server-store.ts';
import { ServerTab } from './server-tab.tsx';

/** An engine that answers as it is told to, and writes down what it is asked. */
const engine = vi.hoisted(() => ({
  asked: [] as unknown[],
  fails: undefined as Error | undefined,
  inspection: undefined as McpInspection | undefined,
}));
vi.mock('../rpc/api.ts', () => {
  const answer = (name: string, value: () => unknown) => async (input: object) => {
    engine.asked.push([name, input]);
    if (engine.fails !== undefined) throw engine.fails;
    return value();
  };
  const called = { text: 'Noted.', isError: false, raw: {}, durationMs: 1 };
  return {
    api: {
      mcp: {
        connect: answer('connect', () => engine.inspection),
        call: answer('call', () => called),
        disconnect: answer('disconnect', () => undefined),
      },
    },
  };
});

const INSPECTION: McpInspection = {
  id: 'one',
  name: 'notes 1.0',
  instructions: '',
  tools: [{ name: 'add', description: 'Adds a note.', inputSchema: { type: 'object' }, risk: 'write' }],
  resources: [],
  templates: [],
  prompts: [],
};

const STDIO = { type: 'StdioServerParams', command: 'npx', args: ['-y', 'notes'] };

function nodeWith(server_params: JsonObject): TeamNode {
  const drawing = new TeamDrawing();
  const id = drawing.add('autogen_ext.tools.mcp.McpWorkbench', { server_params });
  return findNode(drawing.document, id)!; // it was just drawn
}
const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

beforeEach(() => {
  engine.asked = [];
  engine.fails = undefined;
  engine.inspection = INSPECTION;
  serverStore.setState({ byNode: new Map() });
});

it('says what connecting would start, and starts nothing by being looked at', () => {
  render(<ServerTab node={nodeWith(STDIO)} />);
  expect(screen.getByText('npx -y notes')).toBeTruthy();
  expect(engine.asked).toEqual([]);
});

it('shows what the server offers, calls a tool, and disconnects', async () => {
  render(<ServerTab node={nodeWith(STDIO)} />);
  await press('Connect');
  expect(screen.getByText('notes 1.0')).toBeTruthy();
  await userEvent.click(screen.getByText('add'));
  await press('Call');
  expect(await screen.findByText('Noted.')).toBeTruthy();
  await press('Disconnect');
  expect(screen.getByRole('button', { name: 'Connect' })).toBeTruthy();
  expect(engine.asked.map((asked) => (asked as [string])[0])).toEqual(['connect', 'call', 'disconnect']);
});

it('says why it could not connect', async () => {
  render(<ServerTab node={nodeWith(STDIO)} />);
  engine.fails = new Error('The command "npx" was not found.');
  await press('Connect');
  expect(screen.getByRole('status').textContent).toBe('Not connected.The command "npx" was not found.');
});

it('is not connected any more where the engine has let go of the server', async () => {
  render(<ServerTab node={nodeWith(STDIO)} />);
  await press('Connect');
  engine.fails = new ORPCError('NOT_CONNECTED', { message: 'This server is not connected any more.' });
  await userEvent.click(screen.getByText('add'));
  await press('Call');
  expect(await screen.findByText('This server is not connected any more.')).toBeTruthy();
});

it('says that settings were changed since it connected', async () => {
  const node = nodeWith(STDIO);
  const { rerender } = render(<ServerTab node={node} />);
  await press('Connect');
  const config = { server_params: { ...STDIO, command: 'uvx' } };
  rerender(<ServerTab node={{ ...node, component: { ...node.component, config } }} />);
  expect(screen.getByRole('alert').textContent).toContain('The settings were changed since.');
});

import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { functionTool } from '../../shared/component/tools.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { ToolTrial } from '../../shared/rpc/code-contract.ts';
import { findNode } from '../../shared/team/document-graph.ts';
import { drawTeam } from '../canvas/scene.fixture.ts';
import { TryTool } from './try-tool.tsx';

/** An engine that knows one schema, and answers as it is told to. */
const engine = vi.hoisted(() => ({ asked: [] as unknown[], trial: undefined as ToolTrial | undefined }));
vi.mock('../rpc/api.ts', () => ({
  api: {
    code: {
      schema: async (): Promise<JsonObject> => ({
        type: 'object',
        properties: { text: { type: 'string' }, times: { type: 'integer' } },
        required: ['text'],
      }),
      try: async (input: { arguments: JsonObject }) => {
        engine.asked.push(input.arguments);
        if (engine.trial === undefined) throw new Error('The engine is gone');
        return engine.trial;
      },
    },
  },
}));

beforeEach(() => {
  engine.asked = [];
  engine.trial = undefined;
});

async function open(): Promise<void> {
  const { drawing } = drawTeam();
  const tool = drawing.add(functionTool.provider, functionTool.initialConfig);
  render(<TryTool node={findNode(drawing.document, tool)!} />); // just drawn
  await userEvent.click(await screen.findByText('Try it in the sandbox'));
}

async function run(): Promise<string | null> {
  await userEvent.type(screen.getByLabelText(/^text/), 'a b');
  await userEvent.click(screen.getByRole('button', { name: 'Run' }));
  return (await screen.findByRole('status')).textContent;
}

it('runs the tool with what is typed, and shows what a model would read, what was printed and the time', async () => {
  engine.trial = { text: '2', isError: false, printed: 'counting\n', durationMs: 3.14 };
  await open();
  expect(await run()).toBe('What the model reads:2What it printed:counting\nafter 3.1 ms');
  expect(engine.asked).toEqual([{ text: 'a b' }]);
});

it('shows an error as one', async () => {
  engine.trial = { text: "'gone'", isError: true, printed: '', durationMs: 250 };
  await open();
  expect(await run()).toBe("An error, which the model reads:'gone'after 250 ms");
});

it('leads to the install where there is no sandbox', async () => {
  const text = 'The sandbox, in which Troupe runs code, is not installed. Install it.';
  engine.trial = { text, isError: true, printed: '', durationMs: 1 };
  await open();
  await run();
  expect(screen.getByRole('button', { name: 'Install the sandbox' })).toBeTruthy();
});

it('says why nothing came back', async () => {
  await open();
  expect(await run()).toBe('It did not run.The engine is gone');
});

import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { javaScriptTool } from '../../../shared/component/tools.ts';
import type { NodeId } from '../../../shared/ids.ts';
import type { JsonObject } from '../../../shared/json.ts';
import { findNode } from '../../../shared/team/document-graph.ts';
import { TeamDrawing } from '../../../shared/team/team-drawing.fixture.ts';
import { editorStore } from '../../store/editor.ts';
import { Inspector } from '../inspector.tsx';

vi.mock('../../rpc/api.ts', () => ({ api: { code: { schema: () => new Promise(() => undefined) } } }));

let tool: NodeId;
const config = (): JsonObject => findNode(editorStore.getState().document, tool)?.component.config ?? {};

async function show(changes: JsonObject = {}): Promise<void> {
  const drawing = new TeamDrawing();
  tool = drawing.add(javaScriptTool.provider, changes);
  editorStore.getState().openDocument({ document: drawing.document, version: 1 });
  editorStore.getState().selectNodes([tool]);
  render(<Inspector />);
  await userEvent.click(screen.getByRole('tab', { name: 'Setup' }));
  await screen.findByRole('textbox', { name: 'Source' });
}

/** Replaces the code, as by pasting. */
function write(source: string): void {
  fireEvent.change(screen.getByRole('textbox', { name: 'Source' }), { target: { value: source } });
}

const listed = (): (string | null)[] =>
  within(screen.getByRole('group', { name: 'Arguments' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

beforeEach(() => editorStore.getState().selectNodes([]));

it('shows what the code takes, and follows it', async () => {
  await show();
  await waitFor(() => expect(listed()).toEqual(['text stringThe text whose words are counted.']));
  write(`/** Tells the weather. */
export default function weather({ city, days = 3 }: {
  /** Where. */
  city: { name: string };
  /** @integer */
  days?: number;
  units?: 'metric' | 'imperial';
}) {}`);
  expect(listed()).toEqual([
    'city { … }Where.name string',
    'name string',
    'days integermay be left out · else 3',
    "units 'metric' | 'imperial'may be left out",
  ]);
  expect(config()).toMatchObject({
    name: 'weather',
    description: 'Tells the weather.',
    json_schema: { required: ['city'] },
  });
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Name' }).value).toBe('weather');
  editorStore.getState().endGesture();
  editorStore.getState().undo();
  expect(config()).toEqual(javaScriptTool.initialConfig);
});

it('says where code has no schema, keeps what was, and goes on when it is mended', async () => {
  await show();
  const { json_schema, source_code } = javaScriptTool.initialConfig;
  write(source_code.replace('text: string', 'text: Date'));
  expect(screen.getByRole('status').textContent).toBe(
    'Line 4, column 9: A Date cannot be sent by a model, which writes JSON. Take a string, and make a Date of it.',
  );
  expect(config()['json_schema']).toEqual(json_schema);
  screen.getByText('As the code said it last. Now it cannot be read: see above.');
  write(source_code.replace('text: string', 'text: string[]'));
  expect(screen.getByRole('status').textContent).toBe('');
  expect(listed()).toEqual(['text string[]The text whose words are counted.']);
});

it('leaves the form to code without types', async () => {
  await show({ source_code: 'export default ({ text }) => text;' });
  expect((await screen.findByLabelText<HTMLInputElement>('Name of field 1')).value).toBe('text');
  screen.getByText(/^Give the parameter of the function a type/);
});

it('leaves arguments by hand alone until they are taken from the code', async () => {
  const json_schema = { type: 'object', properties: { old: { type: 'string' } }, required: [] };
  await show({ json_schema });
  await screen.findByText(/^They are not what the code says: "text" is missing; "old" is not in the code./);
  write('export default (args: { more: number }) => 1');
  expect(config()).toMatchObject({ json_schema });
  await userEvent.click(screen.getByRole('button', { name: 'Take them from the code' }));
  expect(listed()).toEqual(['more number']);
  expect(config()['json_schema']).toMatchObject({ required: ['more'] });
});

it('shows the schema as JSON', async () => {
  await show();
  await userEvent.click(await screen.findByRole('button', { name: 'As JSON' }));
  const text = screen.getByLabelText('JSON Schema of the arguments').textContent;
  expect(JSON.parse(text)).toEqual(javaScriptTool.initialConfig.json_schema);
});

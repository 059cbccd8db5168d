import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { assistantAgent } from '../../shared/component/agents.ts';
import type { NodeId } from '../../shared/ids.ts';
import { edgesInto, findNode, membersOf } from '../../shared/team/document-graph.ts';
import { configName } from '../../shared/team/names.ts';
import { drawTeam, OPENAI, SAID, type DrawnTeam } from '../canvas/scene.fixture.ts';
import { editorStore } from '../store/editor.ts';
import { formFields } from './form-field.ts';
import { Inspector } from './inspector.tsx';

let drawn: DrawnTeam;

beforeEach(() => {
  drawn = drawTeam();
});

function show(node: NodeId) {
  editorStore.getState().openDocument({ document: drawn.drawing.document, version: 1 });
  editorStore.getState().selectNodes([node]);
  render(<Inspector />);
}

const config = (node: NodeId) => findNode(editorStore.getState().document, node)?.component.config;

describe('the form of an agent', () => {
  it('writes each change into the document, one undo step a field', async () => {
    show(drawn.writer);
    const role = screen.getByLabelText('Role');
    await userEvent.clear(role);
    await userEvent.type(role, 'Writes.');
    expect(config(drawn.writer)).toMatchObject({ description: 'Writes.' });
    editorStore.getState().undo();
    expect(config(drawn.writer)).toMatchObject({ description: 'Writes a first version.' });
    expect(editorStore.getState().past).toEqual([]);
  });

  it('renames when the name is left, not with each letter', async () => {
    show(drawn.writer);
    const name = screen.getByLabelText('Name');
    await userEvent.clear(name);
    await userEvent.type(name, 'poet');
    expect(config(drawn.writer)).toMatchObject({ name: 'writer' });
    await userEvent.tab();
    expect(config(drawn.writer)).toMatchObject({ name: 'poet' });
  });

  it('says beside the field what is no value, and keeps the last one', async () => {
    show(drawn.writer);
    await userEvent.click(screen.getByRole('tab', { name: 'Limits' }));
    const rounds = screen.getByLabelText('Tool rounds');
    await userEvent.clear(rounds);
    await userEvent.type(rounds, '3x');
    expect(screen.getByRole('alert').textContent).toBe('“3x” is not a number.');
    expect(config(drawn.writer)).toMatchObject({ max_tool_iterations: 3 });
  });

  it('changes the whole component as JSON, and says what is not JSON', async () => {
    show(drawn.writer);
    await userEvent.click(screen.getByRole('tab', { name: 'JSON' }));
    const text = await screen.findByRole('textbox', { name: 'Component' });
    await userEvent.clear(text);
    await userEvent.paste('{"provider": "my.Agent", "config": {"name": "odd"}}');
    expect(findNode(editorStore.getState().document, drawn.writer)?.component).toEqual({
      provider: 'my.Agent',
      config: { name: 'odd' },
    });
  });

  it('offers a way out where something is missing', async () => {
    editorStore.getState().openDocument({ document: drawn.document, version: 1 });
    editorStore.getState().selectNodes([drawn.writer]);
    editorStore
      .getState()
      .setIssues([
        { rule: 'no-model', severity: 'error', node: drawn.writer, path: '$', message: 'writer has no model.' },
      ]);
    render(<Inspector />);
    await userEvent.click(screen.getByRole('tab', { name: 'Setup' }));
    await userEvent.click(screen.getByRole('button', { name: 'Choose a model' }));
    expect(screen.getByRole('region', { name: 'Model' })).toBeTruthy();
  });
});

describe('the form of a team', () => {
  it('changes the order of speaking and who belongs to it', async () => {
    show(drawn.team);
    await userEvent.click(screen.getByRole('tab', { name: 'Setup' }));
    const names = () => membersOf(editorStore.getState().document, drawn.team).map(configName);
    await userEvent.click(screen.getAllByRole('button', { name: 'Later' })[0]!); // `!`: there are two members
    expect(names()).toEqual(['critic', 'writer']);
    await userEvent.click(screen.getAllByRole('button', { name: 'Take out of the team' })[0]!); // `!`: as above
    expect(names()).toEqual(['writer']);
  });

  it('adds and takes out stop rules; a group of one gives its place to it', async () => {
    const rule = drawn.drawing.add(SAID, { text: 'DONE' });
    drawn.drawing.wire(rule, drawn.team);
    show(drawn.team);
    await userEvent.click(screen.getByRole('tab', { name: 'Limits' }));
    await userEvent.click(screen.getByRole('button', { name: 'Add' }));
    await userEvent.click(screen.getByRole('menuitem', { name: 'Most messages' }));
    expect(screen.getByRole('button', { name: 'Any of' }).getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(screen.getByRole('button', { name: 'Take out Most messages' }));
    const { document } = editorStore.getState();
    expect(
      edgesInto(document, { target: drawn.team, slot: 'termination_condition' }).map(({ source }) => source),
    ).toEqual([rule]);
  });
});

it('gives an agent a model, and one that others use as well', async () => {
  const model = drawn.drawing.add(OPENAI, { model: 'gpt-4o' });
  drawn.drawing.wire(model, drawn.critic);
  show(drawn.writer);
  await userEvent.click(screen.getByRole('tab', { name: 'Model' }));
  await userEvent.click(screen.getAllByRole('button', { name: 'Add' })[0]!); // `!`: the first slot is the model
  await userEvent.click(screen.getByRole('menuitem', { name: /gpt-4o/ }));
  const { document } = editorStore.getState();
  expect(edgesInto(document, { target: drawn.writer, slot: 'model_client' }).map(({ source }) => source)).toEqual([
    model,
  ]);
});

it('reads its fields from the schema of the component', () => {
  const fields = formFields(assistantAgent).map(({ key, widget, isOptional }) => [key, widget, isOptional]);
  expect(fields.slice(0, 4)).toEqual([
    ['name', 'text', false],
    ['description', 'text', true],
    ['system_message', 'prompt', true],
    ['model_client_stream', 'switch', true],
  ]);
});

describe('a model', () => {
  const modelOf = (agent: NodeId) =>
    edgesInto(editorStore.getState().document, { target: agent, slot: 'model_client' }).map(({ source }) => source);

  it('is given to agents by boxes, and to all that call tools at once; who gets it lets go of the other', async () => {
    const { drawing, writer, critic } = drawn;
    const good = drawing.add(OPENAI, { model: 'gpt-4o' });
    const cheap = drawing.add(OPENAI, { model: 'gpt-4o-mini' });
    const tool = drawing.add('troupe.tools.Calculator', {});
    for (const agent of [writer, critic]) drawing.wire(good, agent);
    drawing.wire(tool, critic);
    show(cheap);
    await userEvent.click(screen.getByRole('button', { name: 'Give it to all that call tools' }));
    expect([modelOf(writer), modelOf(critic)]).toEqual([[good], [cheap]]);
    await userEvent.click(screen.getByRole('checkbox', { name: /writer/ }));
    expect(modelOf(writer)).toEqual([cheap]);
    await userEvent.click(screen.getByRole('checkbox', { name: /writer/ }));
    expect(modelOf(writer)).toEqual([]);
    editorStore.getState().undo();
    editorStore.getState().undo();
    expect(modelOf(writer)).toEqual([good]);
  });

  it('is one of several in a fallback, in an order that is changed by buttons', async () => {
    const { drawing } = drawn;
    const fallback = drawing.add('troupe.models.FallbackChatCompletionClient', {});
    const models = ['gpt-4o', 'gpt-4o-mini'].map((model) => drawing.add(OPENAI, { model }));
    for (const model of models) drawing.wire(model, fallback);
    show(fallback);
    const inOrder = () =>
      edgesInto(editorStore.getState().document, { target: fallback, slot: 'model_clients' }).map(
        ({ source }) => source,
      );
    await userEvent.click(screen.getAllByRole('button', { name: 'Later' })[0]!); // of the first of two
    expect(inOrder()).toEqual(models.toReversed());
  });

  it('moves on after the kinds of failure that are ticked; none ticked is no value', async () => {
    const fallback = drawn.drawing.add('troupe.models.FallbackChatCompletionClient', { fallback_on: ['refused'] });
    show(fallback);
    await userEvent.click(screen.getByRole('checkbox', { name: 'no access' }));
    expect(config(fallback)).toEqual({ fallback_on: ['no-access', 'refused'] });
    await userEvent.click(screen.getByRole('checkbox', { name: 'no access' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'refused' }));
    expect(config(fallback)).toEqual({});
  });
});

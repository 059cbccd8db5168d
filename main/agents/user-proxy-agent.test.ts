import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import type { Recorded } from '../core/effects.ts';
import { AgentFailureError, StateError } from '../core/errors.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { StructuredAnswer } from './structured-answer.ts';
import { UserProxyAgent } from './user-proxy-agent.ts';

const editor = new UserProxyAgent({ name: 'editor', description: 'A human user' });

/** A person who writes back what they were asked. */
function doorWithPerson(): FakeDoor {
  return new FakeDoor({ askPerson: async ({ prompt, agent }) => `${agent} typed: ${prompt}` });
}

function handoff(door: FakeDoor, target: string): Recorded<ChatMessage> {
  return door.root.emit<ChatMessage>({
    type: 'HandoffMessage',
    source: 'writer',
    content: 'Yours.',
    target,
    context: [],
  });
}

const withPicture = ['Like this.', { data: 'iVBORw==' }];

it('a person says text and pictures in one message', async () => {
  const door = new FakeDoor({ askPerson: async () => withPicture });
  const { message } = await editor.respond([door.says('writer', 'draft')], door.root);
  expect(message).toEqual({ type: 'MultiModalMessage', source: 'editor', content: withPicture });
});

it('a person who hands back with a picture gives it along as context', async () => {
  const door = new FakeDoor({ askPerson: async () => withPicture });
  const { message } = await editor.respond([handoff(door, 'editor')], door.root);
  const context = [{ type: 'UserMessage', source: 'editor', content: withPicture }];
  expect(message).toEqual({
    type: 'HandoffMessage',
    source: 'editor',
    content: 'Like this.',
    target: 'writer',
    context,
  });
});

describe('a person with a form', () => {
  const schema = { type: 'object', properties: { seats: { type: 'integer' } }, required: ['seats'] };
  const form = new StructuredAnswer({ name: 'Order', schema, formatString: '{seats} seats' });
  const clerk = new UserProxyAgent({ name: 'clerk', description: 'Orders.', form });

  it('answers in its shape, and is asked again where something does not fit', async () => {
    const answers = ['many', '{"seats":"x"}', '{"seats":8}'];
    const door = new FakeDoor({ askPerson: async () => answers.shift() ?? '' });
    const { message, inner } = await clerk.respond([door.says('writer', 'draft')], door.root);
    const content = { seats: 8 };
    expect(message).toEqual({
      type: 'StructuredMessage[Order]',
      source: 'clerk',
      content,
      format_string: '{seats} seats',
    });
    expect(inner).toHaveLength(3);
    const asked = door.steps.map(({ request }) => request.pending() as { prompt: string; form: object });
    expect(asked.map((one) => one.form)).toEqual([schema, schema, schema]);
    expect(asked.map((one) => one.prompt)).toEqual([
      'Enter your response: ',
      expect.stringMatching(/^The answer is no JSON: .* Enter your response: $/),
      expect.stringMatching(/^The answer has another shape than asked for: seats: .* Enter your response: $/),
    ]);
    expect(clerk.producedMessageTypes).toEqual(['StructuredMessage[Order]', 'HandoffMessage']);
  });
});

describe('a person in the team', () => {
  it('is announced before being asked, and answers in text', async () => {
    const door = doorWithPerson();
    const { message, inner } = await editor.respond([door.says('writer', 'draft')], door.root);
    expect(inner.map(({ item }) => item)).toMatchObject([
      { type: 'UserInputRequestedEvent', source: 'editor', request_id: 'id:0', content: '' },
    ]);
    expect(message).toEqual({ type: 'TextMessage', source: 'editor', content: 'editor typed: Enter your response: ' });
    expect(door.log.map(({ body }) => ('place' in body ? body.place : ''))).toEqual([
      'message:0',
      'message:1',
      'human:0',
    ]);
    const [step] = door.steps;
    expect(step?.request).toMatchObject({ kind: 'human', risk: 'none', precious: true });
    expect(step?.request.pending()).toEqual({ agent: 'editor', prompt: 'Enter your response: ' });
  });

  it('is asked also when nothing was said before', async () => {
    const { message } = await editor.respond([], doorWithPerson().root);
    expect(message).toMatchObject({ type: 'TextMessage', content: 'editor typed: Enter your response: ' });
  });

  it('hands back to whoever handed off', async () => {
    const door = doorWithPerson();
    const { message } = await editor.respond([handoff(door, 'editor')], door.root);
    expect(message).toEqual({
      type: 'HandoffMessage',
      source: 'editor',
      content: 'editor typed: Handoff received from writer. Enter your response: ',
      target: 'writer',
      context: [],
    });
  });

  it('answers in text where the handoff is not the last that was said', async () => {
    const door = doorWithPerson();
    const { message } = await editor.respond([handoff(door, 'editor'), door.says('writer', 'wait')], door.root);
    expect(message).toMatchObject({ type: 'TextMessage' });
  });

  it('fails before asking where the last message hands off to somebody else', async () => {
    const door = doorWithPerson();
    const failure = editor.respond([handoff(door, 'critic')], door.root);
    await expect(failure).rejects.toThrow(AgentFailureError);
    await expect(failure).rejects.toThrow('The last message hands off to "critic", but "editor" was asked to speak.');
    expect(door.steps).toEqual([]);
  });

  it('asks different questions under different digests', async () => {
    const door = doorWithPerson();
    await editor.respond([], door.root);
    await editor.respond([], door.root);
    await editor.respond([handoff(door, 'editor')], door.root);
    const [first, second, third] = door.steps.map(({ request }) => request.requested);
    expect(first).toBe(second);
    expect(third).not.toBe(first);
  });

  it('keeps no state', () => {
    editor.reset();
    expect(editor.saveState()).toEqual({ type: 'BaseState', version: '1.0.0' });
    expect(editor.checkpoint()).toEqual({});
    editor.restore();
    editor.loadState({ type: 'BaseState', version: '1.0.0' });
    const wrong = (): void => editor.loadState({ type: 'AssistantAgentState', version: '1.0.0' });
    expect(wrong).toThrow(StateError);
    expect(wrong).toThrow('The saved state of "editor" does not fit');
  });
});

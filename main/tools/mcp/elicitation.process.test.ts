import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EffectContext, PersonQuestion } from '../../core/effects.ts';
import { neverAborted } from '../tool-context.fixture.ts';
import { AnswerClock } from './answer-clock.ts';
import type { McpServer } from './mcp-server.ts';
import { referenceParams, serverFor } from './mcp.fixture.ts';
import { OpenCalls } from './open-calls.ts';
import { readElicitation } from './read-elicitation.ts';

let server: McpServer;
afterEach(() => server.close());

type Ask = EffectContext['askPerson'];

/** The reference server, which may ask a person, and what was asked and told. */
function asking(askPerson: Ask, limitMs: number | null = null) {
  const asked: PersonQuestion[] = [];
  const made = serverFor(referenceParams('everything'), { elicitor: { limitMs } });
  ({ server } = made);
  const context = {
    ...made.context,
    askPerson: (question: PersonQuestion, until?: AbortSignal) => {
      asked.push(question);
      return askPerson(question, until);
    },
  };
  const ask = () => server.call('trigger-elicitation-request', {}, context);
  return { asked, notices: made.notices, context, ask };
}

/** Nobody answers before the question is over. */
const nobody: Ask = (_question, until) =>
  new Promise((resolve) => until?.addEventListener('abort', () => resolve(''), { once: true }));

describe('a server that wants to know something from a person', () => {
  it('is told what they filled in, and the log says so', async () => {
    const { ask, asked, notices } = asking(async () => '{"name": "Ada", "integer": 7}');
    const { content, isError } = await ask();
    expect({ isError, content }).toEqual({ isError: false, content: expect.stringContaining('- Name: Ada') });
    expect(asked).toEqual([
      {
        agent: 'user',
        prompt: 'Please provide inputs for the following fields:',
        server: server.title,
        form: expect.objectContaining({ required: ['name'] }),
      },
    ]);
    expect(notices).toEqual([`The MCP server "${server.title}" asked, and was told: {"name":"Ada","integer":7}`]);
  });

  it.each([
    ['decline', 'User declined', 'declined'],
    ['cancel', 'User cancelled', 'cancelled'],
  ])('is told that they do not want to say: %s', async (word, answer, told) => {
    const { ask, notices } = asking(async () => word);
    expect((await ask()).content).toContain(answer);
    expect(notices).toEqual([`The MCP server "${server.title}" asked, and was told nothing: ${told}.`]);
  });

  it('is not told what does not fit its form: the person is asked again', async () => {
    const answers = ['Ada', '{"name": 5}', '{"name": "Ada"}'];
    const { ask, asked } = asking(async () => answers.shift() ?? '');
    expect((await ask()).content).toContain('- Name: Ada');
    expect(asked.map(({ prompt }) => prompt.split(' Please')[0])).toEqual([
      'Please provide inputs for the following fields:',
      'The answer is a JSON object of texts, numbers and choices.',
      'name: Invalid input: expected string, received number.',
    ]);
  });

  it('hears that it was cancelled where its component gives a person so much time and no more', async () => {
    const { ask } = asking(nobody, 50);
    expect((await ask()).content).toContain('User cancelled');
  });

  it('asks no longer when its call is broken off', async () => {
    const stop = new AbortController();
    let isOver = false;
    const { context, asked } = asking(async (question, until) => {
      stop.abort(new Error('Stopped.'));
      const said = await nobody(question, until);
      isOver = true;
      return said;
    });
    const call = server.call('trigger-elicitation-request', {}, { ...context, signal: stop.signal });
    await expect(call).rejects.toThrow('Stopped.');
    expect({ isOver, asked: asked.length }).toEqual({ isOver: true, asked: 1 });
  });

  it('cannot ask where its component has nobody who is asked', async () => {
    const made = serverFor(referenceParams('everything'));
    ({ server } = made);
    const tools = await server.listTools(made.context);
    expect(tools.map(({ name }) => name)).not.toContain('trigger-elicitation-request');
  });
});

it('is not hurried meanwhile: the time for its own answer stands still', async () => {
  const calls = new OpenCalls({ title: 'a server', limitMs: null });
  const clock = new AnswerClock(1000);
  const during = vi.spyOn(clock, 'during');
  const context = { ...neverAborted, onNotice: () => undefined, askPerson: async () => 'decline' };
  const form = {
    mode: 'form' as const,
    message: 'Your name?',
    requestedSchema: { type: 'object' as const, properties: {} },
  };
  const told = await calls.during({ context, clock }, () => calls.elicit(form, neverAborted.signal));
  expect({ told, stood: during.mock.calls.length }).toEqual({ told: { action: 'decline' }, stood: 1 });
  expect(await calls.elicit(form, neverAborted.signal)).toEqual({ action: 'cancel' }); // outside of a call nobody is asked
});

it('reads patterns on an engine that no text holds up', () => {
  const form = { type: 'object', properties: { code: { type: 'string', pattern: '^(a+)+$' } } };
  expect(readElicitation(`{"code": "${'a'.repeat(40)}b"}`, form)).toMatchObject({ problem: expect.any(String) });
  expect(readElicitation('{"code": "aa"}', form)).toEqual({ action: 'accept', content: { code: 'aa' } });
});

import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { RunControl } from '../../../shared/run/command.ts';
import type { OpenHolds } from '../../../shared/run/stream-lines.ts';
import { DebugPrompt } from './debug-prompt.ts';
import { HoldAnswers } from './hold-answers.ts';
import { createLineSource } from './line-source.ts';

type Hold = OpenHolds[number];
const hold = (place: string, why: Hold['why'], pending: Hold['pending'], point: Hold['point'] = 'effect'): Hold => ({
  type: 'hold',
  place,
  path: place,
  why,
  point,
  pending,
});
const question = (place: string): Hold => hold(place, 'human', { agent: 'ada', prompt: 'Enter your response: ' });
const message = { type: 'TextMessage', id: 'm', source: 'writer', content: 'Hello', metadata: {}, models_usage: null };

/** A terminal whose whole input is known, and a run that holds at one place after the other. */
async function session(
  input: string,
  holds: readonly Hold[],
  { isDebugging = false, isPerson = false, before = [] as readonly Hold[] } = {},
) {
  const log: (RunControl | 'park')[] = [];
  const said: string[] = [];
  const stream = new PassThrough();
  const lines = createLineSource({ input: stream, prompts: undefined, onInterrupt: () => undefined });
  const left = [...holds];
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const goOn = (): void => {
    left.shift();
    if (left.length === 0) resolve();
    else answers.update(left.slice(0, 1));
  };
  const control = (one: RunControl): void => {
    log.push(one);
    if (one.type !== 'edit-message' && one.type !== 'set-breakpoints') goOn();
  };
  const park = (): void => {
    log.push('park');
    resolve();
  };
  const say = (text: string): unknown => said.push(text);
  const debug = isDebugging ? new DebugPrompt({ lines, say, control }) : undefined;
  const answers = new HoldAnswers({ lines, say, control, park, debug, budget: undefined, isPerson });
  answers.begin(before);
  answers.update(left.slice(0, 1));
  stream.end(input);
  await over;
  return { log, said };
}

it('answers each question with the next line, and parks at the end of input', async () => {
  const { log } = await session('red\nblue\n', [question('q1'), question('q2'), question('q3')]);
  expect(log).toEqual([
    { type: 'answer', place: 'q1', text: 'red' },
    { type: 'answer', place: 'q2', text: 'blue' },
    'park',
  ]);
});

it('goes on from what a debugger held, where nobody debugs', async () => {
  const { log } = await session('', [hold('h', 'pause', { speaker: 'writer' }, 'turn')]);
  expect(log).toEqual([{ type: 'continue', hold: 'h' }]);
});

it('asks what is done where a server forgot the run, in words of its own', async () => {
  const missing = { server: 'npx some-server', why: 'The server went away in the middle of the run: it ended.' };
  const pending = { session: missing, tool: 'send', arguments: { to: 'ada' } };
  const { log, said } = await session('yes\nnew\nskip\nstop\n', [
    hold('s1', 'lost-session', pending),
    hold('s2', 'lost-session', pending),
    hold('s3', 'lost-session', pending),
  ]);
  expect(log).toEqual([
    { type: 'lost-session', place: 's1', answer: 'start-anew' },
    { type: 'lost-session', place: 's2', answer: 'leave-out' },
    { type: 'stop' },
  ]);
  expect(said.slice(0, 2)).toEqual([
    'What the MCP server "npx some-server" remembered of this run is gone. The server went away in the middle of the run: it ended. ' +
      'Next: the tool send is called with {"to":"ada"}',
    'Please answer "new", "skip" or "stop".',
  ]);
});

it('asks whether an effect happened until the answer is clear', async () => {
  const tool = { tool: 'send', arguments: { to: 'ada' } };
  const { log, said } = await session('what?\ndone it was sent\nskip\nrun\n', [
    hold('e1', 'did-it-happen', tool),
    hold('e2', 'did-it-happen', tool),
    hold('e3', 'did-it-happen', tool),
  ]);
  expect(log).toEqual([
    { type: 'did-it-happen', place: 'e1', answer: 'it-did', result: 'it was sent' },
    { type: 'did-it-happen', place: 'e2', answer: 'skip' },
    { type: 'did-it-happen', place: 'e3', answer: 'run-again' },
  ]);
  expect(said[0]).toBe(
    'Troupe ended before this came back, and nobody knows whether it was done. ' +
      'Next: the tool send is called with {"to":"ada"}',
  );
});

describe('a run that is held because it goes in circles', () => {
  const circle = (place: string): Hold => hold(place, 'loop', { speaker: 'writer' }, 'turn');

  it('goes on when a person says so, and is parked when not', async () => {
    const { log, said } = await session('\nq\n', [circle('h1'), circle('h2')], { isPerson: true });
    expect(log).toEqual([{ type: 'continue', hold: 'h1' }, 'park']);
    expect(said[0]).toBe('The run is held, because it goes in circles. Next: writer takes a turn.');
  });

  it('is parked where only a pipe answers: its lines are for the team', async () => {
    expect((await session('yes\n', [circle('h'), question('q')])).log).toEqual(['park']);
  });

  it('goes on where it was held when somebody resumed it', async () => {
    const { log } = await session('', [circle('h1'), circle('h2')], { before: [circle('h1')] });
    expect(log).toEqual([{ type: 'continue', hold: 'h1' }, 'park']);
  });

  it('is for the debugger where somebody debugs', async () => {
    const { log, said } = await session('s\n', [circle('h')], { isDebugging: true });
    expect([log, said]).toEqual([[{ type: 'step', hold: 'h' }], ['Held (loop). Next: writer takes a turn.']]);
  });
});

describe('a call that wants to be allowed', () => {
  const call = (place: string, rest: object = {}): Hold =>
    hold(place, 'approval', {
      tool: 'write_file',
      arguments: { path: 'a.txt' },
      risk: 'write',
      canRemember: true,
      ...rest,
    });

  it('is allowed, changed or denied by one line each, and parked at the end of the input', async () => {
    const input = 'yes\nrun\nalways\nno it is mine\nedit {"path":"b.txt"}\n';
    const { log, said } = await session(
      input,
      ['1', '2', '3', '4', '5', '6'].map((place) => call(place)),
    );
    expect(log).toEqual([
      { type: 'approve', place: '1', decision: 'allow' },
      { type: 'approve', place: '2', decision: 'allow-for-run' },
      { type: 'approve', place: '3', decision: 'always' },
      { type: 'approve', place: '4', decision: 'deny', reason: 'it is mine' },
      { type: 'approve', place: '5', decision: 'allow', arguments: { path: 'b.txt' } },
      'park',
    ]);
    expect(said[0]).toBe(
      'This needs your leave. Next: the tool write_file is called with {"path":"a.txt"}. ' +
        'The call changes files or other things.',
    );
  });

  it('is asked about until the answer is clear, and says why changed arguments were not taken', async () => {
    const { log, said } = await session('perhaps\nalways\nedit {path}\nno\n', [
      call('h', { canRemember: false, problem: 'These are none.' }),
    ]);
    expect(log).toEqual([{ type: 'approve', place: 'h', decision: 'deny' }]);
    const choices = '"yes" once, "run" for this run, "edit {JSON}" with other arguments, or "no REASON"';
    expect(said.slice(1)).toEqual([
      'These are none.',
      `Please answer ${choices}.`,
      `Please answer ${choices}.`,
      'The arguments must be a JSON object, for example edit {"path":"a.txt"}.',
    ]);
  });
});

it('parks at a hold that cannot be answered here yet', async () => {
  expect((await session('yes\n', [hold('h', 'budget', {})])).log).toEqual(['park']);
});

it('steps, sets breakpoints, edits and shows the pending message, and quits', async () => {
  const input = 'p\nb critic\nb critic\ns\ne Good\nb critic\ne Good evening\nhelp me\nc\nq\n';
  const { log, said } = await session(
    input,
    [
      hold('h1', 'pause', { speaker: 'writer' }, 'turn'),
      hold('h2', 'step', { message }, 'publish'),
      hold('h3', 'breakpoint', { speaker: 'critic' }, 'turn'),
    ],
    { isDebugging: true },
  );
  expect(log).toEqual([
    { type: 'set-breakpoints', agents: ['critic'] },
    { type: 'set-breakpoints', agents: [] },
    { type: 'step', hold: 'h1' },
    { type: 'edit-message', hold: 'h2', message: expect.objectContaining({ content: 'Good' }) as unknown },
    { type: 'set-breakpoints', agents: ['critic'] },
    {
      type: 'edit-message',
      hold: 'h2',
      message: expect.objectContaining({ content: 'Good evening', id: 'm' }) as unknown,
    },
    { type: 'continue', hold: 'h2' },
    'park',
  ]);
  expect(said.filter((line) => !line.startsWith('  '))).toEqual([
    'Held (pause). Next: writer takes a turn.',
    'Next: writer takes a turn.',
    'Breakpoints: critic.',
    'No breakpoints.',
    'Held (step). Next: writer says: Hello',
    'Next: writer says: Good',
    'Breakpoints: critic.',
    'Next: writer says: Good evening',
    'Held (breakpoint). Next: critic takes a turn.',
  ]);
});

it('says where a message can be edited', async () => {
  const { log, said } = await session('e New text\n', [hold('h', 'pause', { speaker: 'writer' }, 'turn')], {
    isDebugging: true,
  });
  expect(log).toEqual(['park']);
  expect(said[1]).toBe('There is no message of plain text here to edit. Step to where one is about to be published.');
});

describe('a form', () => {
  const form = {
    type: 'object',
    properties: {
      day: { type: 'string', description: 'When it is.' },
      seats: { type: 'integer', default: 8 },
      outside: { type: 'boolean' },
    },
    required: ['day', 'seats'],
  };
  const asked = hold('q1', 'human', { agent: 'ada', prompt: 'Enter your response: ', form });

  it('is asked field by field at a terminal, each until it fits', async () => {
    const { log, said } = await session('Friday\nmany\n12\nyes\n', [asked], { isPerson: true });
    expect(log).toEqual([{ type: 'answer', place: 'q1', text: '{"day":"Friday","seats":12,"outside":true}' }]);
    expect(said).toEqual(['\nada: Enter your response:', '  "Seats" is a whole number.']);
  });

  it('of a server says so, and may be declined or cancelled', async () => {
    const ofServer = (place: string) =>
      hold(place, 'human', { agent: 'user', prompt: 'Who are you?', form, server: 'npx some-server' });
    const holds = [ofServer('q1'), ofServer('q2'), ofServer('q3')];
    const { log, said } = await session('decline\ncancel\n\nFriday\n12\nno\n', holds, { isPerson: true });
    expect(log).toEqual([
      { type: 'answer', place: 'q1', text: 'decline' },
      { type: 'answer', place: 'q2', text: 'cancel' },
      { type: 'answer', place: 'q3', text: '{"day":"Friday","seats":12,"outside":false}' },
    ]);
    expect(said[0]).toBe('\nThe MCP server "npx some-server" asks: Who are you?');
  });

  it('is one line of JSON from a pipe', async () => {
    const { log } = await session('{"day":"Friday","seats":2}\n', [asked]);
    expect(log).toEqual([{ type: 'answer', place: 'q1', text: '{"day":"Friday","seats":2}' }]);
  });

  it('is parked where the input ends in the middle of it', async () => {
    expect((await session('Friday\n', [asked], { isPerson: true })).log).toEqual(['park']);
  });

  it('from a pipe says why the line before was no answer', async () => {
    const again = hold('q2', 'human', { agent: 'ada', prompt: '"Count" is needed. Enter your response: ', form });
    expect((await session('x\n{}\n', [asked, again])).said).toEqual(['ada: "Count" is needed.']);
  });
});

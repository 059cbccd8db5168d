import { describe, expect, it } from 'vitest';
import { ChatItem } from '../../../shared/chat/chat-item.ts';
import { RunId } from '../../../shared/ids.ts';
import type { RunEventBody } from '../../../shared/run/event.ts';
import { LoopWatch } from './loop-watch.ts';

const RUN = RunId.parse('watched');

/** One turn: who speaks, what it does before, and what it says at the end. */
interface Turn {
  readonly by: string;
  readonly says?: string;
  /** `[tool, arguments, result]` each. */
  readonly calls?: readonly (readonly [string, string, string])[];
  /** Type of the message; a text where it is not given. */
  readonly type?: 'TextMessage' | 'ToolCallSummaryMessage' | 'HandoffMessage';
}

function item(fields: object): ChatItem {
  return ChatItem.parse({
    id: 'i',
    models_usage: null,
    metadata: {},
    created_at: '2026-01-01T00:00:00.000Z',
    ...fields,
  });
}

/** The events of one round in which these speak one after the other, though at the same time. */
function round(number: number, turns: readonly Turn[], team = ''): RunEventBody[] {
  const pathOf = ({ by }: Turn): string => `${team}turn/${number}/${by}`;
  return [
    ...turns.map((turn) => ({ type: 'turn-start', place: 's', path: pathOf(turn), number, speaker: turn.by, why: '' })),
    ...turns.flatMap((turn) => [
      ...brought(turn, pathOf(turn)),
      { type: 'turn-end', place: 'e', path: pathOf(turn), number },
    ]),
  ] as RunEventBody[];
}

function brought({ by, says, calls = [], type = 'TextMessage' }: Turn, path: string): object[] {
  const message = (count: number, fields: object): object => ({
    type: 'message',
    path,
    place: `${path}/message:${count}`,
    message: item({ source: by, ...fields }),
  });
  const done = calls.flatMap(([name, args, content], index) => [
    message(2 * index, { type: 'ToolCallRequestEvent', content: [{ id: 'c', name, arguments: args }] }),
    message(2 * index + 1, {
      type: 'ToolCallExecutionEvent',
      content: [{ name, content, call_id: 'c', is_error: false }],
    }),
  ]);
  const more = {
    ...(type === 'HandoffMessage' && { target: 'x', context: [] }),
    ...(type === 'ToolCallSummaryMessage' && { tool_calls: [], results: [] }),
  };
  return says === undefined ? done : [...done, message(2 * calls.length, { type, content: says, ...more })];
}

/** One turn a round. */
function turns(...all: Turn[]): RunEventBody[] {
  return all.flatMap((turn, index) => round(index + 1, [turn]));
}

function repeated(count: number, ...all: Turn[]): RunEventBody[] {
  return turns(...Array.from({ length: count }, () => all).flat());
}

/** What is told of a log, with the place of each. */
function found(bodies: readonly RunEventBody[]): string[] {
  const watch = new LoopWatch();
  return bodies.flatMap((body, index) => {
    const notice = watch.add({ run: RUN, sequence: index + 1, timestampMs: 0, body });
    return notice === undefined ? [] : [`${notice.place}: ${notice.words}`];
  });
}

const thanks: Turn = { by: 'a', says: 'Thank you, that was very kind of you.' };
const welcome: Turn = { by: 'b', says: 'You are welcome, any time at all.' };
const search: Turn = { by: 'a', calls: [['search', '{"q":"x","n":1}', 'nothing']] };

describe('a circle of what a team says', () => {
  it('is told where one says the same again and again', () => {
    expect(found(repeated(2, thanks))).toEqual([]);
    expect(found(repeated(3, thanks))).toEqual(['turn/3/loop: a said nearly the same 3 times in a row.']);
  });

  it('is told where two answer each other in the same words', () => {
    expect(found(repeated(3, thanks, welcome))).toEqual([
      'turn/6/loop: a and b go in circles: nearly the same messages came 3 times.',
    ]);
  });

  it('is told of up to four turns, and not of five', () => {
    const cast = ['a', 'b', 'c', 'd', 'e'].map((by) => ({ by, says: `I, ${by}, say this every single time.` }));
    expect(found(repeated(3, ...cast.slice(0, 4)))).toEqual([
      'turn/12/loop: a, b, c and d go in circles: nearly the same messages came 3 times.',
    ]);
    expect(found(repeated(6, ...cast))).toEqual([]);
  });

  it('is told again when it came twice as often, and after it was broken', () => {
    const other = { by: 'a', says: 'Now here is something that was not said before.' };
    expect(found([...repeated(13, thanks)])).toEqual([
      'turn/3/loop: a said nearly the same 3 times in a row.',
      'turn/6/loop: a said nearly the same 6 times in a row.',
      'turn/12/loop: a said nearly the same 12 times in a row.',
    ]);
    expect(found(turns(thanks, thanks, thanks, other, thanks, thanks, thanks))).toEqual([
      'turn/3/loop: a said nearly the same 3 times in a row.',
      'turn/7/loop: a said nearly the same 3 times in a row.',
    ]);
  });

  it('is told of all who speak at the same time, whoever came first', () => {
    const three = (order: readonly Turn[]): RunEventBody[] => [1, 2, 3].flatMap((number) => round(number, order));
    const told = ['turn/3/loop: a and b go in circles: nearly the same messages came 3 times.'];
    expect([found(three([thanks, welcome])), found(three([welcome, thanks]))]).toEqual([told, told]);
  });

  it('is told of a nested team, and of the turns in which nested teams do the same', () => {
    const inner = [1, 2, 3].flatMap((number) => round(number, [thanks], 'turn/1/panel/'));
    const [start, end] = round(1, [{ by: 'panel' }]) as [RunEventBody, RunEventBody];
    expect(found([start, ...inner, end])).toEqual([
      'turn/1/panel/turn/3/loop: a said nearly the same 3 times in a row.',
    ]);
    const outer = [1, 2, 3].flatMap((number) => {
      const [begins, ends] = round(number, [{ by: 'panel' }]) as [RunEventBody, RunEventBody];
      return [begins, ...round(number, [thanks], `turn/${number}/panel/`), ends];
    });
    expect(found(outer)).toEqual(['turn/3/loop: panel said nearly the same 3 times in a row.']);
  });

  it('is told of what the pattern itself says', () => {
    const say = (number: number): RunEventBody => ({
      type: 'message',
      path: `turn/${number}`,
      place: 'p',
      message: item({ type: 'TextMessage', source: 'orchestrator', content: 'Please go on with your work.' }),
    });
    const done = { by: 'a', says: 'I am at it, and will tell you.' };
    expect(found([1, 2, 3].flatMap((number) => [say(number), ...round(number, [done])]))).toEqual([
      'turn/3/loop: a and orchestrator go in circles: nearly the same messages came 3 times.',
    ]);
  });
});

describe('a circle of what an agent does', () => {
  it('is told within one turn, at the third call', () => {
    const calls = Array.from({ length: 4 }, () => ['search', '{"q":"x"}', 'nothing'] as const);
    expect(found(turns({ by: 'a', calls, says: 'I found nothing at all.' }))).toEqual([
      'turn/1/a/message:5/loop: a called search with the same arguments 3 times.',
    ]);
  });

  it('is told over turns, in whatever order the arguments stand, and once', () => {
    const other = { ...search, calls: [['search', '{ "n": 1, "q": "x" }', 'nothing']] as const };
    const asks = (topic: string): Turn => ({ by: 'b', says: `What do you know about ${topic} by now?` });
    expect(found(turns(search, asks('trains'), other, asks('trams'), search))).toEqual([
      'turn/5/a/message:1/loop: a called search with the same arguments 3 times.',
    ]);
  });

  it('is told of two tools in turn, and of calls with the same words between them', () => {
    const both: Turn = {
      by: 'a',
      calls: [
        ['search', '{}', 'none'],
        ['fetch', '', 'gone'],
      ],
      says: 'Still nothing to be found here.',
    };
    expect(found(repeated(3, both))).toEqual([
      'turn/3/a/message:4/loop: a called search and fetch with the same arguments 3 times.',
    ]);
  });

  it('is none where the agent says something new between, or calls with something else', () => {
    const notes = ['first', 'second', 'third', 'fourth'].map((which) => ({
      ...search,
      says: `My ${which} note is done.`,
    }));
    expect(found(turns(...notes))).toEqual([]);
    const pages = [1, 2, 3, 4].map((page) => ({ by: 'a', calls: [['read', `{"page":${page}}`, 'text']] as const }));
    expect(found(turns(...pages))).toEqual([]);
  });

  it('needs twice as many where the results differ: it may be waiting for something', () => {
    const polls = (count: number): RunEventBody[] =>
      turns(
        ...Array.from({ length: count }, (_, index) => ({ by: 'a', calls: [['status', '{}', `${index} %`]] as const })),
      );
    expect([found(polls(5)), found(polls(6))]).toEqual([
      [],
      ['turn/6/a/message:1/loop: a called status with the same arguments 6 times.'],
    ]);
  });
});

describe('no circle', () => {
  it('is made by short answers, before they came very often', () => {
    const yes = (by: string): Turn => ({ by, says: 'ok' });
    expect(found(repeated(5, yes('a'), yes('b')))).toEqual([]);
    expect(found(repeated(6, yes('a'), yes('b')))).toEqual([
      'turn/12/loop: a and b go in circles: nearly the same messages came 6 times.',
    ]);
  });

  it('is made by a critic who says the same of drafts that are not', () => {
    const drafts = [
      'A tram without a driver.',
      'A tram with a cat in it.',
      'A cat drives the tram.',
      'The cat pulls the brake.',
    ];
    const approves = { by: 'b', says: 'Not good enough yet, please try again.' };
    expect(found(turns(...drafts.flatMap((says) => [{ by: 'a', says }, approves])))).toEqual([]);
  });

  it('is made by counting', () => {
    const count = Array.from({ length: 9 }, (_, index) => ({
      by: 'a',
      says: `The next number of the row is ${index}.`,
    }));
    expect(found(turns(...count))).toEqual([]);
  });

  it('is made by going through a list with approvals', () => {
    const asks = ['a.txt', 'b.txt', 'c.txt', 'd.txt'].map((file) => ({
      by: 'a',
      says: `Shall I delete the file ${file} now?`,
    }));
    expect(found(turns(...asks.flatMap((ask) => [ask, { by: 'b', says: 'Yes, please go on.' }])))).toEqual([]);
  });

  it('is made by handing to and fro while work is done', () => {
    const hands = (by: string, to: string, page: number): Turn => ({
      by,
      calls: [
        ['read', `{"page":${page}}`, 'text'],
        [`transfer_to_${to}`, '{}', 'Transferred.'],
      ],
      says: `Transferred to ${to}, adopting the role of ${to} immediately.`,
      type: 'HandoffMessage',
    });
    expect(found(turns(...[1, 2, 3, 4].flatMap((page) => [hands('a', 'b', page), hands('b', 'a', page)])))).toEqual([]);
    const idle = (by: string, to: string): Turn => ({
      by,
      calls: [[`transfer_to_${to}`, '{}', 'Transferred.']],
      says: `Transferred to ${to}, adopting the role of ${to} immediately.`,
      type: 'HandoffMessage',
    });
    expect(found(repeated(3, idle('a', 'b'), idle('b', 'a')))).toEqual([
      'turn/6/loop: a and b go in circles: nearly the same messages came 3 times.',
    ]);
  });

  it('is made over a new task, or by a turn that brought nothing', () => {
    const task: RunEventBody = {
      type: 'message',
      path: 'start/2',
      place: 'start/2/message:0',
      message: item({ type: 'TextMessage', source: 'user', content: 'again' }),
    };
    expect(found([...repeated(2, thanks), task, ...round(3, [thanks]), ...round(4, [thanks])])).toEqual([]);
    const [start, said] = round(3, [thanks]) as [RunEventBody, RunEventBody];
    const gone: RunEventBody = { type: 'turn-abandoned', place: 'g', path: 'turn/3/a', reason: '' };
    expect(found([...repeated(2, thanks), start, said, gone])).toEqual([]);
  });
});

describe('what a person does', () => {
  const hold = (why: 'human' | 'loop' | 'pause'): RunEventBody[] => [
    { type: 'hold', place: 'h', path: '', why, point: 'turn', pending: {} },
    { type: 'release', place: 'h', by: 'user' },
  ];

  it('begins the count anew, where it is more than letting the debugger go on', () => {
    const after = (...between: RunEventBody[]): string[] =>
      found([...repeated(2, thanks), ...between, ...round(3, [thanks]), ...round(4, [thanks])]);
    expect([after(...hold('human')), after(...hold('loop'))]).toEqual([[], []]);
    expect(after(...hold('pause'))).toEqual(['turn/3/loop: a said nearly the same 3 times in a row.']);
    const message = item({ type: 'TextMessage', source: 'a', content: 'new' }) as Extract<
      ChatItem,
      { type: 'TextMessage' }
    >;
    expect(after({ type: 'command', place: 'h', command: { type: 'edit-message', message } })).toEqual([]);
  });
});

it('looks as often as the run says', () => {
  const start = (holdOnLoop: number): RunEventBody => ({ type: 'run-start', holdOnLoop }) as RunEventBody;
  expect(found([start(2), ...repeated(2, thanks)])).toEqual(['turn/2/loop: a said nearly the same 2 times in a row.']);
  expect(found([start(5), ...repeated(4, thanks)])).toEqual([]);
  const no: Turn = { by: 'a', says: 'no' };
  expect(found([start(3), ...repeated(3, no)])).toEqual(['turn/3/loop: a said nearly the same 3 times in a row.']);
});

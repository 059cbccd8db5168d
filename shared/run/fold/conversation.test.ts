import { describe, expect, it } from 'vitest';
import { itemAt, toArray } from './chunked-list.ts';
import { applyRunEvent, applySignal } from './conversation.ts';
import type { ConversationRow } from './conversation-row.ts';
import { type Conversation, NO_CONVERSATION } from './conversation-state.ts';
import {
  itemEvent,
  modelEnd,
  runEnd,
  runStart,
  sampleEvents,
  sampleRun,
  SAMPLE_START_MS,
  spokenTurn,
  text,
  turnEnd,
  turnStart,
} from './sample-run.ts';

function fold(...bodies: object[]): Conversation {
  return sampleEvents(bodies).reduce(applyRunEvent, NO_CONVERSATION);
}

/** Rows in short: what a reader sees first of each. */
function script({ rows }: Conversation): string[] {
  return toArray(rows).map((row) => `${row.turnNumber ?? '-'} ${brief(row)}`);
}

function brief(row: ConversationRow): string {
  if (row.type === 'speech') return `${row.message.source} says`;
  if (row.type === 'tools') return `${row.source} calls ${row.calls.map(({ name }) => name).join()}`;
  return row.type === 'end' ? row.words : row.type;
}

const path = 'turn/1/writer';
const calls = [
  { id: 'c1', name: 'add', arguments: '{"a":1}' },
  { id: 'c2', name: 'now', arguments: '{}' },
];
const toolTurn = [
  turnStart(1, 'writer'),
  modelEnd(path),
  itemEvent(path, { type: 'ToolCallRequestEvent', source: 'writer', content: calls }),
  modelEnd(`${path}/call:0`, { kind: 'tool', usage: undefined, durationMs: 40 }),
  modelEnd(`${path}/call:1`, { kind: 'tool', usage: undefined, durationMs: 70 }),
  itemEvent(path, {
    type: 'ToolCallExecutionEvent',
    source: 'writer',
    content: [
      { content: '3', name: 'add', call_id: 'c1', is_error: false },
      { content: 'no clock', name: 'now', call_id: 'c2', is_error: true },
    ],
  }),
];
const hold = {
  type: 'hold',
  place: `${path}/publish:0`,
  path,
  why: 'step',
  point: 'publish',
  pending: { message: text('writer', 'Old words.', 'm1') },
};

describe('rows', () => {
  it('tells a run as a script: task, turns, end', () => {
    expect(script(sampleRun().reduce(applyRunEvent, NO_CONVERSATION))).toEqual([
      '0 user says',
      '1 writer says',
      '2 critic says',
      '- The run ended: Maximum number of turns 2 reached.',
    ]);
  });

  it('tells the files of code behind what is said of it, those of calls behind the calls', () => {
    const files = { files: { 'b.txt': null, 'a.png': '1'.repeat(43) } };
    const code = modelEnd(path, { kind: 'code', usage: undefined, outcome: { exit_code: 0, output: '', ...files } });
    const call = modelEnd(`${path}/call:0`, { kind: 'tool', usage: undefined, outcome: { content: '', ...files } });
    const [start, ...rest] = spokenTurn(1, 'writer');
    const said = fold(start!, code, ...rest); // a turn has a start
    expect(script(said)).toEqual(['1 writer says', '- files']);
    expect(itemAt(said.rows, 1)).toMatchObject({
      sequence: 2,
      turnPath: path,
      source: 'writer',
      paths: ['a.png', 'b.txt'],
    });
    expect(script(fold(turnStart(1, 'writer'), code, code, turnEnd(1, 'writer')))).toEqual(['1 files', '- files']);
    const request = { type: 'ToolCallRequestEvent', source: 'writer', content: calls };
    expect(script(fold(turnStart(1, 'writer'), itemEvent(path, request), call, ...toolTurn.slice(-1)))).toEqual([
      '1 writer calls add,now',
      '- files',
    ]);
  });

  it('gives a speech its turn, time and tokens', () => {
    const { rows } = fold(...spokenTurn(1, 'writer'));
    expect(itemAt(rows, 0)).toMatchObject({
      key: 'message-1',
      turnPath: path,
      turnNumber: 1,
      durationMs: 900,
      tokens: 5,
      isEdited: false,
    });
  });

  it('folds calls and results into one row, which bears the number of the turn', () => {
    const conversation = fold(...toolTurn, itemEvent(path, text('writer', 'It is 3.')));
    expect(script(conversation)).toEqual(['1 writer calls add,now', '- writer says']);
    expect(itemAt(conversation.rows, 0)).toMatchObject({
      durationMs: 70,
      calls: [
        { name: 'add', arguments: '{"a":1}', result: { content: '3', isError: false } },
        { name: 'now', arguments: '{}', result: { content: 'no clock', isError: true } },
      ],
    });
  });

  it('keeps results of a model that gives all calls one id with their calls', () => {
    const same = calls.map((call) => ({ ...call, id: 'c' }));
    const content = ['first', 'second'].map((text) => ({ content: text, name: 'add', call_id: 'c', is_error: false }));
    const { rows } = fold(
      turnStart(1, 'writer'),
      itemEvent(path, { type: 'ToolCallRequestEvent', source: 'writer', content: same }),
      itemEvent(path, { type: 'ToolCallExecutionEvent', source: 'writer', content }),
    );
    expect(itemAt(rows, 0)).toMatchObject({
      calls: [{ result: { content: 'first' } }, { result: { content: 'second' } }],
    });
  });

  it('counts failed attempts of one call in one row, and tells the failure that was final', () => {
    const error = { code: 'rate-limited', message: 'Too many requests.' };
    const attempt = { type: 'attempt', place: `${path}/model:0`, error, waitMs: 500 };
    const conversation = fold(
      turnStart(1, 'writer'),
      { ...attempt, number: 1 },
      { ...attempt, number: 2, waitMs: 1000 },
      modelEnd(path, { outcome: undefined, error, usage: undefined }),
    );
    expect(toArray(conversation.rows)).toMatchObject([
      { type: 'retry', attempts: 2, waitMs: 1000 },
      { type: 'failure', source: 'writer', what: 'model', error },
    ]);
  });

  it('tells that another model was asked, each time in a row of its own', () => {
    const error = { code: 'overloaded', message: 'Too busy.' };
    const attempt = { type: 'attempt', place: `${path}/model:0`, error, waitMs: 0 };
    const { rows } = fold(
      turnStart(1, 'writer'),
      { ...attempt, number: 1, next: 'openai:b' },
      { ...attempt, number: 2, next: 'openai:c', wasShown: true },
    );
    expect(toArray(rows)).toMatchObject([
      { type: 'fallback', next: 'openai:b', wasShown: false, error },
      { type: 'fallback', next: 'openai:c', wasShown: true, error },
    ]);
  });

  it('tells that a call waits in line, and how long it did, also where the end of the wait was never told', () => {
    const wait = { type: 'wait', message: 'Waits for a free place.', waitedMs: null };
    const waiting = fold(
      turnStart(1, 'writer'),
      { ...wait, place: `${path}/model:0` },
      { ...wait, place: `${path}/model:1` },
    );
    expect(toArray(waiting.rows)).toMatchObject([{ waitedMs: null }, { waitedMs: null }]);
    const bodies = [
      turnStart(1, 'writer'),
      { ...wait, place: `${path}/model:0` },
      { ...wait, place: `${path}/model:1` },
      { ...wait, place: `${path}/model:0`, waitedMs: 9 },
      modelEnd(path, { place: `${path}/model:1` }),
    ];
    const over = fold(...bodies);
    expect(toArray(over.rows).map((row) => row.type === 'wait' && row.waitedMs !== null)).toEqual([true, true]);
    expect(over.waits).toEqual({});
  });

  it('tells a question to a person and how long the answer took', () => {
    const asked = itemEvent(path, { type: 'UserInputRequestedEvent', source: 'writer', request_id: 'r' });
    const answered = modelEnd(path, { kind: 'human', usage: undefined, durationMs: 41_000 });
    const conversation = fold(turnStart(1, 'writer'), asked, answered);
    expect(itemAt(conversation.rows, 0)).toMatchObject({ type: 'question', source: 'writer', waitedMs: 41_000 });
    expect(conversation.people).toEqual(['writer']);
  });

  it('goes on in a follow-up and says where it began', () => {
    const parent = { run: 'other', sequence: 11, kind: 'follow-up' };
    const again = itemEvent('task', text('user', 'Shorter.', 'task-2'));
    const conversation = [...sampleRun(), ...sampleEvents([runStart({ parent }), again], 11)].reduce(
      applyRunEvent,
      NO_CONVERSATION,
    );
    expect(script(conversation).slice(-2)).toEqual(['- child', '- user says']);
    expect(conversation.status).toBe('running');
  });

  it.each([
    [{ reason: 'stopped', stopReason: null } as const, 'You stopped the run.'],
    [
      { reason: 'failed', stopReason: null, error: { code: 'no-key', message: 'No key for openai.' } } as const,
      'The run failed: No key for openai.',
    ],
    [{ stopReason: null }, 'The run ended.'],
  ])('says in words why a run ended: %j', (fields, words) => {
    expect(script(fold(runStart(), runEnd(fields)))).toEqual([`- ${words}`]);
  });

  it('says what calls that broke off may cost', () => {
    const error = { code: 'connection-lost', message: 'The connection was lost.' };
    const lost = { promptTokens: 200, completionTokens: 5, costUsd: 0.002 };
    const attempt = { type: 'attempt', place: `${path}/model:0`, number: 1, waitMs: 0, error, lost };
    const failed = modelEnd(path, { outcome: undefined, usage: undefined, error, lost });
    const conversation = fold(runStart(), turnStart(1, 'writer'), attempt, failed, runEnd());
    expect([conversation.totals.costUsd, conversation.lostUsd]).toEqual([0, 0.004]);
    expect(script(conversation).at(-1)).toContain('· calls that broke off may cost up to $0.004 more');
  });
});

it('tells a reason once, however many events give it', () => {
  const error = { code: 'no-key', message: 'No key for openai.' };
  const abandoned = { type: 'turn-abandoned', place: path, path, reason: error.message };
  const failed = [turnStart(1, 'writer'), modelEnd(path, { outcome: undefined, error, usage: undefined }), abandoned];
  expect(script(fold(...failed))).toEqual(['1 failure']);
  const stop = { type: 'command', place: 'run-end', command: { type: 'stop', reason: 'The user stopped the run.' } };
  const end = runEnd({ reason: 'stopped', stopReason: null });
  expect(script(fold(turnStart(1, 'writer'), stop, abandoned, end))).toEqual(['- You stopped the run.']);
});

describe('drafts', () => {
  const delta = { type: 'delta', messageId: 'message-1', path, source: 'writer', kind: 'text', attempt: 0 } as const;

  it('stand until their message is in the log', () => {
    const [start, model, message] = sampleEvents(spokenTurn(1, 'writer'));
    const drafted = applySignal(applyRunEvent(NO_CONVERSATION, start!), { ...delta, offset: 0, text: 'wri' });
    expect(drafted.drafts.map(({ text }) => text)).toEqual(['wri']);
    const done = applyRunEvent(applyRunEvent(drafted, model!), message!);
    expect([done.drafts, itemAt(done.rows, 0)?.key]).toEqual([[], 'message-1']);
  });

  it('do not touch the rows: a token costs nothing that grows with the run', () => {
    const before = sampleRun().slice(0, -1).reduce(applyRunEvent, NO_CONVERSATION);
    const after = applySignal(before, { ...delta, offset: 0, text: 'wri' });
    expect(after.rows).toBe(before.rows);
  });

  it('end with a call that failed', () => {
    const error = { code: 'connection-lost', message: 'The line broke.' };
    const draft = { messageId: 'message-1', source: 'writer' };
    const events = sampleEvents([turnStart(1, 'writer'), modelEnd(path, { outcome: undefined, error, draft })]);
    const drafted = applySignal(applyRunEvent(NO_CONVERSATION, events[0]!), { ...delta, offset: 0, text: 'wri' });
    expect(applyRunEvent(drafted, events[1]!).drafts).toEqual([]);
  });
});

describe('holds', () => {
  it('are there until they are released', () => {
    const held = fold(turnStart(1, 'writer'), hold);
    expect([held.status, held.holds]).toEqual([
      'paused',
      [
        {
          place: hold.place,
          path,
          why: 'step',
          point: 'publish',
          sinceMs: SAMPLE_START_MS + 2000,
          pending: { type: 'publish', message: expect.objectContaining({ content: 'Old words.' }) },
        },
      ],
    ]);
    const released = fold(turnStart(1, 'writer'), hold, { type: 'release', place: hold.place, by: 'user' });
    expect([released.status, released.holds]).toEqual(['running', []]);
  });

  it('take over an edit, which the script tells with the words before', () => {
    const message = text('writer', 'New words.', 'm1');
    const command = { type: 'command', place: hold.place, command: { type: 'edit-message', message } };
    const held = fold(turnStart(1, 'writer'), hold, command);
    expect(held.holds).toMatchObject([{ pending: { type: 'publish', message: { content: 'New words.' } } }]);
    const released = { type: 'release', place: hold.place, by: 'user' };
    const published = fold(turnStart(1, 'writer'), hold, command, released, itemEvent(path, message));
    expect(toArray(published.rows)).toMatchObject([
      { type: 'command', words: 'You changed the reply of writer before it was published.', before: 'Old words.' },
      { type: 'speech', isEdited: true },
    ]);
  });

  it.each([
    [{ why: 'human', pending: { agent: 'writer', prompt: 'Well? ' } }, 'waiting', 'question'],
    [{ why: 'breakpoint', point: 'turn', pending: { speaker: 'writer' } }, 'paused', 'turn'],
    [{ why: 'did-it-happen', pending: { tool: 'pay', arguments: {} } }, 'waiting', 'tool'],
    [{ why: 'pause', pending: { speaker: 7 } }, 'paused', 'other'],
  ])('say what is waited for: %j', (fields, status, type) => {
    const held = fold(turnStart(1, 'writer'), { ...hold, ...fields });
    expect([held.status, held.holds[0]?.pending.type]).toEqual([status, type]);
  });

  it('leave the time without an engine out of the time spent running', () => {
    const startedAtMs = SAMPLE_START_MS + 2500; // the event before it is two seconds, the end of the call three seconds in
    expect(fold(runStart(), turnStart(1, 'writer'), modelEnd(path, { startedAtMs })).activeMs).toBe(1500);
  });

  it('leave it out too where the first word after it is a question about what happened', () => {
    const doubt = { ...hold, why: 'did-it-happen', pending: { tool: 'pay', arguments: {} } };
    expect(fold(runStart(), turnStart(1, 'writer'), doubt).activeMs).toBe(1000);
  });

  it('leave the time before a child run out of the time spent running', () => {
    const parent = { run: 'other', sequence: 2, kind: 'fork' };
    expect(fold(runStart(), turnStart(1, 'writer'), runStart({ parent })).activeMs).toBe(1000);
  });

  it('stop the clock of the time spent running', () => {
    const release = { type: 'release', place: hold.place, by: 'user' };
    expect(fold(runStart(), turnStart(1, 'writer'), hold, release, turnEnd(1, 'writer')).activeMs).toBe(3000);
  });
});

describe('totals and stage', () => {
  it('counts turns, model calls, tokens and cost', () => {
    const { totals, turnCounts, speakers } = sampleRun().reduce(applyRunEvent, NO_CONVERSATION);
    expect(totals).toEqual({ promptTokens: 40, completionTokens: 10, costUsd: 0.002, turns: 2, modelCalls: 2 });
    expect([turnCounts, speakers]).toEqual([{ writer: 1, critic: 1 }, ['writer', 'critic']]);
  });

  it('keeps a cost unknown once one price is not known', () => {
    const unknown = { usage: { promptTokens: 1, completionTokens: 1, costUsd: null } };
    expect(fold(turnStart(1, 'writer'), modelEnd(path, unknown), modelEnd(path)).totals.costUsd).toBeNull();
  });

  it('gives the floor to the speaker, to a nested speaker, and back', () => {
    const inner = { place: `${path}/turn/1/checker`, path: `${path}/turn/1/checker` };
    const bodies = [
      turnStart(1, 'writer'),
      { ...turnStart(1, 'checker'), ...inner },
      { ...turnEnd(1, 'checker'), ...inner },
      turnEnd(1, 'writer'),
    ];
    const speakers = bodies.map((_, index) => fold(...bodies.slice(0, index + 1)).speaker);
    expect(speakers).toEqual(['writer', 'checker', 'writer', null]);
  });

  it('names who failed', () => {
    const error = { code: 'no-key', message: 'No key for openai.' };
    const abandoned = { type: 'turn-abandoned', place: path, path, reason: 'failed' };
    const end = runEnd({ reason: 'failed', stopReason: null, error });
    expect(fold(turnStart(1, 'writer'), abandoned, end).failed).toEqual({
      agent: 'writer',
      words: 'No key for openai.',
    });
  });
});

describe('a notice', () => {
  const circle = (words: string, agents: readonly string[]): object => ({
    type: 'notice',
    place: 'turn/3/loop',
    code: 'loop',
    agents,
    times: 3,
    words,
  });

  it('is a row, and the latest of the same agents is kept until the next run begins', () => {
    const bodies = [circle('first', ['a', 'b']), circle('other', ['c']), circle('second', ['a', 'b'])];
    const { rows, loops } = fold(...bodies);
    expect(toArray(rows)).toMatchObject(['first', 'other', 'second'].map((words) => ({ type: 'notice', words })));
    expect(loops.map(({ words }) => words)).toEqual(['other', 'second']);
    expect(fold(...bodies, runStart()).loops).toEqual([]);
  });

  it('about a server is a row, and nobody goes in circles', () => {
    const words = 'The MCP server "x" had gone away, and is started again.';
    const gone = {
      type: 'notice',
      place: 'turn/1/a/call:0/tool:0/notice',
      code: 'server',
      agents: [],
      times: 1,
      words,
    };
    const { rows, loops } = fold(gone);
    expect(toArray(rows)).toMatchObject([{ type: 'notice', code: 'server', words }]);
    expect(loops).toEqual([]);
  });
});

it('takes no harm from an overlap of replay and live', () => {
  const events = sampleEvents([runStart(), ...toolTurn, hold]);
  const once = events.reduce(applyRunEvent, NO_CONVERSATION);
  expect([...events, ...events.slice(2)].reduce(applyRunEvent, NO_CONVERSATION)).toEqual(once);
});

it('shares all but the last rows with the value before', () => {
  const bodies = Array.from({ length: 300 }, (_, index) => spokenTurn(index + 1, 'a')).flat();
  const events = sampleEvents([...bodies, itemEvent('task', text('user', 'One more.', 'more'))]);
  const before = events.slice(0, -1).reduce(applyRunEvent, NO_CONVERSATION);
  const after = applyRunEvent(before, events.at(-1)!); // there are events
  expect(after.rows.chunks.map((chunk, index) => chunk === before.rows.chunks[index])).toEqual([true, false]);
  expect(before.rows.length).toBe(300);
});

it('tells what a memory was asked and how well each result fits, and facts of a list as they are', () => {
  const found = [
    { content: 'Trams.', mime_type: 'text/plain', metadata: { source: '/a.md', line: 3, score: 0.5, id: '1' } },
    { content: { line: 2 }, mime_type: 'application/json' },
  ];
  const metadata = { memory: 'text:notes', query: 'tram?' };
  const { rows } = fold(
    turnStart(1, 'writer'),
    itemEvent(path, { type: 'MemoryQueryEvent', source: 'writer', content: found, metadata }),
    itemEvent(path, { type: 'MemoryQueryEvent', source: 'writer', content: found.slice(0, 1) }),
  );
  expect(toArray(rows)).toMatchObject([
    {
      type: 'recall',
      source: 'writer',
      ...metadata,
      found: [
        { text: 'Trams.', score: 0.5, source: '/a.md:3' },
        { text: '{"line":2}', score: null, source: '' },
      ],
    },
    { type: 'aside', kind: 'memory', text: 'Trams.' },
  ]);
});

it('tells where a fork begins which memories asked before are on servers, which take nothing back', () => {
  const asked = (memory: string) =>
    modelEnd(path, { kind: 'memory', usage: undefined, outcome: { memory, query: 'tram?', found: [] } });
  const { rows } = fold(
    turnStart(1, 'writer'),
    ...['text:notes', 'chroma:town', 'chroma:town', 'qdrant:facts'].map(asked),
    { ...runStart(), parent: { run: 'a', sequence: 5, kind: 'fork' } },
  );
  expect(toArray(rows).at(-1)).toMatchObject({ type: 'child', serverMemories: ['chroma:town', 'qdrant:facts'] });
});

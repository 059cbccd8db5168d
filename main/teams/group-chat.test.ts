import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { failOnError } from '../core/fake-agents.ts';
import { AgentFailureError, RegistrationError, TeamBusyError } from '../core/errors.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { InProcessRuntime } from '../core/in-process-runtime.ts';
import type { Participant } from '../core/participant.ts';
import { choir, run, speaker, spoken, teamOf, teamWith } from './team.fixture.ts';
import type { TeamMessage } from './team-message.ts';
import { allOf, anyOf } from './termination/combined.ts';
import { maxMessage, textMention } from './termination/conditions.ts';
import { externalTermination } from './termination/external.ts';

const thinker = (name: string): Participant => speaker(name, { thought: 'hm', text: `${name} speaks` });
const messages = (count: number) => maxMessage({ maxMessages: count, includeAgentEvent: false });

describe('the stream of a team', () => {
  it('tells the task, then for each turn who speaks, what happens, and the message', async () => {
    const door = new FakeDoor();
    const team = teamOf([thinker('a'), thinker('b')], { maxTurns: 2, emitTeamEvents: true });
    const { items, stopReason } = await run(team, door);
    expect(spoken(items)).toEqual([
      'user: go',
      'RoundRobinGroupChatManager: SelectSpeakerEvent',
      'a: ThoughtEvent',
      'a: a speaks',
      'RoundRobinGroupChatManager: SelectSpeakerEvent',
      'b: ThoughtEvent',
      'b: b speaks',
    ]);
    expect(stopReason).toBe('Maximum number of turns 2 reached.');
    expect(items.map(({ item }) => item)).toEqual(door.items);
    expect(items.flatMap(({ item }) => (item.type === 'SelectSpeakerEvent' ? [item.content] : []))).toEqual([
      ['a'],
      ['b'],
    ]);
    expect(door.activations).toEqual(['open turn/1/a', 'close turn/1/a', 'open turn/2/b', 'close turn/2/b']);
    expect(door.gates).toEqual([
      'turn/1/a/gate-turn:0',
      'turn/1/a/gate-publish:0',
      'turn/2/b/gate-turn:0',
      'turn/2/b/gate-publish:0',
    ]);
  });

  it('says nothing of selections where it is not asked to', async () => {
    const { items } = await run(teamOf([speaker('a', 'x')], { maxTurns: 1 }), new FakeDoor());
    expect(spoken(items)).toEqual(['user: go', 'a: x']);
  });

  it('leaves the task out where the outer stream has told it', async () => {
    const door = new FakeDoor();
    const task = { messages: null, recorded: [door.says('user', 'go')], outputTaskMessages: false };
    const { items } = await teamOf([speaker('a', 'x')], { maxTurns: 1 }).run(task, door.root);
    expect(spoken(items)).toEqual(['a: x']);
  });

  it('holds only what this run brought', async () => {
    const door = new FakeDoor();
    const team = teamOf([speaker('a', 'one', 'two')], { maxTurns: 1 });
    await run(team, door);
    expect(spoken((await run(team, door, 'again')).items)).toEqual(['user: again', 'a: two']);
  });
});

describe('what participants hear', () => {
  it('is the task and the final message of every other, once, and nothing of their own', async () => {
    const a = speaker('a', { thought: 'secret', text: 'a1' }, 'a2');
    const b = speaker('b', 'b1', 'b2');
    const c = speaker('c', 'c1', 'c2');
    await run(teamOf([a, b, c], { maxTurns: 6 }), new FakeDoor());
    expect(a.heard).toEqual([['user: go'], ['b: b1', 'c: c1']]);
    expect(b.heard).toEqual([
      ['user: go', 'a: a1'],
      ['c: c1', 'a: a2'],
    ]);
    expect(c.heard).toEqual([
      ['user: go', 'a: a1', 'b: b1'],
      ['a: a2', 'b: b2'],
    ]);
  });

  it('is published in the form that a person gave it, under the id that it was going to have', async () => {
    const edited = { type: 'TextMessage', source: 'a', content: 'A', models_usage: null, metadata: {} } as const;
    const door = new FakeDoor({
      gate: ({ point, speaker: name }): ChatMessage | undefined =>
        point === 'publish' && name === 'a' ? { ...edited, id: '', created_at: 'then' } : undefined,
    });
    const b = speaker('b', 'b1');
    const { items } = await run(teamOf([speaker('a', 'a1'), b], { maxTurns: 2 }), door);
    expect(b.heard).toEqual([['user: go', 'a: A']]);
    expect(items[1]?.item).toEqual({ ...edited, id: 'turn/1/a/id:0', created_at: '2026-01-01T00:00:00.000Z' });
  });
});

describe('turns in order', () => {
  it('go on with the next speaker at a later task, and from the first after a reset', async () => {
    const door = new FakeDoor();
    const team = teamOf([speaker('a', 'x'), speaker('b', 'x'), speaker('c', 'x')], { maxTurns: 2 });
    const speakers = async (task: string | null): Promise<string[]> =>
      (await run(team, door, task)).items.map(({ item }) => item.source);
    expect(await speakers('one')).toEqual(['user', 'a', 'b']);
    expect(await speakers('two')).toEqual(['user', 'c', 'a']);
    expect(await speakers(null)).toEqual(['b', 'c']);
    team.reset();
    expect(await speakers('three')).toEqual(['user', 'a', 'b']);
  });

  it('have numbers that are never used again, also after a reset', async () => {
    const door = new FakeDoor();
    const team = teamOf([speaker('a', 'x')], { maxTurns: 1 });
    await run(team, door);
    await run(team, door, 'again');
    team.reset();
    await run(team, door, 'anew');
    expect(door.log.map(({ body }) => ('place' in body ? body.place : ''))).toEqual([
      'start/1/message:0',
      'turn/1/a/message:0',
      'start/2/message:0',
      'turn/2/a/message:0',
      'start/3/message:0',
      'turn/3/a/message:0',
    ]);
  });
});

describe('the end of a run', () => {
  it('is told by the condition before the cap on turns, and both begin anew after it', async () => {
    const door = new FakeDoor();
    const team = teamOf([speaker('a', 'x'), speaker('b', 'x')], { termination: messages(3), maxTurns: 2 });
    expect((await run(team, door)).stopReason).toBe('Maximum number of messages 3 reached, current message count: 3');
    expect((await run(team, door, null)).stopReason).toBe('Maximum number of turns 2 reached.');
    expect((await run(team, door, 'more')).stopReason).toBe(
      'Maximum number of messages 3 reached, current message count: 3',
    );
  });

  it('comes at once where the task fulfils the condition, and the task is not forgotten', async () => {
    const door = new FakeDoor();
    const a = speaker('a', 'x');
    const team = teamOf([a], { termination: textMention({ text: 'STOP' }), maxTurns: 1 });
    const { items, stopReason } = await run(team, door, 'STOP it');
    expect([spoken(items), stopReason]).toEqual([['user: STOP it'], "Text 'STOP' mentioned"]);
    expect(door.activations).toEqual([]);
    await run(team, door, 'go');
    expect(a.heard).toEqual([['user: STOP it', 'user: go']]);
  });

  it('comes before anything is told where the condition has fired already', async () => {
    const door = new FakeDoor();
    const { items, stopReason } = await run(teamOf([speaker('a', 'x')], { termination: allOf([]) }), door);
    expect([items, stopReason]).toEqual([[], 'The group chat has already terminated.']);
    expect(door.log).toEqual([]);
  });

  it('comes with the check after somebody asked for it, whatever the condition', async () => {
    const door = new FakeDoor();
    const external = externalTermination();
    const termination = anyOf([external, messages(2)]);
    const team = teamOf([speaker('a', 'x')], { termination, externals: [external] });
    const bare = teamOf([speaker('a', 'x')]);
    door.isTerminationAsked = true;
    expect((await run(team, door)).stopReason).toBe(
      'External termination requested, Maximum number of messages 2 reached, current message count: 2',
    );
    expect((await run(bare, door)).stopReason).toBe('External termination requested');
    door.isTerminationAsked = false;
    expect((await run(team, door)).stopReason).toBe('Maximum number of messages 2 reached, current message count: 2');
  });
});

describe('a team in a team', () => {
  function nestedIn(outer: { runtime: InProcessRuntime<TeamMessage> }, ...members: Participant[]) {
    return teamOf(members, { ...outer, name: 'inner', teamId: 'root.0', maxTurns: 2 });
  }

  it('runs to its own end in one turn; all its messages reach the others, none comes back', async () => {
    const door = new FakeDoor();
    const runtime = new InProcessRuntime<TeamMessage>(failOnError);
    const [x, y, closer] = [speaker('x', { thought: 'hm', text: 'x1' }), speaker('y', 'y1'), speaker('closer', 'end')];
    const team = teamOf([nestedIn({ runtime }, x, y), closer], { runtime, maxTurns: 3 });
    const { items } = await run(team, door);
    expect(spoken(items)).toEqual([
      'user: go',
      'x: ThoughtEvent',
      'x: x1',
      'y: y1',
      'closer: end',
      'x: ThoughtEvent',
      'x: x1',
      'y: y1',
    ]);
    expect(closer.heard).toEqual([['user: go', 'x: x1', 'y: y1']]);
    expect(x.heard).toEqual([['user: go'], ['y: y1', 'closer: end']]);
    expect(door.activations.slice(0, 6)).toEqual([
      'open turn/1/inner',
      'open turn/1/inner/turn/1/x',
      'close turn/1/inner/turn/1/x',
      'open turn/1/inner/turn/2/y',
      'close turn/1/inner/turn/2/y',
      'close turn/1/inner',
    ]);
  });

  it('goes on without a task when it is asked again and nothing new was said', async () => {
    const runtime = new InProcessRuntime<TeamMessage>(failOnError);
    const x = speaker('x', 'x1', 'x2', 'x3', 'x4');
    const team = teamOf([nestedIn({ runtime }, x)], { runtime, maxTurns: 2 });
    expect(spoken((await run(team, new FakeDoor())).items)).toEqual(['user: go', 'x: x1', 'x: x2', 'x: x3', 'x: x4']);
    expect(x.heard).toEqual([['user: go'], [], [], []]);
  });

  it('lets the outer condition see its events too', async () => {
    const runtime = new InProcessRuntime<TeamMessage>(failOnError);
    const termination = textMention({ text: 'hm' });
    const team = teamOf([nestedIn({ runtime }, thinker('x'))], { runtime, termination });
    expect((await run(team, new FakeDoor())).stopReason).toBe("Text 'hm' mentioned");
  });

  it('fails the outer run with its own reason', async () => {
    const door = new FakeDoor();
    const runtime = new InProcessRuntime<TeamMessage>(failOnError);
    const team = teamOf([nestedIn({ runtime }, speaker('x', new Error('out of words')))], { runtime });
    await expect(run(team, door)).rejects.toThrow('out of words');
    expect(door.activations.slice(2)).toEqual([
      'abandon turn/1/inner/turn/1/x: out of words',
      'abandon turn/1/inner: out of words',
    ]);
  });
});

describe('a speaker that fails', () => {
  it('fails the run with its reason, and the same team can run again', async () => {
    const door = new FakeDoor();
    const a = speaker('a', 'a1');
    const team = teamOf([a, speaker('b', new Error('out of words'), 'b2')], { termination: messages(3) });
    await expect(run(team, door)).rejects.toThrow('out of words');
    expect(door.activations).toEqual([
      'open turn/1/a',
      'close turn/1/a',
      'open turn/2/b',
      'abandon turn/2/b: out of words',
    ]);
    const { items, stopReason } = await run(team, door, 'again');
    expect(spoken(items)).toEqual(['user: again', 'a: a1', 'b: b2']);
    expect(stopReason).toBe('Maximum number of messages 3 reached, current message count: 3');
    expect(a.heard).toEqual([['user: go'], ['user: again']]);
  });

  it('fails also where it is the choice of the speaker that fails', async () => {
    const stranger = { ...choir, select: () => ({ speakers: ['nobody'], state: {}, why: 'a mistake' }) };
    const team = teamWith(stranger, [speaker('a', 'x')]);
    await expect(run(team, new FakeDoor())).rejects.toThrow(AgentFailureError);
    await expect(run(team, new FakeDoor())).rejects.toThrow('Speaker nobody not found in participant names.');
  });
});

describe('speakers of one round', () => {
  it('speak at the same time, are one turn together, and are all looked at by the condition', async () => {
    const door = new FakeDoor();
    const slow = Promise.withResolvers<string>();
    const late = { thought: 'late', text: 'b STOP' };
    const team = teamWith(choir, [speaker('a', slow.promise, 'a2'), speaker('b', late, 'b2')], {
      termination: textMention({ text: 'STOP' }),
      maxTurns: 5,
      emitTeamEvents: true,
    });
    const result = run(team, door);
    await new Promise(setImmediate);
    slow.resolve('a1');
    const { items, stopReason } = await result;
    expect(spoken(items)).toEqual([
      'user: go',
      'ChoirManager: SelectSpeakerEvent',
      'b: ThoughtEvent',
      'b: b STOP',
      'a: a1',
    ]);
    expect(stopReason).toBe("Text 'STOP' mentioned");
    expect(door.activations).toEqual(['open turn/1/a', 'open turn/1/b', 'close turn/1/b', 'close turn/1/a']);
  });

  it('hear each other in the next round, and count as one turn', async () => {
    const [a, b] = [speaker('a', 'a1', 'a2'), speaker('b', 'b1', 'b2')];
    const { stopReason } = await run(teamWith(choir, [a, b], { maxTurns: 2 }), new FakeDoor());
    expect([a.heard, b.heard]).toEqual([
      [['user: go'], ['b: b1']],
      [['user: go'], ['a: a1']],
    ]);
    expect(stopReason).toBe('Maximum number of turns 2 reached.');
  });

  it('are waited for when one fails; the first failure is the reason', async () => {
    const door = new FakeDoor();
    const slow = Promise.withResolvers<string>();
    const team = teamWith(choir, [speaker('a', new Error('a is lost')), speaker('b', slow.promise)], { maxTurns: 1 });
    const result = run(team, door);
    await new Promise(setImmediate);
    expect(door.activations.slice(2)).toEqual(['abandon turn/1/a: a is lost']);
    slow.resolve('b1');
    await expect(result).rejects.toThrow('a is lost');
    expect(door.activations.slice(2)).toEqual(['abandon turn/1/a: a is lost', 'close turn/1/b']);
  });
});

describe('a team that runs', () => {
  it('refuses another task, a reset and a state until it has ended', async () => {
    const slow = Promise.withResolvers<string>();
    const team = teamOf([speaker('a', slow.promise)], { maxTurns: 1 });
    const saved = team.saveState();
    const first = run(team, new FakeDoor());
    await expect(run(team, new FakeDoor())).rejects.toThrow(TeamBusyError);
    expect(() => team.reset()).toThrow(TeamBusyError);
    expect(() => team.loadState(saved)).toThrow(
      'The team "team" is already running, it cannot run again until it is stopped.',
    );
    slow.resolve('done');
    expect(spoken((await first).items)).toEqual(['user: go', 'a: done']);
    team.reset();
  });
});

describe('the names in a team', () => {
  it('are unique, also against the manager', () => {
    expect(() => teamOf([speaker('a', 'x'), speaker('a', 'x')])).toThrow(RegistrationError);
    expect(() => teamOf([speaker('RoundRobinGroupChatManager', 'x')])).toThrow(RegistrationError);
  });

  it('may be any identifier', async () => {
    const team = teamOf([speaker('group_topic', 'x'), speaker('prüfer', 'y')], { maxTurns: 2 });
    expect(spoken((await run(team, new FakeDoor())).items)).toEqual(['user: go', 'group_topic: x', 'prüfer: y']);
  });
});

import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { Team } from '../core/participant.ts';
import { broadcast } from './broadcast.ts';
import { consensus } from './consensus.ts';
import { debate } from './debate.ts';
import type { Pattern } from './pattern.ts';
import { type Line, run, speaker, spoken, teamWith } from './team.fixture.ts';
import { maxMessage } from './termination/conditions.ts';

type Lines = Readonly<Record<string, readonly Line[]>>;

function team<State>(pattern: Pattern<State>, lines: Lines, options: object = {}) {
  return teamWith(
    pattern,
    Object.entries(lines).map(([name, own]) => speaker(name, ...own)),
    options,
  );
}

async function said<State>(pattern: Pattern<State>, lines: Lines, options: object = {}): Promise<string[]> {
  const { items, stopReason } = await run(team(pattern, lines, options), new FakeDoor());
  return [...spoken(items).slice(1), stopReason ?? ''];
}

const THREE: Lines = { ann: ['a1', 'a2'], bob: ['b1', 'b2'], jo: ['j1', 'j2'] };
const BOTH = maxMessage({ maxMessages: 3, includeAgentEvent: false });

describe('a broadcast', () => {
  it('lets all speak at the same time, none hearing the others of its round', async () => {
    const [ann, bob] = [speaker('ann', 'a1', 'a2'), speaker('bob', 'b1', 'b2')];
    const pattern = broadcast({ rounds: 2, judge: undefined });
    const { items, stopReason } = await run(teamWith(pattern, [ann, bob]), new FakeDoor());
    expect([...spoken(items), stopReason]).toEqual([
      'user: go',
      'ann: a1',
      'bob: b1',
      'ann: a2',
      'bob: b2',
      'All 2 rounds are done.',
    ]);
    expect(bob.heard).toEqual([['user: go'], ['ann: a1']]);
  });

  it('lets a judge sum up each round', async () => {
    expect(await said(broadcast({ rounds: 2, judge: 'jo' }), THREE)).toEqual([
      'ann: a1',
      'bob: b1',
      'BroadcastManager: jo, sum up what was said in this round.',
      'jo: j1',
      'ann: a2',
      'bob: b2',
      'BroadcastManager: jo, sum up what was said in this round.',
      'jo: j2',
      'All 2 rounds are done.',
    ]);
  });

  it('stops by its rule, goes on without a task, and begins anew with one', async () => {
    const given = team(broadcast({ rounds: 1, judge: 'jo' }), THREE, { termination: BOTH });
    const door = new FakeDoor();
    await run(given, door);
    expect(spoken((await run(given, door, null)).items).at(-1)).toBe('jo: j1');
    expect(spoken((await run(given, door, 'next')).items)).toEqual(['user: next', 'ann: a2', 'bob: b2']);
  });
});

describe('a debate', () => {
  it('hears both sides in turn, and its judge at the end', async () => {
    expect(await said(debate({ rounds: 2, judge: undefined }), THREE)).toEqual([
      'DebateManager: This is a debate of 2 rounds. For: ann. Against: bob. jo decides at the end.',
      'ann: a1',
      'bob: b1',
      'ann: a2',
      'bob: b2',
      'DebateManager: jo, both sides have been heard. Weigh their arguments, and decide.',
      'jo: j1',
      'jo has decided.',
    ]);
  });

  it('may have any member as its judge, and says why each speaks', async () => {
    const door = new FakeDoor();
    const given = team(debate({ rounds: 1, judge: 'ann' }), THREE);
    expect(spoken((await run(given, door)).items).slice(2)).toEqual([
      'bob: b1',
      'jo: j1',
      'DebateManager: ann, both sides have been heard. Weigh their arguments, and decide.',
      'ann: a1',
    ]);
  });
});

describe('a consensus', () => {
  const one = { ann: ['x DISAGREE', 'x AGREE'], bob: ['I AGREE', 'Do I AGREE or DISAGREE? AGREE.'] };

  it('votes until everyone agrees, and tells each count', async () => {
    const rule =
      'ConsensusManager: Say what you think, and end with one word: AGREE if you share the view of the others, else DISAGREE.';
    expect(await said(consensus({ rounds: 5 }), one)).toEqual([
      rule,
      'ann: x DISAGREE',
      'bob: I AGREE',
      'ConsensusManager: Vote 1: 1 of 2 agree (bob).',
      'ann: x AGREE',
      'bob: Do I AGREE or DISAGREE? AGREE.',
      'ConsensusManager: Vote 2: 2 of 2 agree (ann, bob).',
      'All 2 agree.',
    ]);
  });

  it('gives up when its rounds are used up', async () => {
    expect((await said(consensus({ rounds: 1 }), one)).slice(-2)).toEqual([
      'ConsensusManager: Vote 1: 1 of 2 agree (bob).',
      'No agreement after 1 of 1 rounds: 1 of 2 agree.',
    ]);
    expect((await said(consensus({ rounds: 1 }), { ann: ['no'], bob: ['no'] })).at(-2)).toBe(
      'ConsensusManager: Vote 1: 0 of 2 agree.',
    );
  });

  it('reads small letters at the end of an answer only', async () => {
    const small = { ann: ['Well said. Agree.'], bob: ['I agree with ann in part, but no.'] };
    expect((await said(consensus({ rounds: 1 }), small)).at(-2)).toBe('ConsensusManager: Vote 1: 1 of 2 agree (ann).');
    const against = { ann: ['I AGREE with much, yet I disagree'], bob: ['**Agree**'] };
    expect((await said(consensus({ rounds: 1 }), against)).at(-2)).toBe(
      'ConsensusManager: Vote 1: 1 of 2 agree (bob).',
    );
  });
});

const made: readonly (readonly [string, () => Team])[] = [
  ['broadcast', () => team(broadcast({ rounds: 2, judge: 'jo' }), THREE)],
  ['debate', () => team(debate({ rounds: 2, judge: undefined }), THREE)],
  ['consensus', () => team(consensus({ rounds: 2 }), THREE)],
];

it.each(made)('a %s goes on from a checkpoint, and from its saved state', async (_name, make) => {
  const door = new FakeDoor();
  const taken: JsonObject[] = [];
  door.checkpoints.push = (take) => taken.push(JSON.parse(JSON.stringify(take())) as JsonObject);
  const whole = spoken((await run(make(), door)).items);
  for (const checkpoint of taken) {
    const later = make();
    later.restore(checkpoint, door);
    const saved = make();
    saved.loadState(JSON.parse(JSON.stringify(later.saveState())) as JsonObject);
    for (const one of [later, saved]) {
      const rest = spoken((await run(one, new FakeDoor(), null)).items);
      expect(rest).toEqual(whole.slice(whole.length - rest.length));
    }
  }
});

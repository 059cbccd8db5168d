import { describe, expect, it } from 'vitest';
import type { ChatMessage } from '../../shared/chat/chat-message.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import type { Effects } from '../core/effects.ts';
import type { RunTask, Team, TeamResult } from '../core/participant.ts';
import { enterRun, taskMessages } from './enter-run.ts';
import { TurnCutError } from './turn-cut-error.ts';

/** A team that notes what it is told to do, and answers what the test says. */
function teamThat(answer: (task: RunTask, effects: Effects) => Promise<TeamResult>) {
  const told: unknown[] = [];
  const team = {
    run: (task: RunTask, effects: Effects) => {
      told.push(task.messages?.map((message) => ('content' in message ? message.content : '')) ?? 'go on');
      return answer(task, effects);
    },
    restore: (checkpoint: unknown) => void told.push(checkpoint),
  } as Partial<Team> as Team;
  return { team, told };
}

function ended(stopReason: string): Promise<TeamResult> {
  return Promise.resolve({ items: [], stopReason });
}

const tasks = ['one', 'two'].map(taskMessages);

describe('entering a run', () => {
  it('gives the team its tasks one after the other; the result is that of the last', async () => {
    let count = 0;
    const { team, told } = teamThat(() => ended(`end ${(count += 1)}`));
    expect(await enterRun(team, new FakeDoor().root, { tasks, start: undefined })).toMatchObject({
      stopReason: 'end 2',
    });
    expect(told).toEqual([['one'], ['two']]);
  });

  it('restores the checkpoint first and goes on with the task in which it was taken', async () => {
    const { team, told } = teamThat(() => ended('end'));
    const start = { checkpoint: { turn: 7 }, history: new FakeDoor() };
    await enterRun(team, new FakeDoor().root, { tasks, start });
    expect(told).toEqual([{ turn: 7 }, 'go on', ['two']]);
  });

  it('goes on with the next task where one was cut by a stop', async () => {
    const { team, told } = teamThat(({ messages }) =>
      messages?.[0] && 'content' in messages[0] && messages[0].content === 'one'
        ? Promise.reject(new TurnCutError('turn/1/a'))
        : ended('end'),
    );
    expect(await enterRun(team, new FakeDoor().root, { tasks, start: undefined })).toMatchObject({ stopReason: 'end' });
    expect(told).toEqual([['one'], ['two']]);
  });

  it('has no result where the last task was cut', async () => {
    const { team } = teamThat(() => Promise.reject(new TurnCutError('turn/1/a')));
    expect(await enterRun(team, new FakeDoor().root, { tasks, start: undefined })).toBeUndefined();
  });

  it('fails with whatever else goes wrong', async () => {
    const { team, told } = teamThat(() => Promise.reject(new Error('out of words')));
    const entering = enterRun(team, new FakeDoor().root, { tasks, start: undefined });
    await expect(entering).rejects.toThrow('out of words');
    expect(told).toEqual([['one']]);
  });

  it('leaves ids and times to the door, but keeps an id that the task brings', async () => {
    const drafts: unknown[] = [];
    const { team } = teamThat(({ messages }) => {
      drafts.push(...(messages ?? []));
      return ended('end');
    });
    const own: ChatMessage = { ...taskMessages('mine')[0]!, id: 'm1' }; // there is one
    await enterRun(team, new FakeDoor().root, { tasks: [taskMessages('text'), [own]], start: undefined });
    const common = { type: 'TextMessage', source: 'user', models_usage: null, metadata: {} };
    expect(drafts).toEqual([
      { ...common, content: 'text' },
      { ...common, content: 'mine', id: 'm1' },
    ]);
  });
});

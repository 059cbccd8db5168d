import { describe, expect, it } from 'vitest';
import type { ChatItem } from '../../../shared/chat/chat-item.ts';
import { allOf, anyOf } from './combined.ts';
import { maxMessage, stopMessage, textMention } from './conditions.ts';
import { externalTermination } from './external.ts';
import type { TerminationCondition } from './termination-condition.ts';

const stamp = { id: '1', models_usage: null, metadata: {}, created_at: '2026-01-01T00:00:00.000Z' };

function says(content: string, source = 'a'): ChatItem {
  return { ...stamp, source, type: 'TextMessage', content };
}

function thinks(content: string): ChatItem {
  return { ...stamp, source: 'a', type: 'ThoughtEvent', content };
}

const messages = (count: number, includeAgentEvent = false): TerminationCondition =>
  maxMessage({ maxMessages: count, includeAgentEvent });
const mention = (text: string): TerminationCondition => textMention({ text });

/** What a condition says to each of these in turn: its content, or nothing. */
function checks(condition: TerminationCondition, ...deltas: ChatItem[][]): (string | undefined)[] {
  return deltas.map((delta) => condition.check(delta, 0)?.content);
}

/** A fresh one that went on from a stored checkpoint. */
function restored(from: TerminationCondition, to: TerminationCondition): TerminationCondition {
  to.restore(JSON.parse(JSON.stringify(from.checkpoint())) as never);
  return to;
}

describe('the cap on messages', () => {
  it('counts chat messages over all checks, the task among them', () => {
    const condition = messages(3);
    expect(checks(condition, [says('task', 'user')], [thinks('hm'), says('x')])).toEqual([undefined, undefined]);
    expect([condition.terminated, condition.progress()]).toEqual([
      false,
      [{ counts: 'messages', current: 2, limit: 3 }],
    ]);
    expect(condition.check([says('x'), says('x')], 0)).toEqual({
      content: 'Maximum number of messages 3 reached, current message count: 4',
      source: 'MaxMessageTermination',
    });
    expect([condition.terminated, condition.progress()]).toEqual([
      true,
      [{ counts: 'messages', current: 3, limit: 3 }],
    ]);
  });

  it('counts events where it is told to', () => {
    expect(checks(messages(2, true), [says('task'), thinks('hm')])).toEqual([
      'Maximum number of messages 2 reached, current message count: 2',
    ]);
  });

  it('begins anew after a reset', () => {
    const condition = messages(2);
    checks(condition, [says('x'), says('x')]);
    condition.reset();
    expect(condition.terminated).toBe(false);
    expect(checks(condition, [says('x')])).toEqual([undefined]);
  });
});

describe('the mention of a text', () => {
  it('is searched as it is written in all that was said and done', () => {
    expect(mention('STOP').check([says('please STOP now')], 0)).toEqual({
      content: "Text 'STOP' mentioned",
      source: 'TextMentionTermination',
    });
    expect(checks(mention('STOP'), [says('stop')], [thinks('STOP')])).toEqual([undefined, "Text 'STOP' mentioned"]);
    const call = { id: '1', name: 'f', arguments: '{"word":"STOP"}' };
    expect(checks(mention('STOP'), [{ ...stamp, source: 'a', type: 'ToolCallRequestEvent', content: [call] }])).toEqual(
      ["Text 'STOP' mentioned"],
    );
  });

  it('tells what it waits for in short', () => {
    expect(textMention({ text: 'word '.repeat(20), sources: ['a', 'b'] }).progress()).toEqual([
      { waitsFor: `“${'word '.repeat(8)}…” of a or b`, isMet: false },
    ]);
  });

  it('counts only from its sources where it has some', () => {
    const condition = textMention({ text: 'STOP', sources: ['critic'] });
    expect(checks(condition, [says('STOP', 'user')], [says('STOP', 'critic')])).toEqual([
      undefined,
      "Text 'STOP' mentioned",
    ]);
    expect(condition.progress()).toEqual([{ waitsFor: '“STOP” of critic', isMet: true }]);
    expect(checks(textMention({ text: 'STOP', sources: [] }), [says('STOP')])).toEqual(["Text 'STOP' mentioned"]);
  });
});

describe('a stop message', () => {
  it('ends the conversation where it is listened for', () => {
    const condition = stopMessage();
    expect(checks(condition, [says('Stop message received')])).toEqual([undefined]);
    expect(condition.progress()).toEqual([{ waitsFor: 'a stop message', isMet: false }]);
    expect(condition.check([{ ...stamp, source: 'a', type: 'StopMessage', content: 'enough' }], 0)).toEqual({
      content: 'Stop message received',
      source: 'StopMessageTermination',
    });
  });
});

describe('a stop from outside', () => {
  it('fires at the next check after it was set, and is unset by a reset', () => {
    const condition = externalTermination();
    expect(condition.check([says('x')], 0)).toBeUndefined();
    condition.set();
    expect([condition.terminated, condition.progress()]).toEqual([
      false,
      [{ waitsFor: 'your wish to end', isMet: true }],
    ]);
    expect(condition.check([], 0)).toEqual({
      content: 'External termination requested',
      source: 'ExternalTermination',
    });
    expect(condition.terminated).toBe(true);
    condition.reset();
    expect([condition.terminated, condition.check([], 0)]).toEqual([false, undefined]);
  });

  it('stays set over a checkpoint', () => {
    const condition = externalTermination();
    condition.set();
    expect(checks(restored(condition, externalTermination()), [])).toEqual(['External termination requested']);
  });
});

describe('any of several', () => {
  it('fires with all that fire at the same time, in their order', () => {
    expect(anyOf([mention('STOP'), messages(1)]).check([says('STOP')], 0)).toEqual({
      content: "Text 'STOP' mentioned, Maximum number of messages 1 reached, current message count: 1",
      source: 'TextMentionTermination, MaxMessageTermination',
    });
  });

  it('asks every child each time', () => {
    const condition = anyOf([messages(3), mention('STOP')]);
    expect(checks(condition, [says('x')], [says('x')])).toEqual([undefined, undefined]);
    expect(condition.progress()).toEqual([
      { counts: 'messages', current: 2, limit: 3 },
      { waitsFor: '“STOP”', isMet: false },
    ]);
    expect(checks(condition, [says('STOP')])).toEqual([
      "Maximum number of messages 3 reached, current message count: 3, Text 'STOP' mentioned",
    ]);
    expect(condition.terminated).toBe(true);
  });

  it('never fires without children', () => {
    expect([anyOf([]).terminated, anyOf([]).check([says('x')], 0)]).toEqual([false, undefined]);
  });
});

describe('all of several', () => {
  it('fires when the last has fired, with their words in the order of firing', () => {
    const condition = allOf([messages(2), mention('STOP')]);
    expect(checks(condition, [says('STOP')])).toEqual([undefined]);
    expect(condition.terminated).toBe(false);
    expect(condition.check([says('x')], 0)).toEqual({
      content: "Text 'STOP' mentioned, Maximum number of messages 2 reached, current message count: 2",
      source: 'TextMentionTermination, MaxMessageTermination',
    });
    expect(condition.terminated).toBe(true);
  });

  it('asks only those that have not fired', () => {
    const condition = allOf([messages(1), mention('STOP')]);
    checks(condition, [says('x')], [says('x')]);
    expect(condition.progress()).toEqual([
      {
        all: [
          { counts: 'messages', current: 1, limit: 1 },
          { waitsFor: '“STOP”', isMet: false },
        ],
      },
    ]);
    expect(checks(condition, [says('STOP')])).toEqual([
      "Maximum number of messages 1 reached, current message count: 1, Text 'STOP' mentioned",
    ]);
  });

  it('tells where any of several would do for one of them', () => {
    const all = allOf([anyOf([messages(2), mention('STOP')]), anyOf([messages(9)])]);
    expect(all.progress()).toEqual([
      {
        all: [
          {
            any: [
              { counts: 'messages', current: 0, limit: 2 },
              { waitsFor: '“STOP”', isMet: false },
            ],
          },
          { counts: 'messages', current: 0, limit: 9 },
        ],
      },
    ]);
  });

  it('counts as fired without children', () => {
    expect(allOf([]).terminated).toBe(true);
  });

  it('forgets all that fired at a reset', () => {
    const condition = allOf([messages(1), mention('STOP')]);
    checks(condition, [says('x')]);
    condition.reset();
    expect(checks(condition, [says('STOP')])).toEqual([
      "Maximum number of messages 1 reached, current message count: 1, Text 'STOP' mentioned",
    ]);
  });
});

describe('conditions in one another', () => {
  const nested = (): TerminationCondition =>
    anyOf([allOf([mention('A'), anyOf([mention('B'), messages(9)])]), messages(4)]);

  it('fire by what their parts have seen over time', () => {
    expect(checks(nested(), [says('A')], [says('x')], [says('B')])).toEqual([
      undefined,
      undefined,
      "Text 'A' mentioned, Text 'B' mentioned",
    ]);
    expect(checks(nested(), [says('B')], [says('x')], [says('x')], [says('A')])).toEqual([
      undefined,
      undefined,
      undefined,
      "Text 'B' mentioned, Text 'A' mentioned, Maximum number of messages 4 reached, current message count: 4",
    ]);
  });

  it('join as a | b | c and a & b & c do in AutoGen', () => {
    const all = allOf([allOf([mention('A'), mention('B')]), mention('C')]);
    expect(checks(all, [says('C')], [says('B A')])).toEqual([
      undefined,
      "Text 'C' mentioned, Text 'A' mentioned, Text 'B' mentioned",
    ]);
    const any = anyOf([anyOf([mention('A'), mention('B')]), mention('C')]);
    expect(checks(any, [says('C B')])).toEqual(["Text 'B' mentioned, Text 'C' mentioned"]);
  });

  it('go on from a checkpoint as if there had been none', () => {
    const course = [[says('A')], [says('x')], [says('x')], [says('B')]];
    for (let cut = 0; cut < course.length; cut += 1) {
      const first = nested();
      const said = checks(first, ...course.slice(0, cut));
      const later = restored(first, nested());
      expect(later.progress()).toEqual(first.progress());
      expect([...said, ...checks(later, ...course.slice(cut))]).toEqual(checks(nested(), ...course));
      expect(later.terminated).toBe(true);
    }
  });
});

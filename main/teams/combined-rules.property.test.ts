import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import type { Json } from '../../shared/json.ts';
import type { StopProgress } from '../../shared/run/stop-progress.ts';
import { FakeDoor } from '../core/fake-effects.fixture.ts';
import { run, speaker, spoken, teamOf } from './team.fixture.ts';
import { allOf, anyOf } from './termination/combined.ts';
import { maxMessage, sourceMatch, textMention } from './termination/conditions.ts';
import type { TerminationCondition } from './termination/termination-condition.ts';
import { tokenUsage } from './termination/token-usage.ts';

const SETTINGS = { seed: 1, numRuns: 300 };

/** A rule as data: a leaf that can be made and foretold, or several joined by and or or. */
type Rule = Joined | Leaf;
interface Joined {
  readonly type: 'all' | 'any';
  readonly rules: readonly Rule[];
}
type Leaf =
  | { readonly type: 'says'; readonly text: string }
  | { readonly type: 'messages' | 'tokens'; readonly limit: number }
  | { readonly type: 'source'; readonly name: string };

function isJoined(one: Rule): one is Joined {
  return 'rules' in one;
}

const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.record({ type: fc.constant('says' as const), text: fc.constantFrom('A', 'B', 'AB', 'Z') }),
    fc.record({
      type: fc.constantFrom('messages' as const, 'tokens' as const),
      limit: fc.integer({ min: 1, max: 12 }),
    }),
    fc.record({ type: fc.constant('source' as const), name: fc.constantFrom('a', 'b') }),
    fc.record({
      type: fc.constantFrom('all' as const, 'any' as const),
      rules: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }),
    }),
  ),
}));

const item = fc
  .record({
    source: fc.constantFrom('a', 'b', 'c'),
    content: fc.constantFrom('', 'A', 'B', 'AB', 'x'),
    tokens: fc.nat(3),
  })
  .map(({ source, content, tokens }): ChatItem => {
    const models_usage = { prompt_tokens: tokens, completion_tokens: 0 };
    return { id: '1', source, content, models_usage, metadata: {}, created_at: '', type: 'TextMessage' };
  });
/** What each round brought. */
const rounds = fc.array(fc.array(item, { maxLength: 3 }), { minLength: 1, maxLength: 12 });

function made(one: Rule): TerminationCondition {
  if (isJoined(one)) return (one.type === 'all' ? allOf : anyOf)(one.rules.map(made));
  if (one.type === 'says') return textMention({ text: one.text });
  if (one.type === 'tokens') return tokenUsage({ total: one.limit, prompt: undefined, completion: undefined });
  if (one.type === 'source') return sourceMatch({ sources: [one.name] });
  return maxMessage({ maxMessages: one.limit, includeAgentEvent: false });
}

/** The first round after which a rule has come true, by the plain meaning of and and or; Infinity where none. */
function comesTrue(one: Rule, said: readonly (readonly ChatItem[])[]): number {
  if (isJoined(one)) {
    const parts = one.rules.map((part) => comesTrue(part, said));
    return one.type === 'all' ? Math.max(...parts) : Math.min(...parts);
  }
  const after = said.findIndex((_, index) => holds(one, said.slice(0, index + 1).flat()));
  return after < 0 ? Number.POSITIVE_INFINITY : after;
}

function holds(leaf: Leaf, all: readonly ChatItem[]): boolean {
  if (leaf.type === 'says') return all.some((one) => 'content' in one && String(one.content).includes(leaf.text));
  if (leaf.type === 'source') return all.some(({ source }) => source === leaf.name);
  const tokens = all.reduce((sum, one) => sum + (one.models_usage?.prompt_tokens ?? 0), 0);
  return (leaf.type === 'messages' ? all.length : tokens) >= leaf.limit;
}

interface Course {
  /** The round at whose end it fired; Infinity where it did not. */
  readonly end: number;
  /** What fired, in any order. */
  readonly reasons: readonly string[];
}

/** Asks round by round until it fires, as a team does. `between` may put another in its place. */
function ask(
  first: TerminationCondition,
  said: readonly (readonly ChatItem[])[],
  between: (condition: TerminationCondition, round: number) => TerminationCondition = (same) => same,
): Course {
  let condition = first;
  for (const [round, delta] of said.entries()) {
    condition = between(condition, round);
    const stop = condition.check(delta, 0);
    // A list of progress is met where any of it is: whoever shows it must not show another end than that of the team.
    expect([condition.terminated, condition.progress().some(isMet)]).toEqual(Array(2).fill(stop !== undefined));
    if (stop !== undefined) return { end: round, reasons: stop.content.split(/, (?=Text|Max|Token|')/).toSorted() };
  }
  return { end: Number.POSITIVE_INFINITY, reasons: [] };
}

/** Whether a progress has come to its end. @throws where a count is beyond its bounds. */
function isMet(progress: StopProgress): boolean {
  if ('all' in progress) return progress.all.every(isMet);
  if ('any' in progress) return progress.any.some(isMet);
  if ('waitsFor' in progress) return progress.isMet;
  const { current, limit } = progress;
  if (current < 0 || current > limit) throw new RangeError(`${current} of ${limit}`);
  return current === limit;
}

function turned(one: Rule): Rule {
  return isJoined(one) ? { ...one, rules: one.rules.map(turned).toReversed() } : one;
}

it('fires when its parts have come true, by the plain meaning of and and or', () => {
  fc.assert(
    fc.property(rule, rounds, (given, said) => {
      expect(ask(made(given), said).end).toBe(comesTrue(given, said));
    }),
    SETTINGS,
  );
});

it('fires at the same time and for the same reasons, whatever the order of its parts', () => {
  fc.assert(
    fc.property(rule, rounds, (given, said) => {
      expect(ask(made(turned(given)), said)).toEqual(ask(made(given), said));
    }),
    SETTINGS,
  );
});

it('goes on from a checkpoint of any round as if there had been none', () => {
  fc.assert(
    fc.property(rule, rounds, fc.nat(11), (given, said, cut) => {
      const moved = ask(made(given), said, (condition, round) => {
        if (round !== cut) return condition;
        const later = made(given);
        later.restore(JSON.parse(JSON.stringify(condition.checkpoint())) as Json);
        expect(later.progress()).toEqual(condition.progress());
        return later;
      });
      expect(moved).toEqual(ask(made(given), said));
    }),
    SETTINGS,
  );
});

it('begins anew after a reset, as if it had seen nothing', () => {
  fc.assert(
    fc.property(rule, rounds, rounds, (given, before, said) => {
      const used = made(given);
      ask(used, before);
      used.reset();
      expect(used.progress()).toEqual(made(given).progress());
      expect(ask(used, said)).toEqual(ask(made(given), said));
    }),
    SETTINGS,
  );
});

it('ends a team in the same way that was saved and loaded between two tasks', async () => {
  const lines = fc.array(fc.constantFrom('A', 'B', 'AB', 'x'), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(rule, lines, lines, async (given, first, second) => {
      const make = () =>
        teamOf([speaker('a', ...first), speaker('b', ...second)], { termination: made(given), maxTurns: 9 });
      const [team, later] = [make(), make()];
      await run(team, new FakeDoor(), 'go');
      later.loadState(JSON.parse(JSON.stringify(team.saveState())));
      const told = async (one: typeof team): Promise<unknown> => {
        const { items, stopReason } = await run(one, new FakeDoor(), 'on');
        return [spoken(items), stopReason];
      };
      expect(await told(later)).toEqual(await told(team));
    }),
    { seed: 1, numRuns: 100 },
  );
});

import { describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids.ts';
import type { RunControl } from '../../shared/run/command.ts';
import type { RunEvent, RunEventBody } from '../../shared/run/event.ts';
import { budgetHolds, costsOf, isBudgetHold, paid, paidRig, paidWorld, runBudget } from './budget.fixture.ts';
import { assistant, logOf, type Rig, roundRobin, runToEnd, until } from './rig.fixture.ts';
import type { RunRequest } from './run-service.ts';

const REQUEST = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };

/** Ten answers of 500 tokens, each about 1.6 cents and reserved with about 3.2. */
const plan = roundRobin([assistant('writer', paid('test:big')), assistant('critic', paid('test:big'))], {
  max_turns: 10,
});

const start = (rig: Rig, request: Partial<RunRequest>): RunId => rig.service.start({ plan, ...REQUEST, ...request });

async function untilHeld(rig: Rig, run: RunId): Promise<string> {
  const signal = await until(rig, run, (one) => one.type === 'event' && isBudgetHold(one.event.body));
  await new Promise(setImmediate);
  return signal.type === 'event' && 'place' in signal.event.body ? signal.event.body.place : '';
}

const isOwnHold = ({ event }: { event: RunEvent }, run: RunId): boolean =>
  event.run === run && isBudgetHold(event.body);

const isTurnStart = (body: RunEventBody, number: number): boolean =>
  body.type === 'turn-start' && body.number === number;

const types = (rig: Rig, run: RunId): string[] =>
  logOf(rig, run).flatMap(({ body }) =>
    ['hold', 'release', 'command', 'run-end'].includes(body.type) ? [body.type] : [],
  );

describe('what calls cost', () => {
  it('stands in the log, by the prices that the run pinned when it began', async () => {
    const rig = paidRig();
    const { run } = await runToEnd(rig, roundRobin([assistant('writer', paid('test:big'))], { max_turns: 1 }));
    const [first] = logOf(rig, run);
    const price = { type: 'rates', rates: { input: 10, output: 30 }, from: 'table' };
    expect(first?.body).toMatchObject({ prices: { table: 'test', models: { 'test:big': price } } });
    const end = logOf(rig, run).find(({ body }) => body.type === 'effect-end')?.body as {
      usage: object;
      model: string;
    };
    expect(end.model).toBe('test:big');
    const { promptTokens, completionTokens, costUsd } = end.usage as Record<string, number>;
    expect(costUsd).toBeCloseTo((promptTokens! * 10 + completionTokens! * 30) / 1e6, 12);
    expect(rig.service.get(run)).toMatchObject({ costUsd, unpricedCalls: 0 });
  });

  it('is unknown rather than nothing where there is no price', async () => {
    const rig = paidRig();
    const { run, outcome } = await runToEnd(rig, roundRobin([assistant('a', paid('test:new'))], { max_turns: 2 }));
    expect(outcome).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(costsOf(rig, run)).toEqual([null, null]);
    expect(rig.service.get(run)).toMatchObject({ costUsd: 0, unpricedCalls: 2 });
  });

  it('is nothing where a model is free', async () => {
    const rig = paidRig();
    const { run } = await runToEnd(rig, roundRobin([assistant('a', paid('test:free'))], { max_turns: 2 }));
    expect(costsOf(rig, run)).toEqual([0, 0]);
  });

  it('never changes for a run of the past: resumed with other prices, it goes on with its own', async () => {
    const rig = paidRig();
    const run = start(rig, { budget: runBudget({ turns: 1 }) });
    await untilHeld(rig, run);
    await rig.service.close();
    const dearer = { 'test:big': { type: 'rates', rates: { input: 100, output: 300 }, from: 'table' } } as const;
    const again = paidRig({ from: rig, prices: dearer });
    again.service.control(run, { type: 'set-budget', budget: runBudget({ turns: 2 }) });
    await untilHeld(again, run);
    const [one, other] = costsOf(again, run);
    expect(other! / one!).toBeLessThan(1.5);
    await again.service.close();
  });
});

describe('the budget of a run', () => {
  it('holds before the call that may pass it, and the run goes on once it is raised', async () => {
    const world = paidWorld();
    const rig = paidRig({ world });
    const run = start(rig, { budget: runBudget({ costUsd: 0.08 }) });
    const place = await untilHeld(rig, run);
    expect(rig.service.get(run).status).toBe('waiting');
    const [hold] = budgetHolds(rig, run);
    expect(hold).toMatchObject({ scope: 'run', agent: null, what: 'costUsd', limit: 0.08 });
    expect(hold?.model).toEqual({ label: 'test:big', designed: 'test:big' });
    expect(hold!.spent).toBeCloseTo(world.costUsd, 12);
    expect(hold!.spent + hold!.needs).toBeGreaterThan(0.08);
    expect(world.costUsd).toBeLessThanOrEqual(0.08);

    rig.service.control(run, { type: 'continue', hold: place });
    await new Promise(setImmediate);
    expect(rig.service.get(run).status).toBe('waiting');

    rig.service.control(run, { type: 'set-budget', budget: runBudget({ costUsd: 1 }) });
    expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(types(rig, run)).toEqual(['hold', 'command', 'release', 'run-end']);
    expect(await rig.service.replay(run)).toMatchObject({ equal: true });
  });

  it('holds across a restart, and can be raised before the run is at its hold again', async () => {
    const rig = paidRig();
    const run = start(rig, { budget: runBudget({ costUsd: 0.08 }) });
    await untilHeld(rig, run);
    await rig.service.close();
    const again = paidRig({ from: rig });
    again.service.resume(run);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(types(again, run)).toEqual(['hold']);
    expect(again.service.get(run).status).toBe('waiting');
    await again.service.close();
    const third = paidRig({ from: rig });
    third.service.control(run, { type: 'set-budget', budget: runBudget({ costUsd: 1 }) });
    expect(await third.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(types(third, run)).toEqual(['hold', 'command', 'release', 'run-end']);
    expect(await third.service.replay(run)).toMatchObject({ equal: true });
  });

  it('can be stopped where it is held', async () => {
    const rig = paidRig();
    const run = start(rig, { budget: runBudget({ costUsd: 0.08 }) });
    await untilHeld(rig, run);
    rig.service.control(run, { type: 'stop' });
    expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'stopped' });
  });

  it('counts tokens, turns and time too, each by itself', async () => {
    const held = async (limits: object, now?: () => number): Promise<[string | undefined, number]> => {
      const rig = paidRig(now ? { now } : {});
      const run = start(rig, { budget: runBudget(limits) });
      await untilHeld(rig, run);
      const [hold] = budgetHolds(rig, run);
      await rig.service.close();
      return [hold?.what, costsOf(rig, run).length];
    };
    let ms = 0;
    expect(await held({ turns: 3 })).toEqual(['turns', 3]);
    expect(await held({ timeMs: 100 }, () => (ms += 10))).toEqual(['timeMs', expect.any(Number)]);
    expect(await held({ tokens: 3000 })).toEqual(['tokens', expect.any(Number)]);
  });

  it('counts each agent by itself, and names the one whose budget it is', async () => {
    const rig = paidRig();
    const run = start(rig, { budget: runBudget({}, { eachAgent: { turns: 4 }, agents: { critic: { turns: 2 } } }) });
    await untilHeld(rig, run);
    expect(budgetHolds(rig, run)).toMatchObject([
      { scope: 'agent', agent: 'critic', what: 'turns', limit: 2, spent: 2 },
    ]);
    rig.service.control(run, { type: 'set-budget', budget: runBudget({}, { eachAgent: { turns: 4 } }) });
    const isSecond = (body: RunEventBody): boolean => isBudgetHold(body) && budgetHolds(rig, run).length === 2;
    await until(rig, run, (one) => one.type === 'event' && isSecond(one.event.body));
    expect(budgetHolds(rig, run)[1]).toMatchObject({ agent: 'writer', limit: 4, spent: 4 });
    await rig.service.close();
  });

  it('is handed on to a fork, which begins to count anew', async () => {
    const rig = paidRig();
    const run = start(rig, { budget: runBudget({ turns: 1 }) });
    await untilHeld(rig, run);
    rig.service.control(run, { type: 'set-budget', budget: runBudget({ turns: 3 }) });
    await until(rig, run, (one) => one.type === 'event' && isTurnStart(one.event.body, 4));
    await new Promise(setImmediate);
    const last = rig.service.get(run).lastSequence;
    await rig.service.close();
    const again = paidRig({ from: rig });
    const fork = again.service.fork(run, last);
    await until(again, fork, ({ type, ...one }) => type === 'event' && isOwnHold(one as { event: RunEvent }, fork));
    expect(budgetHolds(again, fork).at(-1)).toMatchObject({ what: 'turns', limit: 3, spent: 3 });
    expect(costsOf(again, fork)).toHaveLength(3 + 1 + 3); // the fourth turn had begun in the parent
    await again.service.close();
  });
});

describe('a price that nobody knows', () => {
  const unknown = roundRobin([assistant('a', paid('test:new'))], { max_turns: 2 });

  it('holds under a limit of money, until a person says that it does not count', async () => {
    const rig = paidRig();
    const run = start(rig, { plan: unknown, budget: runBudget({ costUsd: 1 }) });
    await untilHeld(rig, run);
    expect(budgetHolds(rig, run)).toMatchObject([{ what: 'price', limit: null, model: { label: 'test:new' } }]);
    rig.service.control(run, {
      type: 'set-budget',
      budget: runBudget({ costUsd: 1 }, { unknownPrices: 'count-as-zero' }),
    });
    expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(costsOf(rig, run)).toEqual([null, null]);
  });

  it('does not matter where only tokens are limited', async () => {
    const rig = paidRig();
    const { outcome } = await runToEnd(rig, unknown, { budget: runBudget({ tokens: 100_000 }) });
    expect(outcome).toMatchObject({ type: 'ended', reason: 'finished' });
  });
});

describe('a switch to a cheaper model', () => {
  const cheaper: RunControl = { type: 'switch-model', from: 'test:big', model: 'test:small' };

  it('holds from there on: on this machine, after a restart, in a replay and in a fork', async () => {
    const world = paidWorld();
    const rig = paidRig({ world });
    const run = start(rig, { budget: runBudget({ costUsd: 0.08 }) });
    const place = await untilHeld(rig, run);
    const before = world.asked.length;
    rig.service.control(run, cheaper);
    const isRelease = (body: RunEventBody): boolean => body.type === 'release' && body.place === place;
    await until(rig, run, (one) => one.type === 'event' && isRelease(one.event.body));
    await rig.service.close();

    const later = paidWorld();
    const again = paidRig({ from: rig, world: later });
    if (again.service.get(run).endedAtMs === null) again.service.resume(run);
    expect(await again.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    const asked = logOf(again, run).flatMap(({ body }) => (body.type === 'effect-end' ? [body.model] : []));
    expect(asked).toEqual([...Array(before).fill('test:big'), ...Array(10 - before).fill('test:small')]);
    expect(later.asked).not.toContain('test:big');
    expect(await again.service.replay(run)).toMatchObject({ equal: true });

    const switched = logOf(again, run).find(({ body }) => body.type === 'command')!.sequence;
    const modelsAfter = async (sequence: number): Promise<(string | undefined)[]> => {
      const fork = again.service.fork(run, sequence);
      again.service.control(fork, { type: 'set-budget', budget: runBudget({}) });
      again.service.control(fork, { type: 'continue' });
      await again.service.settled(fork);
      return logOf(again, fork).flatMap(({ run: of, body }) =>
        of === fork && body.type === 'effect-end' ? [body.model] : [],
      );
    };
    expect(new Set(await modelsAfter(switched))).toEqual(new Set(['test:small']));
    expect(new Set(await modelsAfter(switched - 3))).toEqual(new Set(['test:big']));
  });

  it('is priced as the model that answers', async () => {
    const rig = paidRig();
    const run = start(rig, { budget: runBudget({ turns: 1 }) });
    await untilHeld(rig, run);
    rig.service.control(run, cheaper);
    rig.service.control(run, { type: 'set-budget', budget: runBudget({ turns: 2 }) });
    const isSecond = (body: RunEventBody): boolean => isBudgetHold(body) && budgetHolds(rig, run).length === 2;
    await until(rig, run, (one) => one.type === 'event' && isSecond(one.event.body));
    const [big, small] = costsOf(rig, run);
    expect(small! / big!).toBeLessThan(0.2);
    await rig.service.close();
  });
});

import { setImmediate as turnOfLoop } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { DayBudget } from '../../shared/run/budget.ts';
import { localDay } from '../../shared/run/local-day.ts';
import type { RunEventBody } from '../../shared/run/event.ts';
import { budgetHolds, isBudgetHold, paid, paidRig, paidWorld, type PaidWorld, runBudget } from './budget.fixture.ts';
import { assistant, logOf, type Rig, roundRobin, tool, until } from './rig.fixture.ts';
import { team } from './team-plans.fixture.ts';

const REQUEST = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'];

/** Random numbers from a seed, so that a failure can be run again. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Twelve speak at once, three times. */
const crowd = team(
  'troupe.teams.Broadcast',
  NAMES.map((name) => assistant(name, paid('test:big'))),
  { rounds: 3 },
);

/** Teams in teams, and tools side by side that are agents themselves. */
function nest(): ComponentModel {
  const helper = (name: string): ComponentModel => ({
    provider: 'autogen_agentchat.tools.AgentTool',
    component_type: 'tool',
    config: { agent: assistant(name, paid('test:big')) as never, return_value_as_last_message: true },
  });
  const asks = { calls: [{ name: 'h1' }, { name: 'h2' }, { name: 'look' }] };
  const boss = assistant('boss', paid('test:big', asks), {
    tools: [helper('h1'), helper('h2'), tool('look')],
    max_tool_iterations: 2,
  });
  const panel = team(
    'troupe.teams.Broadcast',
    ['x', 'y', 'z'].map((name) => assistant(name, paid('test:big'))),
    {
      name: 'panel',
      rounds: 1,
    },
  );
  return roundRobin([boss, panel], { max_turns: 6 });
}

/** Calls that are answered in an order by chance, one a turn of the event loop. */
class ChanceOrder {
  readonly #random: () => number;
  readonly #open: (() => void)[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  readonly pass = (): Promise<void> =>
    new Promise((resolve) => {
      this.#open.push(resolve);
      if (this.#open.length === 1) void this.#answer();
    });

  /** Resolves when all calls are answered, and what came of them is written. */
  async idle(): Promise<void> {
    for (let quiet = 0; quiet < QUIET_TURNS; quiet += 1) {
      await turnOfLoop();
      if (this.#open.length > 0) quiet = 0;
    }
  }

  async #answer(): Promise<void> {
    while (this.#open.length > 0) {
      await turnOfLoop();
      const [next] = this.#open.splice(Math.floor(this.#random() * this.#open.length), 1);
      next?.();
    }
  }
}

/** An answer is written within so many turns of the event loop, and what it lets through has asked by then. */
const QUIET_TURNS = 10;

interface BusyWorld extends PaidWorld {
  readonly idle: () => Promise<void>;
}

function busyWorld(seed: number): BusyWorld {
  const random = randomFrom(seed);
  const order = new ChanceOrder(random);
  return { ...paidWorld(), pass: order.pass, idle: () => order.idle(), share: random };
}

/** Raises the run's budget at each hold until it ends; looks each time that nothing was overspent. */
async function raiseToTheEnd(
  rig: Rig,
  run: RunId,
  { world, limit }: { world: BusyWorld; limit: number },
): Promise<number> {
  let [allowed, raises] = [limit, 0];
  const look = (): void => expect(world.costUsd).toBeLessThanOrEqual(allowed + 1e-9);
  for await (const signal of rig.service.watch(run, 0, new AbortController().signal)) {
    look();
    if (signal.type !== 'event' || !isBudgetHold(signal.event.body)) continue;
    // What was under way may still come in.
    await world.idle();
    look();
    if (rig.service.get(run).endedAtMs !== null) continue; // held side by side with another, and let go with it
    allowed += limit;
    raises += 1;
    rig.service.control(run, { type: 'set-budget', budget: runBudget({ costUsd: allowed }) });
  }
  look();
  return raises;
}

describe('speakers side by side', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'never use more than their budget together, whatever comes first (seed %i)',
    async (seed) => {
      const world = busyWorld(seed);
      const rig = paidRig({ world });
      const limit = 0.1 + randomFrom(seed * 7)() * 0.2;
      const run = rig.service.start({ ...REQUEST, plan: crowd, budget: runBudget({ costUsd: limit }) });
      const raises = await raiseToTheEnd(rig, run, { world, limit });
      expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
      expect(raises).toBeGreaterThan(0);
      expect(rig.service.get(run).costUsd).toBeCloseTo(world.costUsd, 9);
      expect(await rig.service.replay(run)).toMatchObject({ equal: true });
    },
  );

  it.each([11, 12, 13])('nor do nested teams and agents as tools (seed %i)', async (seed) => {
    const world = busyWorld(seed);
    const rig = paidRig({ world });
    const run = rig.service.start({ ...REQUEST, plan: nest(), budget: runBudget({ costUsd: 0.12 }) });
    await raiseToTheEnd(rig, run, { world, limit: 0.12 });
    expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(await rig.service.replay(run)).toMatchObject({ equal: true });
  });

  it('wait for each other rather than hold, where what they use leaves room', async () => {
    const world = { ...busyWorld(5), share: () => 0.01 };
    const rig = paidRig({ world });
    const once = team(
      'troupe.teams.Broadcast',
      NAMES.map((name) => assistant(name, paid('test:big'))),
      { rounds: 1 },
    );
    // Each may take three cents and takes a tenth of one: two at once fit, twelve after each other do too.
    const run = rig.service.start({ ...REQUEST, plan: once, budget: runBudget({ costUsd: 0.08 }) });
    expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    expect(budgetHolds(rig, run)).toEqual([]);
    expect(world.asked).toHaveLength(12);
  });
});

describe('runs side by side', () => {
  it('never pass the budget of the day together, in two engines', async () => {
    const world = busyWorld(21);
    let limit = 0.3;
    const day = (): { costUsd: number } => ({ costUsd: limit });
    const listeners: (() => void)[] = [];
    const onChange = (listener: () => void): void => void listeners.push(listener);
    const one = paidRig({ world, day, onChange });
    const rigs = [one, paidRig({ world, day, onChange, from: one })];
    const plan = roundRobin([assistant('a', paid('test:big')), assistant('b', paid('test:big'))], { max_turns: 6 });
    const runs = rigs.flatMap((rig) => [0, 1].map(() => ({ rig, run: rig.service.start({ ...REQUEST, plan }) })));
    const look = (): void => expect(world.costUsd).toBeLessThanOrEqual(limit + 1e-9);
    await Promise.all(
      runs.map(async ({ rig, run }) => {
        for await (const signal of rig.service.watch(run, 0, new AbortController().signal)) {
          look();
          if (signal.type !== 'event' || !isBudgetHold(signal.event.body)) continue;
          expect(budgetHolds(rig, run).at(-1)).toMatchObject({ scope: 'day', what: 'costUsd' });
          await world.idle();
          look();
          limit += 0.1;
          for (const tell of listeners) tell();
        }
      }),
    );
    for (const { rig, run } of runs) expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    const today = one.store.spentOn(localDay(1_700_000_000_000));
    expect(today.costUsd).toBeCloseTo(world.costUsd, 9);
    expect([today.reservedUsd, today.unpricedCalls]).toEqual([0, 0]);
    const ofRuns = runs.map(({ rig, run }) => rig.service.get(run).costUsd);
    expect(ofRuns.reduce((sum, cost) => sum + cost, 0)).toBeCloseTo(world.costUsd, 9);
  });
});

describe('a day', () => {
  const plan = roundRobin([assistant('a', paid('test:big'))], { max_turns: 2 });
  const day = localDay(1_700_000_000_000);

  it('counts calls that were under way when its limit was set: the next one waits for what they leave', async () => {
    const gates: PromiseWithResolvers<void>[] = [];
    const pass = (): Promise<void> => {
      const gate = Promise.withResolvers<void>();
      gates.push(gate);
      return gate.promise;
    };
    let limit: DayBudget = {};
    let tell = (): void => undefined;
    const world = { ...paidWorld(), pass, share: () => 0.01 };
    const rig = paidRig({ world, day: () => limit, onChange: (listener) => (tell = listener) });
    const first = rig.service.start({ ...REQUEST, plan });
    await vi.waitFor(() => expect(rig.store.spentOn(day).reservedUsd).toBeGreaterThan(0));
    const kept = rig.store.spentOn(day).reservedUsd;
    limit = { costUsd: kept * 1.5 };
    tell();
    const second = rig.service.start({ ...REQUEST, plan });
    await until(rig, second, (one) => one.type === 'event' && one.event.body.type === 'turn-start');
    await turnOfLoop();
    expect([world.asked.length, budgetHolds(rig, second)]).toEqual([1, []]); // it waits, for there will be room
    limit = { costUsd: kept * 4 };
    for (const run of [first, second]) void rig.service.settled(run);
    while ([first, second].some((run) => rig.service.get(run).endedAtMs === null)) {
      for (const gate of gates.splice(0)) gate.resolve();
      await turnOfLoop();
    }
    expect(world.costUsd).toBeLessThanOrEqual(limit.costUsd ?? 0);
    expect(rig.store.spentOn(day)).toMatchObject({ reservedUsd: 0, turns: 4 });
  });

  it('holds turns of all runs together where it allows no more, also of models that are free', async () => {
    let limit: DayBudget = { turns: 3 };
    let tell = (): void => undefined;
    const rig = paidRig({ day: () => limit, onChange: (listener) => (tell = listener) });
    const free = roundRobin([assistant('a', paid('test:free'))], { max_turns: 2 });
    const [one, two] = [rig.service.start({ ...REQUEST, plan: free }), rig.service.start({ ...REQUEST, plan: free })];
    await vi.waitFor(() => expect([one, two].flatMap((run) => budgetHolds(rig, run))).toHaveLength(1));
    const [hold] = [one, two].flatMap((run) => budgetHolds(rig, run));
    expect(hold).toMatchObject({ scope: 'day', what: 'turns', limit: 3, spent: 3, needs: 1, model: null });
    limit = { turns: 4 };
    tell();
    for (const run of [one, two]) expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(rig.store.spentOn(day).turns).toBe(4);
  });

  it('lets one of a wave through where it has room for one', async () => {
    let limit: DayBudget = { turns: 1 };
    let tell = (): void => undefined;
    const rig = paidRig({ day: () => limit, onChange: (listener) => (tell = listener) });
    const wave = team(
      'troupe.teams.Broadcast',
      ['x', 'y', 'z'].map((name) => assistant(name, paid('test:free'))),
      {
        rounds: 1,
      },
    );
    const run = rig.service.start({ ...REQUEST, plan: wave });
    await vi.waitFor(() => expect(budgetHolds(rig, run)).toHaveLength(2));
    limit = {};
    tell();
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
  });

  it('holds where the time of its calls is up, and goes on when there is more', async () => {
    let [limit, nowMs]: [DayBudget, number] = [{ timeMs: 60_000 }, 1_700_000_000_000];
    let tell = (): void => undefined;
    const pass = async (): Promise<void> => void (nowMs += 61_000);
    const world = { ...paidWorld(), pass };
    const rig = paidRig({ world, now: () => nowMs, day: () => limit, onChange: (listener) => (tell = listener) });
    const run = rig.service.start({ ...REQUEST, plan });
    await until(rig, run, (one) => one.type === 'event' && isBudgetHold(one.event.body));
    expect(budgetHolds(rig, run)).toMatchObject([{ scope: 'day', what: 'timeMs', limit: 60_000, spent: 61_000 }]);
    limit = { timeMs: 120_000 };
    tell();
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
  });
});

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

describe('a call that was under way', () => {
  const plan = roundRobin([assistant('a', paid('test:big'))], { max_turns: 3 });
  const isSecondCall = (body: RunEventBody): boolean =>
    body.type === 'effect-start' && body.place.startsWith('turn/2/');

  /** A run that is left while its second call is made. */
  async function cutOff(limit: number): Promise<{ rig: Rig; run: RunId; reserved: number }> {
    let calls = 0;
    const pass = (signal: AbortSignal): Promise<void> =>
      (calls += 1) === 2 ? untilAborted(signal) : Promise.resolve();
    const world = { ...paidWorld(), pass };
    const rig = paidRig({ world });
    const run = rig.service.start({ ...REQUEST, plan, budget: runBudget({ costUsd: limit }) });
    const signal = await until(rig, run, (one) => one.type === 'event' && isSecondCall(one.event.body));
    const body = signal.type === 'event' ? signal.event.body : undefined;
    const reserved = body?.type === 'effect-start' ? (body.reserved?.costUsd ?? 0) : 0;
    return { rig, run, reserved };
  }

  it('when the engine went away counts with the most that it can have cost, and is made again', async () => {
    const { rig, run, reserved } = await cutOff(1);
    await rig.service.close();
    const day = localDay(1_700_000_000_000);
    expect(rig.store.spentOn(day).reservedUsd).toBeCloseTo(reserved, 12);
    const again = paidRig({ from: rig });
    again.service.resume(run);
    expect(await again.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
    const attempt = logOf(again, run).find(({ body }) => body.type === 'attempt')?.body;
    expect(attempt).toMatchObject({ error: { code: 'interrupted' }, lost: { costUsd: reserved } });
    const today = again.store.spentOn(day);
    expect(today.reservedUsd).toBe(0);
    expect(today.costUsd).toBeCloseTo(again.service.get(run).costUsd + reserved, 12);
  });

  it('when the engine went away counts against the budget of the run', async () => {
    const { rig, run, reserved } = await cutOff(0.07);
    await rig.service.close();
    const again = paidRig({ from: rig });
    again.service.resume(run);
    await until(again, run, (one) => one.type === 'event' && isBudgetHold(one.event.body));
    const [hold] = budgetHolds(again, run);
    expect(hold!.spent).toBeCloseTo(again.service.get(run).costUsd + reserved, 12);
    await again.service.close();
  });

  it('when the run was stopped is booked too', async () => {
    const { rig, run, reserved } = await cutOff(1);
    rig.service.control(run, { type: 'stop' });
    await rig.service.settled(run);
    const attempt = logOf(rig, run).find(({ body }) => body.type === 'attempt')?.body;
    expect(attempt).toMatchObject({ error: { code: 'cancelled' }, lost: { costUsd: reserved } });
    const today = rig.store.spentOn(localDay(1_700_000_000_000));
    expect(today.costUsd).toBeCloseTo(rig.service.get(run).costUsd + reserved, 12);
    expect(today.reservedUsd).toBe(0);
  });
});

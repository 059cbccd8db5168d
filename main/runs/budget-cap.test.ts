import { expect, it } from 'vitest';
import { budgetHolds, costsOf, isBudgetHold, paid, paidRig, paidWorld, runBudget } from './budget.fixture.ts';
import { assistant, logOf, roundRobin, runToEnd, until } from './rig.fixture.ts';

const REQUEST = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };
/** Its longest answer alone may cost three dollars. */
const wordy = roundRobin([assistant('writer', paid('test:big', { longest: 100_000 }))], { max_turns: 2 });

it('asks for a shorter answer where the longest does not fit, and does not hold', async () => {
  const world = { ...paidWorld(), share: () => 0.005 };
  const rig = paidRig({ world });
  const { run, outcome } = await runToEnd(rig, wordy, { budget: runBudget({ costUsd: 0.3 }) });
  expect(outcome).toMatchObject({ type: 'ended', reason: 'finished' });
  expect(budgetHolds(rig, run)).toEqual([]);
  const reserved = logOf(rig, run).flatMap(({ body }) =>
    body.type === 'effect-start' ? [body.reserved!.costUsd!] : [],
  );
  for (const [index, most] of reserved.entries()) {
    const before = costsOf(rig, run)
      .slice(0, index)
      .reduce<number>((sum, cost) => sum + (cost ?? 0), 0);
    expect(before + most).toBeLessThanOrEqual(0.3 + 1e-9);
  }
});

it('holds where what is left is too little for an answer of use', async () => {
  const rig = paidRig({ world: { ...paidWorld(), share: () => 0.005 } });
  const run = rig.service.start({ ...REQUEST, plan: wordy, budget: runBudget({ costUsd: 0.05 }) });
  await until(rig, run, (one) => one.type === 'event' && isBudgetHold(one.event.body));
  expect(costsOf(rig, run)).toEqual([]);
  await rig.service.close();
});

it('books an answer that was cut off, holds, and asks again once there is more', async () => {
  const world = { ...paidWorld(), share: () => 0.05 };
  const rig = paidRig({ world });
  const run = rig.service.start({ ...REQUEST, plan: wordy, budget: runBudget({ costUsd: 0.1 }) });
  await until(rig, run, (one) => one.type === 'event' && isBudgetHold(one.event.body));
  const cut = logOf(rig, run).find(({ body }) => body.type === 'attempt')?.body;
  expect(cut).toMatchObject({ error: { code: 'cut-off' }, usage: { costUsd: world.costUsd } });
  expect(world.costUsd).toBeLessThanOrEqual(0.1);
  expect(budgetHolds(rig, run)[0]!.spent).toBeCloseTo(world.costUsd, 12);
  rig.service.control(run, { type: 'set-budget', budget: runBudget({ costUsd: 10 }) });
  expect(await rig.service.settled(run)).toMatchObject({ type: 'ended', reason: 'finished' });
  expect(rig.service.get(run).costUsd).toBeCloseTo(world.costUsd, 9);
  expect(await rig.service.replay(run)).toMatchObject({ equal: true });
});

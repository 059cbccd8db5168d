import { describe, expect, it } from 'vitest';
import { buildTeam } from '../compiler/build-team.ts';
import { askHumanTool } from '../tools/ask-human.ts';
import { budgetHolds, runBudget } from './budget.fixture.ts';
import { PersonWait } from './person-wait.ts';
import { assistant, calls, createRig, logOf, roundRobin, scripted, until } from './rig.fixture.ts';

const DAY_MS = 86_400_000;
const QUESTION = 'turn/1/ada/call:0/tool:0/human';

const ada = assistant('ada', scripted(calls(['ask_human', { question: 'Which one?' }]), 'done'), {
  tools: [{ provider: 'troupe.tools.AskHuman', component_type: 'tool', config: { who: 'editor' } }],
  max_tool_iterations: 2,
});

describe('the time in which a tool waits for a person', () => {
  it('is no work: not of the call, not for the budget of its agent, and not for that of its run', async () => {
    let nowMs = 1_700_000_000_000;
    const { ports } = createRig();
    const rig = createRig({
      options: {
        now: () => nowMs,
        buildTeam: (plan, { onFailure }) =>
          buildTeam(plan, { ...ports, createTool: ({ config }) => askHumanTool(config) }, onFailure),
      },
    });
    const budget = runBudget({ timeMs: 1000 }, { eachAgent: { timeMs: 1000 } });
    const rest = { title: 't', document: null, task: 'go', overrides: {}, debug: false, breakpoints: [] };
    const run = rig.service.start({ plan: roundRobin([ada], { max_turns: 1 }), budget, ...rest });
    await until(rig, run, (one) => one.type === 'event' && one.event.body.type === 'hold');
    nowMs += DAY_MS;
    rig.service.control(run, { type: 'answer', place: QUESTION, text: 'The red one.' });
    expect(await rig.service.settled(run)).toMatchObject({ reason: 'finished' });
    expect(budgetHolds(rig, run)).toEqual([]);
    const tool = logOf(rig, run).flatMap(({ body }) =>
      body.type === 'effect-end' && body.kind === 'tool' ? [{ outcome: body.outcome, ms: body.durationMs }] : [],
    );
    expect(tool).toEqual([{ outcome: { content: 'The red one.', isError: false }, ms: 0 }]);
  });

  it('counts once where people are asked side by side, and nothing where nobody is', async () => {
    let nowMs = 0;
    const wait = new PersonWait(() => nowMs);
    expect(wait.ms).toBeUndefined();
    const [first, second] = [Promise.withResolvers<string>(), Promise.withResolvers<string>()];
    const both = [wait.during(first.promise), wait.during(second.promise)];
    nowMs = 100;
    first.resolve('a');
    await both[0];
    nowMs = 150;
    second.reject(new Error('gone'));
    await expect(both[1]).rejects.toThrow('gone');
    nowMs = 500;
    const third = Promise.withResolvers<string>();
    const late = wait.during(third.promise);
    nowMs = 520;
    third.resolve('c');
    expect([await late, wait.ms]).toEqual(['c', 170]);
  });
});

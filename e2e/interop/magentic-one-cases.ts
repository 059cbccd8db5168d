import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamPlan } from './interop-case.ts';
import { maxMessages, type Reply, replay, says, team } from './parts.ts';
import type { Random } from './random.ts';
import { NAMES, randomAssistant, randomText } from './random-parts.ts';

/**
 * Teams with an orchestrator: some stall and plan anew, some read a ledger that is no ledger first. Members' answers
 * bring their own usage: the words of our prompts are others than AutoGen's.
 */
export function magenticOneCase(random: Random): TeamPlan {
  const names = random.some(NAMES, random.int(1, 3));
  const steps = random.int(1, 5);
  const maxTurns = random.pick([undefined, 20, random.int(1, 4)]);
  const make = (): ComponentModel =>
    team(
      'MagenticOneGroupChat',
      names.map((name) => member(random, name)),
      {
        model_client: replay(script(random, names, steps)),
        max_turns: maxTurns,
        max_stalls: random.int(1, 3),
        final_answer_prompt: 'Now give the answer.',
        termination_condition: random.pick([undefined, maxMessages(random.int(3, 9))]),
        emit_team_events: random.chance(0.5),
      },
    );
  const deviations = ['prompts-of-the-orchestrator'] as const;
  const task = `Task: ${randomText(random, 6)}`;
  return { component: make(), tasks: [task], then: { component: make(), task: 'And now?' }, deviations };
}

function member(random: Random, name: string): ComponentModel {
  const replies = random.many(30, () => says(`Done: ${randomText(random, 6)}`, { usage: [random.int(0, 9), 2] }));
  return randomAssistant(random, name, { replies });
}

/** Facts, a plan, then ledgers; where the script runs out, the run fails on both sides alike. */
function script(random: Random, names: readonly string[], steps: number): Reply[] {
  const ledgers = random.many(steps, (): Reply[] => [
    ...(random.chance(0.25) ? ['{"is_request_satisfied": {}}', '{ no ledger'] : []),
    ledger(random, names, false),
  ]);
  return ['Facts are few.', 'The plan is short.', ...ledgers.flat(), ledger(random, names, true), 'The answer is 42.'];
}

function ledger(random: Random, names: readonly string[], isDone: boolean): string {
  const entry = (answer: string | boolean): object => ({ reason: `because ${randomText(random, 3)}`, answer });
  const text = JSON.stringify({
    is_request_satisfied: entry(isDone),
    is_in_loop: entry(random.chance(0.15)),
    is_progress_being_made: entry(random.chance(0.85)),
    next_speaker: entry(random.pick(names)),
    instruction_or_question: entry(`Do ${randomText(random, 4)}`),
  });
  return random.chance(0.3) ? `\`\`\`json\n${text}\n\`\`\`` : text;
}

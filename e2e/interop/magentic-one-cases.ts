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
  const stalls = random.int(1, 3);
  const make = (maxTurns: number | undefined) =>
    magenticTeam(
      names.map((name) => member(random, name)),
      script(random, names, stalls),
      {
        max_turns: maxTurns,
        max_stalls: stalls,
        termination_condition: random.pick([undefined, maxMessages(random.int(3, 9))]),
        emit_team_events: random.chance(0.5),
      },
    );
  return {
    ...make(random.pick([undefined, 20, random.int(1, 4)])),
    tasks: [`Task: ${randomText(random, 6)}`],
    // AutoGen goes on counting steps in the next task.
    then: { component: make(undefined).component, task: 'And now?' },
  };
}

/** A team whose orchestrator's model says these lines. */
export function magenticTeam(
  members: readonly ComponentModel[],
  lines: readonly Reply[],
  config: Readonly<Record<string, unknown>>,
): Pick<TeamPlan, 'component' | 'deviations'> {
  return {
    component: team('MagenticOneGroupChat', members, {
      model_client: replay(lines),
      max_stalls: 3,
      final_answer_prompt: 'Now give the answer.',
      ...config,
    }),
    deviations: ['text-of-the-task-ledger', 'prompts-of-the-orchestrator', 'stalls-begin-anew'],
  };
}

function member(random: Random, name: string): ComponentModel {
  const replies = random.many(30, () => says(`Done: ${randomText(random, 6)}`, { usage: [random.int(0, 9), 2] }));
  return randomAssistant(random, name, { replies });
}

/** Facts and a plan, ledgers, now and then so many stalls that facts and plan come again, more ledgers, the answer. */
function script(random: Random, names: readonly string[], stalls: number): Reply[] {
  const steps = (count: number, isProgress: boolean): Reply[] =>
    random.many(count, () => [...refused(random), ledgerOf(random, { next: random.pick(names), isProgress })]).flat();
  const again = random.chance(0.4) ? [...steps(stalls, false), 'Facts are many.', 'The plan is long.'] : [];
  return [
    'Facts are few.',
    'The plan is short.',
    ...steps(random.int(0, 2), true),
    ...again,
    ...steps(random.int(0, 3), true),
    ledgerOf(random, { next: random.pick(names), isDone: true }),
    'The answer is 42.',
  ];
}

/** Ledgers that are asked for again. */
function refused(random: Random): Reply[] {
  return random.chance(0.2) ? ['{ no ledger', '{"is_request_satisfied": {"reason": "", "answer": true}}'] : [];
}

/** Where the work stands, in JSON, now and then in a fence. */
export function ledgerOf(
  random: Random,
  { next, isDone = false, isProgress = true }: { next: string; isDone?: boolean; isProgress?: boolean },
): string {
  // A fence in it would be taken for that of the ledger: there AutoGen fails.
  const words = (most: number): string => randomText(random, most).replaceAll('`', '');
  const entry = (answer: string | boolean): object => ({ reason: `because ${words(3)}`, answer });
  const text = JSON.stringify({
    is_request_satisfied: entry(isDone),
    is_in_loop: entry(!isProgress && random.chance(0.5)),
    is_progress_being_made: entry(isProgress),
    next_speaker: entry(next),
    instruction_or_question: entry(`Do ${words(4)}`),
  });
  return random.chance(0.3) ? `\`\`\`json\n${text}\n\`\`\`` : text;
}

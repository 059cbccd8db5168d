import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamPlan } from './interop-case.ts';
import { type Reply, says, team } from './parts.ts';
import type { Random } from './random.ts';
import { leader, NAMES, randomAssistant, randomContext, randomStop, randomTasks } from './random-parts.ts';

const ATTEMPTS = 3;
const PROMPTS = [
  'Of {participants} with {roles}, who comes after {history}?',
  '{{"roles": "{roles}"}} {{{participants}}} comes after {{history}} {history}',
  'Who comes after that?',
];

/** Teams whose model picks the speaker: it names nobody, two or the last speaker now and then, but never to the end. */
export function selectorCase(random: Random): TeamPlan {
  const names = random.some(NAMES, random.int(2, 4));
  const mayRepeat = random.chance(0.4);
  const make = (): ComponentModel =>
    team(
      'SelectorGroupChat',
      names.map((name) => randomAssistant(random, name)),
      {
        model_client: leader(random, mayRepeat ? anyone(random, names) : inTurn(random, names)),
        selector_prompt: random.pick(PROMPTS),
        allow_repeated_speaker: mayRepeat,
        max_selector_attempts: ATTEMPTS,
        emit_team_events: random.chance(0.5),
        model_client_streaming: random.chance(0.4),
        model_context: randomContext(random),
        termination_condition: randomStop(random, [...names, 'user']),
        max_turns: random.pick([undefined, random.int(1, 6)]),
      },
    );
  return {
    component: make(),
    tasks: randomTasks(random),
    then: { component: make(), task: 'And now?' },
    deviations: ['words-after-a-wrong-name'],
  };
}

function anyone(random: Random, names: readonly string[]): Reply[] {
  return random.many(30, () => choice(random, names, random.pick(names))).flat();
}

/**
 * In order, round and round: whoever spoke last, at most the first name is refused. With two members a model is asked
 * for the first speaker only.
 */
function inTurn(random: Random, names: readonly string[]): Reply[] {
  return random.many(12, () => names.map((name) => named(random, name))).flat();
}

/** Up to two answers that are refused, then one that counts. */
function choice(random: Random, names: readonly string[], name: string): Reply[] {
  const refused = ['nobody in particular', names.slice(0, 2).join(' or '), `not_${name}`, ''];
  return [...random.many(random.int(0, ATTEMPTS - 1), () => random.pick(refused)), named(random, name)];
}

function named(random: Random, name: string): Reply {
  const spoken = random.pick([name, `I take ${name}.`, `**${name}**`, name.replaceAll('_', '\\_')]);
  return random.chance(0.2) ? says(spoken) : spoken;
}

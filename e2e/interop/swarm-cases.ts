import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { InteropTask, TeamPlan } from './interop-case.ts';
import { anyOf, maxMessages, stopRule, team } from './parts.ts';
import type { Random } from './random.ts';
import { NAMES, randomAssistant, randomStop, randomTasks } from './random-parts.ts';

/** Teams that hand the word on, some of them to the user, who hands it back. */
export function swarmCase(random: Random): TeamPlan {
  const names = random.some(NAMES, random.int(2, 4));
  const asksUser = !names.includes('user') && random.chance(0.4);
  const make = (): ComponentModel =>
    team(
      'Swarm',
      names.map((name) => member(random, name, [...names, ...(asksUser ? ['user'] : [])])),
      {
        name: random.pick([undefined, 'swarm']),
        termination_condition: asksUser
          ? anyOf(stopRule('HandoffTermination', { target: 'user' }), maxMessages(random.int(6, 14)))
          : randomStop(random, names),
        max_turns: random.pick([undefined, random.int(2, 8)]),
        emit_team_events: random.chance(0.4),
      },
    );
  const target = random.pick(names);
  const back: InteropTask = [
    { type: 'HandoffMessage', source: 'user', target, content: 'Your turn again.', context: [] },
  ];
  const tasks = asksUser ? ['Begin.', back] : randomTasks(random);
  return { component: make(), tasks, then: { component: make(), task: asksUser ? back : 'And now?' } };
}

function member(random: Random, name: string, names: readonly string[]): ComponentModel {
  const targets = names.filter((other) => other !== name);
  return randomAssistant(random, name, { targets });
}

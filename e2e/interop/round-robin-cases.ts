import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { TeamPlan } from './interop-case.ts';
import { maxMessages, person, team } from './parts.ts';
import type { Random } from './random.ts';
import { NAMES, randomAssistant, randomStop, randomTasks } from './random-parts.ts';

/** Teams that speak in turn: one to four members, now and then a person or a team among them. */
export function roundRobinCase(random: Random): TeamPlan {
  const names = random.some(NAMES, random.int(1, 4));
  const guest = names.length > 1 ? random.pick(['none', 'none', 'person', 'team']) : 'none';
  const inside = random.some(['inner_1', 'inner_2'], random.int(1, 2));
  const guests = (): ComponentModel[] => {
    if (guest === 'none') return [];
    return guest === 'person' ? [person('person')] : [nested(random, inside)];
  };
  const make = (): ComponentModel =>
    team('RoundRobinGroupChat', [...names.map((name) => member(random, name, guest !== 'person')), ...guests()], {
      name: random.pick([undefined, 'circle']),
      description: random.pick([undefined, 'Speaks in turn.']),
      termination_condition: randomStop(random, [...names, 'user']),
      max_turns: random.pick([undefined, undefined, random.int(1, 6)]),
      emit_team_events: random.chance(0.4),
    });
  return { component: make(), tasks: randomTasks(random), then: { component: make(), task: 'And now?' } };
}

/** A person who hears of a handoff to somebody else fails, so beside one nobody hands over. */
function member(random: Random, name: string, handsOver: boolean): ComponentModel {
  const targets = handsOver && random.chance(0.3) ? random.some(NAMES, 2) : [];
  return randomAssistant(random, name, { targets });
}

function nested(random: Random, names: readonly string[]): ComponentModel {
  const members = names.map((name) => randomAssistant(random, name));
  return team('RoundRobinGroupChat', members, {
    name: 'inside',
    description: 'A team inside.',
    termination_condition: maxMessages(random.int(3, 6)),
    max_turns: random.int(1, 3),
  });
}

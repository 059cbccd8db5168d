import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { integerField, nameField, optional, withDefault } from './fields.ts';
import { participantsSlot, terminationSlot } from './slots.ts';
import { emitTeamEvents, teamFields } from './team-fields.ts';

function roundsField(rounds: number, description: string) {
  return withDefault(integerField({ title: 'Rounds', description, min: 1 }), rounds);
}

/** All speak at the same time. AutoGen has no such team. */
export const broadcast = {
  provider: 'troupe.teams.Broadcast',
  componentType: 'team',
  version: 1,
  title: 'Broadcast',
  summary: 'Everyone speaks at the same time; one member may sum up.',
  group: 'teams',
  config: z.looseObject({
    ...teamFields,
    rounds: roundsField(1, 'How often everyone speaks.'),
    judge: optional(
      nameField({ title: 'Judge', description: 'The member who sums up each round. Empty: nobody does.' }),
    ),
    emit_team_events: emitTeamEvents,
  }),
  slots: [participantsSlot(['agent', 'team']), terminationSlot],
  runnable: true,
  initialConfig: {
    name: 'broadcast',
    description: 'A team that speaks all at once.',
    rounds: 1,
    emit_team_events: false,
  },
} satisfies ComponentDefinition;

/** Two sides and a judge. AutoGen has no such team. */
export const debate = {
  provider: 'troupe.teams.Debate',
  componentType: 'team',
  version: 1,
  title: 'Debate',
  summary: 'Two sides argue in turn, and a judge decides.',
  group: 'teams',
  config: z.looseObject({
    ...teamFields,
    rounds: roundsField(2, 'How often each debater speaks.'),
    judge: optional(nameField({ title: 'Judge', description: 'The member who decides. Empty: the last one.' })),
    emit_team_events: emitTeamEvents,
  }),
  slots: [participantsSlot(['agent', 'team']), terminationSlot],
  runnable: true,
  initialConfig: { name: 'debate', description: 'A team that argues both sides.', rounds: 2, emit_team_events: false },
} satisfies ComponentDefinition;

/** Rounds and votes until all agree. AutoGen has no such team. */
export const consensus = {
  provider: 'troupe.teams.Consensus',
  componentType: 'team',
  version: 1,
  title: 'Consensus',
  summary: 'All speak and vote in rounds until everyone agrees.',
  group: 'teams',
  config: z.looseObject({
    ...teamFields,
    rounds: roundsField(3, 'The team gives up after so many votes.'),
    emit_team_events: emitTeamEvents,
  }),
  slots: [participantsSlot(['agent']), terminationSlot],
  runnable: true,
  initialConfig: { name: 'consensus', description: 'A team that comes to agree.', rounds: 3, emit_team_events: false },
} satisfies ComponentDefinition;

/** Teams of our own, which AutoGen refuses by name. */
export const ownTeamDefinitions: readonly ComponentDefinition[] = [broadcast, debate, consensus];

import { integerField, optional, switchField, textField, withDefault } from './fields.ts';

/** What every team has. */
export const teamFields = {
  name: optional(textField({ title: 'Name', description: 'Names the team in the run, and in a team around it.' })),
  description: optional(
    textField({ title: 'Description', description: 'What the team is good at; read by whoever chooses among teams.' }),
  ),
  max_turns: optional(
    integerField({ title: 'Most turns', description: 'The run ends after so many turns. Empty: no limit.', min: 1 }),
  ),
};

/** Teams that can tell who was chosen; a graph flow cannot. */
export const emitTeamEvents = withDefault(
  switchField({ title: 'Team events', description: 'Also tell in the stream who was chosen to speak.' }),
  false,
);

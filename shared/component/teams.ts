import * as z from 'zod';
import type { ComponentDefinition } from './definition.ts';
import { integerField, optional, promptField, structureField, switchField, codeField, withDefault } from './fields.ts';
import { contextSlot, modelSlot, participantsSlot, terminationSlot } from './slots.ts';
import { emitTeamEvents, teamFields } from './team-fields.ts';

export const roundRobinGroupChat = {
  provider: 'autogen_agentchat.teams.RoundRobinGroupChat',
  componentType: 'team',
  version: 1,
  title: 'Round robin',
  summary: 'Everyone speaks in turn, in order, again and again.',
  group: 'teams',
  config: z.looseObject({ ...teamFields, emit_team_events: emitTeamEvents }),
  slots: [participantsSlot(['agent', 'team']), terminationSlot],
  runnable: true,
  initialConfig: { name: 'team', description: 'A team that speaks in turn.', emit_team_events: false },
} satisfies ComponentDefinition;

const SELECTOR_PROMPT = `You direct a conversation. These people take part:
{roles}

This was said so far:
{history}

Choose who of {participants} speaks next. Answer with that name only.`;

export const selectorGroupChat = {
  provider: 'autogen_agentchat.teams.SelectorGroupChat',
  componentType: 'team',
  version: 1,
  title: 'Selector',
  summary: 'A model picks who speaks next.',
  group: 'teams',
  config: z.looseObject({
    ...teamFields,
    selector_prompt: promptField({
      title: 'Selection prompt',
      description: 'Asked before every turn. {roles}, {participants} and {history} are filled in.',
    }),
    allow_repeated_speaker: switchField({
      title: 'May repeat',
      description: 'The same agent may speak twice in a row.',
    }),
    max_selector_attempts: withDefault(
      integerField({ title: 'Attempts', description: 'How often the model is asked until it names someone.', min: 1 }),
      3,
    ),
    selector_function: optional(
      codeField('typescript', {
        title: 'Selector function',
        description:
          'JavaScript: export default ({ messages, participants, previous }) => a name, or null to leave it to the model. Empty: the model picks.',
      }),
    ),
    candidate_function: optional(
      codeField('typescript', {
        title: 'Candidate function',
        description:
          'JavaScript: export default ({ messages, participants, previous }) => the names among whom the model picks.',
      }),
    ),
    emit_team_events: emitTeamEvents,
    model_client_streaming: withDefault(
      switchField({
        title: 'Stream the selection',
        description: 'Show the words of the selecting model as they come.',
      }),
      false,
    ),
  }),
  slots: [participantsSlot(['agent', 'team']), modelSlot({ required: true }), terminationSlot, contextSlot],
  runnable: true,
  initialConfig: {
    name: 'selector',
    description: 'A team in which a model picks the next speaker.',
    selector_prompt: SELECTOR_PROMPT,
    allow_repeated_speaker: false,
    max_selector_attempts: 3,
    emit_team_events: false,
    model_client_streaming: false,
  },
} satisfies ComponentDefinition;

export const swarm = {
  provider: 'autogen_agentchat.teams.Swarm',
  componentType: 'team',
  version: 1,
  title: 'Swarm',
  summary: 'Whoever speaks hands the word to another agent.',
  group: 'teams',
  config: z.looseObject({ ...teamFields, emit_team_events: emitTeamEvents }),
  slots: [participantsSlot(['agent']), terminationSlot],
  runnable: true,
  initialConfig: { name: 'swarm', description: 'A team that hands the word on.', emit_team_events: false },
} satisfies ComponentDefinition;

export const magenticOneGroupChat = {
  provider: 'autogen_agentchat.teams.MagenticOneGroupChat',
  componentType: 'team',
  version: 1,
  title: 'Magentic-One',
  summary: 'An orchestrator plans, keeps a ledger and gives each agent its task.',
  group: 'teams',
  config: z.looseObject({
    ...teamFields,
    max_stalls: integerField({
      title: 'Stalls until a new plan',
      description: 'After so many turns without progress the orchestrator plans again.',
      min: 0,
    }),
    final_answer_prompt: promptField({
      title: 'Final answer prompt',
      description: 'Asked when the work is done, to make the answer.',
    }),
    emit_team_events: emitTeamEvents,
  }),
  slots: [participantsSlot(['agent']), modelSlot({ required: true }), terminationSlot],
  runnable: true,
  initialConfig: {
    name: 'magentic_one',
    description: 'A team with an orchestrator.',
    max_turns: 20,
    max_stalls: 3,
    final_answer_prompt:
      'The work on this task is done:\n{task}\n\nFrom the conversation above, give the person who asked a full and final answer.',
    emit_team_events: false,
  },
} satisfies ComponentDefinition;

const DiGraphEdge = z.looseObject({
  target: z.string(),
  condition: z.string().nullish(),
  activation_group: z.string().default(''),
  activation_condition: z.enum(['all', 'any']).default('all'),
});

/** Who follows whom in a graph flow, by name. (AutoGen: DiGraph) */
export const DiGraph = z.looseObject({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      edges: z.array(DiGraphEdge).default([]),
      activation: z.enum(['all', 'any']).default('all'),
    }),
  ),
  default_start_node: z.string().nullish(),
});
export type DiGraph = z.infer<typeof DiGraph>;

export const graphFlow = {
  provider: 'autogen_agentchat.teams.GraphFlow',
  componentType: 'team',
  version: 1,
  title: 'Graph flow',
  summary: 'Agents speak along the arrows that you draw.',
  group: 'teams',
  config: z.looseObject({
    ...teamFields,
    graph: structureField(DiGraph, {
      title: 'Who begins',
      description: 'Who follows whom is drawn: wires from agent to agent. Select one to give it a condition.',
      widget: 'graph',
    }),
  }),
  slots: [participantsSlot(['agent']), terminationSlot],
  runnable: true,
  initialConfig: { name: 'flow', description: 'A team that follows a graph.', graph: { nodes: {} } },
} satisfies ComponentDefinition;

/** All teams. */
export const teamDefinitions: readonly ComponentDefinition[] = [
  roundRobinGroupChat,
  selectorGroupChat,
  swarm,
  magenticOneGroupChat,
  graphFlow,
];

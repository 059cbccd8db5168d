/** A team and what its models say, for the screenshots: six agents who prepare the announcement of a night train. */
import type { Reply } from './model-server.fixture.ts';
import type { TeamFile } from './team-files.fixture.ts';

const component = (provider: string, type: string, fields: object): object => ({
  provider,
  component_type: type,
  version: 1,
  component_version: 1,
  ...fields,
});

const model = component('autogen_ext.models.openai.OpenAIChatCompletionClient', 'model', {
  config: { model: 'gpt-4.1', temperature: 0.3 },
});
const calculator = component('troupe.tools.Calculator', 'tool', { label: 'Calculator', config: {} });
const clock = component('troupe.tools.CurrentTime', 'tool', { label: 'Current time', config: {} });

interface Member {
  readonly name: string;
  readonly role: string;
  readonly prompt: string;
  readonly tools?: readonly object[];
}

const assistant = ({ name, role, prompt, tools = [] }: Member): object => ({
  ...component('autogen_agentchat.agents.AssistantAgent', 'agent', {
    config: {
      name,
      description: role,
      system_message: prompt,
      model_client: model,
      model_client_stream: true,
      reflect_on_tool_use: true,
      ...(tools.length > 0 && { tools }),
    },
  }),
  version: 2,
  component_version: 2,
});

const stopsWhen = (...conditions: readonly object[]): object =>
  component('autogen_agentchat.base.OrTerminationCondition', 'termination', { config: { conditions } });

const words = (text: string, source: string): object =>
  component('autogen_agentchat.conditions.TextMentionTermination', 'termination', {
    config: { text, sources: [source] },
  });

const messages = (max: number): object =>
  component('autogen_agentchat.conditions.MaxMessageTermination', 'termination', { config: { max_messages: max } });

const CRITIC_PROMPT = `You read drafts about the night train before anybody else does.
For every number ask where it comes from, and whether a passenger could check it.
Raise at most three objections, the worst first, and quote the words you mean.
When nothing of weight is left, answer with the single word APPROVED.`;

const factCheck = component('autogen_agentchat.teams.RoundRobinGroupChat', 'team', {
  label: 'Fact check',
  description: 'Compares the draft with the timetable.',
  config: {
    name: 'Fact_check',
    description: 'Compares the draft with the timetable.',
    participants: [
      assistant({ name: 'Checker', role: 'Compares every claim', prompt: 'Check each claim.' }),
      assistant({ name: 'Editor', role: 'Keeps names and dates', prompt: 'Keep names and dates in order.' }),
    ],
    max_turns: 2,
  },
});

/** The team, as AutoGen component JSON. */
export const launchReview: TeamFile = {
  name: 'night-train.json',
  text: JSON.stringify(
    component('autogen_agentchat.teams.RoundRobinGroupChat', 'team', {
      label: 'Night train launch',
      description: 'Plans, reckons, drafts and doubts an announcement.',
      config: {
        description: 'Plans, reckons, drafts and doubts an announcement.',
        participants: [
          assistant({ name: 'Planner', role: 'Asks what readers need', prompt: 'Ask at most three questions.' }),
          assistant({
            name: 'Researcher',
            role: 'Reckons with the timetable',
            prompt: 'Answer with numbers, and work each out with the calculator.',
            tools: [calculator, clock],
          }),
          assistant({ name: 'Writer', role: 'Drafts the announcement', prompt: 'Write for people at a station.' }),
          assistant({ name: 'Critic', role: 'Doubts every number', prompt: CRITIC_PROMPT }),
          factCheck,
        ],
        termination_condition: stopsWhen(words('APPROVED', 'Critic'), messages(16)),
      },
    }),
  ),
};

/** How fast the models speak: a sentence in about a second. */
const PACE = { piecesPerSecond: 22 };

export const TASK =
  'Announce the night train to Lisbon: first run on 4 December, under 120 words, every number checked.';

const sum = (expression: string): { readonly name: string; readonly arguments: string } => ({
  name: 'calculator',
  arguments: JSON.stringify({ expression }),
});

/** What the models say, call by call, up to the draft that is being written when the picture is taken. */
const SAID: readonly Reply[] = [
  { text: 'Three things a traveller asks: when do I board, when do I wake up, and what does a bed cost me?' },
  { text: '', toolCalls: [sum('24 - 21.5 + 8.25'), sum('89 * 2')] },
  {
    text:
      'Doors open at 21:30 and Lisbon comes at 8:15: ten hours and three quarters. ' +
      'A bed for two is 178 euros, that is 89 each; a seat costs 39.',
  },
  {
    text:
      'From 4 December you can fall asleep at home and wake up by the sea. Board at 21:30, arrive in Lisbon at 8:15, ' +
      'in a bed from 89 euros. Half the price of flying.',
  },
  {
    text:
      '1. “Half the price of flying” has no source. Flying when, and from where?\n' +
      '2. “From 89 euros” holds for two who share. Somebody alone will be angry at the counter.',
  },
  { text: 'Board 21:30 and arrival 8:15 stand in the timetable of 1 November. 89 euros is the price for each of two.' },
  { text: 'The city is Lisbon, the station Santa Apolónia, the date 4 December. Nothing else needs a capital.' },
  { text: 'What is left: one sentence about bicycles, and whom to ask when the train is late.' },
  { text: 'Six bicycles a train, 12 euros each. Late trains answer at the number on the ticket.' },
];

export const replies: readonly Reply[] = SAID.map((reply) => ({ ...reply, ...PACE }));

/** The second draft, which is written slowly. */
export const secondDraft =
  'From 4 December you can fall asleep at home and wake up by the sea. Board at 21:30, arrive at Lisbon Santa Apolónia ' +
  'at 8:15. A bed is 89 euros each when two share a cabin, a seat is 39, and six bicycles travel along for 12 euros. ' +
  'If the train is late, the number on your ticket answers all night. ';

export const lastWord = 'Every number has its place now, and nobody has to multiply. APPROVED';

import { expect, it } from 'vitest';
import { findNode } from '../../shared/team/document-graph.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { sentenceText } from './sentence.ts';
import { stopSentence } from './stop-sentence.ts';

const TEAM = 'autogen_agentchat.teams.RoundRobinGroupChat';
const SAID = 'autogen_agentchat.conditions.TextMentionTermination';
const COUNT = 'autogen_agentchat.conditions.MaxMessageTermination';
const ANY = 'autogen_agentchat.base.OrTerminationCondition';
const ALL = 'autogen_agentchat.base.AndTerminationCondition';

function sentence(draw: (drawing: TeamDrawing) => string, config = {}, provider = TEAM) {
  const drawing = new TeamDrawing();
  const team = drawing.add(provider, config);
  const rule = draw(drawing);
  if (rule !== '') drawing.wire(rule as typeof team, team);
  const node = findNode(drawing.document, team);
  return node === undefined ? [] : stopSentence(drawing.document, node);
}

it('says one rule with its values in bold', () => {
  expect(sentence((drawing) => drawing.add(SAID, { text: 'APPROVED', sources: ['critic'] }))).toEqual([
    { text: 'Stops ', isStrong: false },
    { text: 'when ', isStrong: false },
    { text: 'critic', isStrong: true },
    { text: ' says ', isStrong: false },
    { text: '“APPROVED”', isStrong: true },
  ]);
});

it('joins rules by or and and, with brackets where they are nested, and names the most turns', () => {
  const parts = sentence(
    (drawing) => {
      const any = drawing.add(ANY);
      const all = drawing.add(ALL);
      for (const rule of [drawing.add(COUNT, { max_messages: 1 }), drawing.add(SAID, { text: 'DONE' })])
        drawing.wire(rule, all);
      drawing.wire(drawing.add(COUNT, { max_messages: 12 }), any);
      drawing.wire(all, any);
      return any;
    },
    { max_turns: 3 },
  );
  expect(sentenceText(parts)).toBe(
    'Stops after 12 messages, or (after 1 message and when someone says “DONE”), or after 3 turns',
  );
});

it('warns where nothing stops the team', () => {
  expect(sentenceText(sentence(() => ''))).toBe('Has no stop rule: it could run for ever');
});

it('says how a team ends that needs no rule', () => {
  const graph = 'autogen_agentchat.teams.GraphFlow';
  expect(sentenceText(sentence(() => '', {}, graph))).toBe('Stops when no arrow leads on');
  expect(sentenceText(sentence(() => '', { max_turns: 3 }, graph))).toBe(
    'Stops when no arrow leads on, or after 3 turns',
  );
});

it('calls a rule that it has no words for by its title', () => {
  expect(sentenceText(sentence((drawing) => drawing.add(COUNT, { max_messages: 'many' })))).toBe(
    'Stops after some messages',
  );
});

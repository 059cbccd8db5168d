import { beforeEach, describe, expect, it } from 'vitest';
import type { NodeId } from '../../shared/ids.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';
import { compile } from './compile.ts';

const TEAMS = 'autogen_agentchat.teams';
const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
const SCRIPTED = 'troupe.models.ScriptedChatCompletionClient';

let drawing: TeamDrawing;
beforeEach(() => {
  drawing = new TeamDrawing();
});

/** Rule and words of every error. */
function errors(): string[] {
  const compiled = compile(drawing.document);
  return compiled.ok
    ? []
    : compiled.issues.flatMap(({ severity, rule, node, path, message }) =>
        severity === 'error' ? [`${rule} ${node} ${path}: ${message}`] : [],
      );
}

function member(team: NodeId, name: string, config: object = {}): NodeId {
  const agent = drawing.add(ASSISTANT, { name, ...config });
  drawing.wire(drawing.add(SCRIPTED), agent);
  drawing.wire(agent, team);
  return agent;
}

describe('a selector team', () => {
  it('needs a model and at least two members', () => {
    const team = drawing.add(`${TEAMS}.SelectorGroupChat`, { max_turns: 3 });
    member(team, 'ann');
    expect(errors()).toEqual([
      `no-model ${team} $.config.model_client: selector has no model. Connect one to it.`,
      `too-few-participants ${team} $.config.participants: Choosing takes two: this team needs at least 2 members, and it has 1.`,
    ]);
    member(team, 'bob');
    drawing.wire(drawing.add(SCRIPTED), team);
    expect(errors()).toEqual([]);
  });
});

import type { NodeId } from '../../shared/ids.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { moveNode } from '../../shared/team/edit-document.ts';
import { TeamDrawing } from '../../shared/team/team-drawing.fixture.ts';

const ASSISTANT = 'autogen_agentchat.agents.AssistantAgent';
export const HUMAN = 'autogen_agentchat.agents.UserProxyAgent';
export const ROUND_ROBIN = 'autogen_agentchat.teams.RoundRobinGroupChat';
export const OPENAI = 'autogen_ext.models.openai.OpenAIChatCompletionClient';
export const CALCULATOR = 'troupe.tools.Calculator';
export const SAID = 'autogen_agentchat.conditions.TextMentionTermination';

export interface DrawnTeam {
  readonly drawing: TeamDrawing;
  readonly document: TeamDocument;
  readonly team: NodeId;
  readonly writer: NodeId;
  readonly critic: NodeId;
}

/** A round robin of writer and critic, the team at the origin and the two side by side in it. */
export function drawTeam(): DrawnTeam {
  const drawing = new TeamDrawing();
  const team = drawing.add(ROUND_ROBIN, { name: 'team' });
  const writer = drawing.add(ASSISTANT, { name: 'writer', description: 'Writes a first version.' });
  const critic = drawing.add(ASSISTANT, { name: 'critic', description: 'Says what is missing.' });
  drawing.wire(writer, team);
  drawing.wire(critic, team);
  drawing.document = moveNode(drawing.document, { node: writer, xPx: 24, yPx: 104 });
  drawing.document = moveNode(drawing.document, { node: critic, xPx: 336, yPx: 104 });
  return { drawing, document: drawing.document, team, writer, critic };
}

import { assistantAgent } from '../../shared/component/agents.ts';
import { scriptedChatCompletionClient } from '../../shared/component/local-models.ts';
import { roundRobinGroupChat } from '../../shared/component/teams.ts';
import { maxMessageTermination, textMentionTermination } from '../../shared/component/terminations.ts';
import type { ComponentDefinition } from '../../shared/component/definition.ts';
import type { NodeId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import type { TeamDocument } from '../../shared/team/document.ts';
import { insertPart } from './insert-part.ts';

const MEMBERS = [
  { name: 'writer', description: 'Writes a first version.', reply: 'Here is a first version.' },
  {
    name: 'critic',
    description: 'Says what is missing, or that it is good.',
    reply: 'Nothing of substance is missing. APPROVED',
  },
] as const;

interface PutOptions {
  readonly onto: NodeId | null;
  readonly config?: JsonObject;
}

/** A round robin of two on an empty canvas: enough to press Run. Their models are scripted, so no key is needed. */
export function starterTeam(empty: TeamDocument): TeamDocument {
  let document = empty;
  const put = (definition: ComponentDefinition, { onto, config = {} }: PutOptions): NodeId => {
    const initialConfig = { ...definition.initialConfig, ...config };
    const insertion = { definition: { ...definition, initialConfig }, at: { xPx: 0, yPx: 0 }, onto, isPointed: false };
    const inserted = insertPart(document, insertion);
    document = inserted.document;
    return inserted.node;
  };
  const team = put(roundRobinGroupChat, { onto: null });
  const agents = MEMBERS.map(({ name, description }) =>
    put(assistantAgent, { onto: team, config: { name, description } }),
  );
  for (const [index, agent] of agents.entries()) {
    put(scriptedChatCompletionClient, { onto: agent, config: { replies: [MEMBERS[index]?.reply ?? ''] } });
  }
  put(textMentionTermination, { onto: team, config: { text: 'APPROVED' } });
  put(maxMessageTermination, { onto: team, config: { max_messages: 8 } });
  return document;
}

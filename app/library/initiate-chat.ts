import type { BuildPorts } from '../../main/compiler/build-ports.ts';
import { modelSummary } from '../../main/agents/model-summary.ts';
import type { Effects } from '../../main/core/effects.ts';
import type { ChatAgent, Participant, Team, TeamResult } from '../../main/core/participant.ts';
import {
  type Chat,
  type ChatOutcome,
  initiateChats as chatInOrder,
  lastMessage,
} from '../../main/teams/initiate-chat.ts';
import type { ChatItem } from '../../shared/chat/chat-item.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import type { JsonObject } from '../../shared/json.ts';
import { secretsOfThisProcess } from '../engine/process-secrets.ts';
import type { Agent } from './component.ts';
import { build, checkedPlan, portsFor } from './create-team.ts';
import { type TakenOut, takeOutLiveParts } from './live-part.ts';
import type { Model } from './models.ts';
import type { RunOptions } from './run-options.ts';

/** A conversation of two agents. An agent that stands in several chats of a sequence is the same one in all of them. */
export interface ChatSettings {
  /** Says the message, and replies to the replies. */
  readonly initiator: Agent;
  readonly recipient: Agent;
  readonly message: string;
  /** Replies of the recipient after which it ends; not given: only a stop message ends it. */
  readonly max_turns?: number;
  /** What is handed on to the next chat: the last message, as usual, or what a model makes of the conversation. */
  readonly summary?: 'last_message' | { readonly model_client: Model; readonly prompt?: string };
  /** False: both remember what they said in chats before. */
  readonly clear_history?: boolean;
}

export interface ChatResult {
  /** All that was said and done, in order. */
  readonly messages: readonly ChatItem[];
  readonly summary: string;
}

/** Lets two agents talk until one of them stops it, or the turns are used up. (AG2: initiate_chat) */
export async function initiateChat(chat: ChatSettings, options: RunOptions = {}): Promise<ChatResult> {
  const [result] = await initiateChats([chat], options);
  return result!; // one for each chat
}

/** Chats one after the other; each is told the summaries of those before. (AG2: initiate_chats) */
export async function initiateChats(
  chats: readonly ChatSettings[],
  options: RunOptions = {},
): Promise<readonly ChatResult[]> {
  const agents = [...new Set(chats.flatMap(({ initiator, recipient }) => [initiator, recipient]))];
  const secrets = secretsOfThisProcess();
  const { plan, taken } = planOfChats(chats, agents);
  const ports = portsFor(taken, { env: process.env, secrets, confirmed: [] });
  let outcomes: readonly ChatOutcome[] = [];
  const team = (members: readonly Participant[]): Team => {
    const live = chats.map((chat, index) => liveChat(chat, { index, agents, members, ports, plan }));
    return conversations(live, (all) => (outcomes = all));
  };
  const own: BuildPorts['own'] = (component) => (component.provider === CHATS ? { team } : undefined);
  const handle = build(plan, { taken, secrets, own });
  try {
    await handle.run(null, options);
  } finally {
    await handle.close(); // nobody else knows of the servers that its agents have started
  }
  return outcomes.map(({ items, summary }) => ({ messages: items.map(({ item }) => item), summary }));
}

const CHATS = 'troupe.library.Chats';

/** All that the chats are made of in one plan: each agent once, and the models that sum up, by the number of their chat. */
function planOfChats(
  chats: readonly ChatSettings[],
  agents: readonly Agent[],
): { readonly plan: ComponentModel; readonly taken: TakenOut } {
  const summaries = chats.map(({ summary }) => (typeof summary === 'object' ? summary.model_client : null));
  const config = { participants: agents, summaries } as object as JsonObject; // what is live in it is taken out
  const taken = takeOutLiveParts({ provider: CHATS, component_type: 'team', config });
  const members = taken.plan.config['participants'] as readonly object[] as readonly ComponentModel[];
  const participants = members.map(checkedPlan) as readonly object[] as readonly JsonObject[];
  return { plan: { ...taken.plan, config: { ...taken.plan.config, participants } }, taken };
}

interface ChatParts {
  readonly index: number;
  readonly agents: readonly Agent[];
  /** The same, alive. */
  readonly members: readonly Participant[];
  readonly ports: Pick<BuildPorts, 'createModelClient'>;
  readonly plan: ComponentModel;
}

function liveChat(chat: ChatSettings, { index, agents, members, ports, plan }: ChatParts): Chat {
  const { message, max_turns: maxTurns, summary = 'last_message', clear_history: clears = true } = chat;
  const liveOf = (agent: Agent): ChatAgent => members[agents.indexOf(agent)] as ChatAgent; // checked: it is an agent
  const initiator = liveOf(chat.initiator);
  const both = { initiator, recipient: liveOf(chat.recipient), message, maxTurns, keepsHistory: !clears };
  if (summary === 'last_message') return { ...both, summarise: lastMessage('TERMINATE') };
  const component = ComponentModel.parse((plan.config['summaries'] as readonly unknown[])[index]);
  const { prompt } = summary;
  const client = ports.createModelClient(component);
  return {
    ...both,
    summarise: modelSummary({ client, agent: initiator.name, ...(prompt !== undefined && { prompt }) }),
  };
}

/** The chats as one run of something that is asked nothing, and gives back all that was said. */
function conversations(chats: readonly Chat[], onOutcomes: (outcomes: readonly ChatOutcome[]) => void): Team {
  return {
    kind: 'team',
    name: 'chats',
    description: 'Conversations of two.',
    async run(_task, effects: Effects): Promise<TeamResult> {
      const outcomes = await chatInOrder(chats, effects);
      onOutcomes(outcomes);
      return { items: outcomes.flatMap(({ items }) => items), stopReason: null };
    },
    reset: () => undefined,
    saveState: () => ({}),
    loadState: () => undefined,
    checkpoint: () => ({}),
    restore: () => undefined,
  };
}

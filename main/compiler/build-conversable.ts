import * as z from 'zod';
import { toText } from '../../shared/chat/text.ts';
import { conversableAgent } from '../../shared/component/conversable-agent.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { AssistantAgent } from '../agents/assistant-agent.ts';
import { ConversableAgent, type ConversableAgentOptions, type TalkItOver } from '../agents/conversable-agent.ts';
import type { ChatAgent } from '../core/participant.ts';
import { initiateChats, lastMessage } from '../teams/initiate-chat.ts';
import type { AgentSurroundings } from './agent-surroundings.ts';
import { buildContext } from './build-context.ts';
import { buildExecutor } from './build-executor.ts';
import { NotBuildableError } from './build-ports.ts';
import { buildTools, ToolParts } from './build-tools.ts';

const Parts = z.object({
  ...ToolParts.shape,
  model_client: ComponentModel.nullish(),
  model_context: ComponentModel.nullish(),
  code_executor: ComponentModel.nullish(),
  nested_chats: z.array(ComponentModel).nullish(),
});
type Config = z.infer<typeof conversableAgent.config>;

/** Makes an all-rounder with whatever of model, tools, executor and others it has. */
export function buildConversable({ config }: ComponentModel, around: AgentSurroundings): ChatAgent {
  const own = conversableAgent.config.parse(config);
  const parts = Parts.parse(config);
  const languages = own.supported_languages ?? ['python', 'sh'];
  const options = {
    name: own.name,
    description: own.description,
    humanInputMode: own.human_input_mode,
    defaultAutoReply: own.default_auto_reply,
    maxConsecutiveAutoReply: own.max_consecutive_auto_reply,
    terminationText: own.termination_text,
    code: parts.code_executor ? { executor: buildExecutor(parts.code_executor, around.ports), languages } : undefined,
    writer: buildWriter(own, parts, around),
  };
  const others = (parts.nested_chats ?? []).map((other, index) => {
    const agent = around.nested(other, `chat${index}`);
    if (agent.kind !== 'agent') throw new NotBuildableError(other, 'an agent that another one asks');
    return agent;
  });
  return new ConversableAgent({
    ...options,
    talkItOver: others.length > 0 ? { others, ask: asking(others, options) } : undefined,
  });
}

function buildWriter(
  own: Config,
  parts: z.infer<typeof Parts>,
  around: AgentSurroundings,
): ConversableAgentOptions['writer'] {
  if (!parts.model_client) return undefined;
  const context = buildContext(parts.model_context, around.ports);
  const agent = new AssistantAgent({
    name: own.name,
    description: own.description,
    client: around.ports.createModelClient(parts.model_client),
    context,
    systemMessage: own.system_message ?? undefined,
    toolbox: { ...buildTools(parts, around), handoffs: new Map() },
    modelClientStream: own.model_client_stream,
    reflectOnToolUse: true,
    toolCallSummaryFormat: '{result}',
    maxToolIterations: own.max_tool_iterations,
    structured: undefined,
    rules: [],
    memories: [],
  });
  return { agent, context };
}

/** Asks the others one after the other, each with what the ones before have said; the last one's answer is the reply. */
function asking(
  others: readonly ChatAgent[],
  { name, terminationText }: { name: string; terminationText: string },
): TalkItOver {
  return async (message, effects) => {
    const outcomes = await initiateChats(
      others.map((recipient) => ({
        // It only opens each chat: one answer is all that is asked for.
        initiator: { kind: 'opener', name } as const,
        recipient,
        message: toText(message),
        maxTurns: 1,
        summarise: lastMessage(terminationText),
        keepsHistory: true,
      })),
      effects,
    );
    return { content: outcomes.at(-1)?.summary ?? '', items: outcomes.flatMap(({ items }) => items) };
  };
}

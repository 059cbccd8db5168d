import * as z from 'zod';
import {
  assistantAgent,
  codeExecutorAgent,
  messageFilterAgent,
  societyOfMindAgent,
  userProxyAgent,
} from '../../shared/component/agents.ts';
import { conversableAgent } from '../../shared/component/conversable-agent.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { AssistantAgent } from '../agents/assistant-agent.ts';
import type { Toolbox } from '../agents/call-tools.ts';
import { CodeExecutorAgent, type CodeWriter } from '../agents/code-executor-agent.ts';
import { type Handoff, handoff } from '../agents/handoff.ts';
import { MessageFilterAgent } from '../agents/message-filter-agent.ts';
import { SocietyOfMindAgent } from '../agents/society-of-mind-agent.ts';
import { UserProxyAgent } from '../agents/user-proxy-agent.ts';
import type { ChatAgent } from '../core/participant.ts';
import type { AgentSurroundings } from './agent-surroundings.ts';
import { buildRules, buildStructured } from './build-answer.ts';
import { buildContext } from './build-context.ts';
import { buildConversable } from './build-conversable.ts';
import { buildExecutor } from './build-executor.ts';
import { buildMemory, withRemembering } from './build-memory.ts';
import { NotBuildableError } from './build-ports.ts';
import { buildTools, ToolParts } from './build-tools.ts';

const AssistantParts = z.object({
  ...ToolParts.shape,
  model_client: ComponentModel,
  reflection_model_client: ComponentModel.nullish(),
  model_context: ComponentModel.nullish(),
  structured_message_factory: ComponentModel.nullish(),
  output_rules: z.array(ComponentModel).nullish(),
  memory: z.array(ComponentModel).nullish(),
});
const PersonParts = z.object({ structured_message_factory: ComponentModel.nullish() });
const SocietyParts = z.object({
  team: ComponentModel,
  model_client: ComponentModel,
  model_context: ComponentModel.nullish(),
});
const CodeParts = z.object({
  code_executor: ComponentModel,
  model_client: ComponentModel.nullish(),
  model_context: ComponentModel.nullish(),
});

/** Makes one agent with its own model client, tools and context. */
export function buildAgent(component: ComponentModel, around: AgentSurroundings): ChatAgent {
  switch (findDefinition(component.provider)?.provider) {
    case assistantAgent.provider:
      return buildAssistant(component, around);
    case userProxyAgent.provider: {
      const { name, description } = userProxyAgent.config.parse(component.config);
      const { structured_message_factory: form } = PersonParts.parse(component.config);
      return new UserProxyAgent({ name, description, form: form ? buildStructured(form) : undefined });
    }
    case codeExecutorAgent.provider:
      return buildCodeExecutor(component, around);
    case societyOfMindAgent.provider:
      return buildSociety(component, around);
    case conversableAgent.provider:
      return buildConversable(component, around);
    case messageFilterAgent.provider:
      return buildFilter(component, around);
    default:
      throw new NotBuildableError(component, 'an agent');
  }
}

function buildAssistant({ config }: ComponentModel, around: AgentSurroundings): ChatAgent {
  const { ports } = around;
  const own = assistantAgent.config.parse(config);
  const parts = AssistantParts.parse(config);
  const memories = (parts.memory ?? []).map((one) => buildMemory(one, ports));
  const { tools, workbenches, library } = buildTools(parts, around);
  return new AssistantAgent({
    name: own.name,
    description: own.description,
    client: ports.createModelClient(parts.model_client),
    reflectionClient: parts.reflection_model_client
      ? ports.createModelClient(parts.reflection_model_client)
      : undefined,
    context: buildContext(parts.model_context, ports),
    systemMessage: own.system_message ?? undefined,
    toolbox: {
      tools: withRemembering(tools, memories, own.name),
      workbenches,
      library,
      handoffs: byName((own.handoffs ?? []).map(handoff)),
    },
    modelClientStream: own.model_client_stream,
    reflectOnToolUse: own.reflect_on_tool_use,
    toolCallSummaryFormat: own.tool_call_summary_format,
    maxToolIterations: own.max_tool_iterations,
    structured: parts.structured_message_factory ? buildStructured(parts.structured_message_factory) : undefined,
    rules: (parts.output_rules ?? []).flatMap(buildRules),
    memories,
  });
}

function byName(handoffs: readonly Handoff[]): Toolbox['handoffs'] {
  return new Map(handoffs.map((one) => [one.name, one]));
}

function buildCodeExecutor({ config }: ComponentModel, { ports }: AgentSurroundings): ChatAgent {
  const own = codeExecutorAgent.config.parse(config);
  const { code_executor, ...parts } = CodeParts.parse(config);
  const writer: CodeWriter | undefined = parts.model_client
    ? {
        client: ports.createModelClient(parts.model_client),
        context: buildContext(parts.model_context, ports),
        systemMessage: own.system_message ?? undefined,
        modelClientStream: own.model_client_stream,
        maxRetries: own.max_retries_on_error ?? 0,
      }
    : undefined;
  return new CodeExecutorAgent({
    name: own.name,
    description: own.description ?? (writer ? WRITES_CODE : RUNS_CODE),
    executor: buildExecutor(code_executor, ports),
    languages: own.supported_languages ?? ['python', 'sh'],
    sources: own.sources ?? undefined,
    writer,
  });
}

const RUNS_CODE = 'Runs the Python and shell code that it is given between three backticks, and does nothing else.';
const WRITES_CODE = 'Writes Python and shell code for what it is asked, runs it, and tells what came out.';

function buildSociety(component: ComponentModel, { ports, nested }: AgentSurroundings): ChatAgent {
  const own = societyOfMindAgent.config.parse(component.config);
  const parts = SocietyParts.parse(component.config);
  const team = nested(parts.team, 'team');
  if (team.kind !== 'team') throw new NotBuildableError(parts.team, 'a team inside an agent');
  return new SocietyOfMindAgent({
    name: own.name,
    description: own.description ?? 'A team that talks a task over and answers as one.',
    team,
    client: ports.createModelClient(parts.model_client),
    context: buildContext(parts.model_context, ports),
    instruction: own.instruction || INSTRUCTION,
    responsePrompt: own.response_prompt || RESPONSE_PROMPT,
  });
}

/** As long in words as AutoGen's, which a scripted model counts. */
const INSTRUCTION =
  'Some time ago a request came to you. Together with your team you have talked about it. What follows is everything ' +
  'that was said then:';
const RESPONSE_PROMPT = 'Now answer that request with one complete text, and do not mention that others talked.';

function buildFilter(component: ComponentModel, { nested }: AgentSurroundings): ChatAgent {
  const { name, filter } = messageFilterAgent.config.parse(component.config);
  const inside = ComponentModel.parse(component.config['wrapped_agent']);
  const agent = nested(inside, 'agent');
  if (agent.kind !== 'agent') throw new NotBuildableError(inside, 'an agent inside a filter');
  const filters = filter.per_source.map(({ source, position, count }) => ({
    source,
    position: position ?? undefined,
    count: count ?? undefined,
  }));
  return new MessageFilterAgent({ name, agent, filters });
}

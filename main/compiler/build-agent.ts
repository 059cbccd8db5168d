import * as z from 'zod';
import { assistantAgent, userProxyAgent } from '../../shared/component/agents.ts';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { staticWorkbench } from '../../shared/component/workbenches.ts';
import { AssistantAgent } from '../agents/assistant-agent.ts';
import type { Toolbox } from '../agents/call-tools.ts';
import { type Handoff, handoff } from '../agents/handoff.ts';
import { UserProxyAgent } from '../agents/user-proxy-agent.ts';
import type { ChatAgent } from '../core/participant.ts';
import type { Tool } from '../tools/tool.ts';
import { buildMemory, buildRules, buildStructured } from './build-answer.ts';
import { buildContext } from './build-context.ts';
import { type BuildPorts, NotBuildableError } from './build-ports.ts';

const AssistantParts = z.object({
  model_client: ComponentModel,
  tools: z.array(ComponentModel).nullish(),
  workbench: z.union([z.array(ComponentModel), ComponentModel]).nullish(),
  model_context: ComponentModel.nullish(),
  structured_message_factory: ComponentModel.nullish(),
  output_rules: z.array(ComponentModel).nullish(),
  memory: z.array(ComponentModel).nullish(),
});
const WorkbenchParts = z.object({ tools: z.array(ComponentModel).nullish() });

/** Makes one agent with its own model client, tools and context. */
export function buildAgent(component: ComponentModel, ports: BuildPorts): ChatAgent {
  switch (findDefinition(component.provider)?.provider) {
    case assistantAgent.provider:
      return buildAssistant(component, ports);
    case userProxyAgent.provider: {
      const { name, description } = userProxyAgent.config.parse(component.config);
      return new UserProxyAgent({ name, description });
    }
    default:
      throw new NotBuildableError(component, 'an agent');
  }
}

function buildAssistant({ config }: ComponentModel, ports: BuildPorts): ChatAgent {
  const own = assistantAgent.config.parse(config);
  const parts = AssistantParts.parse(config);
  return new AssistantAgent({
    name: own.name,
    description: own.description,
    client: ports.createModelClient(parts.model_client),
    context: buildContext(parts.model_context, ports),
    systemMessage: own.system_message ?? undefined,
    toolbox: { tools: buildTools(parts, ports), handoffs: byName((own.handoffs ?? []).map(handoff)) },
    modelClientStream: own.model_client_stream,
    reflectOnToolUse: own.reflect_on_tool_use,
    toolCallSummaryFormat: own.tool_call_summary_format,
    maxToolIterations: own.max_tool_iterations,
    structured: parts.structured_message_factory ? buildStructured(parts.structured_message_factory) : undefined,
    rules: (parts.output_rules ?? []).flatMap(buildRules),
    memories: (parts.memory ?? []).map(buildMemory),
  });
}

function byName(handoffs: readonly Handoff[]): Toolbox['handoffs'] {
  return new Map(handoffs.map((one) => [one.name, one]));
}

/** The agent's own tools, then those of its workbenches in order; of two with one name the first counts. */
function buildTools({ tools, workbench }: z.infer<typeof AssistantParts>, ports: BuildPorts): Toolbox['tools'] {
  const workbenches = workbench === undefined || workbench === null ? [] : [workbench].flat();
  const all = [
    ...(tools ?? []).map((tool): [string, Tool] => named(ports.createTool(tool))),
    ...workbenches.flatMap((one) => toolsOfWorkbench(one, ports)),
  ];
  const byName = new Map<string, Tool>();
  for (const [name, tool] of all) if (!byName.has(name)) byName.set(name, tool);
  return byName;
}

function toolsOfWorkbench(component: ComponentModel, ports: BuildPorts): [string, Tool][] {
  const provider = findDefinition(component.provider)?.provider;
  if (provider === undefined || !provider.startsWith('autogen_core.tools.Static')) {
    throw new NotBuildableError(component, 'a set of tools');
  }
  const { tool_overrides } = staticWorkbench.config.parse(component.config);
  return (WorkbenchParts.parse(component.config).tools ?? []).map((one) => {
    const tool = ports.createTool(one);
    const override = tool_overrides[tool.schema.name];
    if (override === undefined) return named(tool);
    const name = override.name ?? tool.schema.name;
    const description = override.description ?? tool.schema.description;
    return [name, { ...renamedTool(tool), schema: { ...tool.schema, name, description } }];
  });
}

function named(tool: Tool): [string, Tool] {
  return [tool.schema.name, tool];
}

/** Methods of a class instance do not survive a spread. */
function renamedTool(tool: Tool): Tool {
  return { schema: tool.schema, risk: tool.risk, run: (args, context) => tool.run(args, context) };
}

import * as z from 'zod';
import { ComponentModel } from '../../shared/component/envelope.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import { agentTool, pythonCodeExecutionTool, teamTool } from '../../shared/component/tools.ts';
import { digestJson } from '../core/digest.ts';
import { staticWorkbench, toolLibrary } from '../../shared/component/workbenches.ts';
import type { Toolbox } from '../agents/call-tools.ts';
import type { Workbench } from '../tools/workbench.ts';
import { NestedTool } from '../agents/nested-tool.ts';
import { pythonCodeTool } from '../agents/python-code-tool.ts';
import { Solo } from '../teams/solo.ts';
import type { Tool } from '../tools/tool.ts';
import type { AgentSurroundings } from './agent-surroundings.ts';
import { buildExecutor } from './build-executor.ts';
import { NotBuildableError } from './build-ports.ts';

/** Where an agent's config holds its tools. */
export const ToolParts = z.object({
  tools: z.array(ComponentModel).nullish(),
  workbench: z.union([z.array(ComponentModel), ComponentModel]).nullish(),
});
const WorkbenchParts = z.object({ tools: z.array(ComponentModel).nullish() });
const AgentPart = z.object({ agent: ComponentModel });
const ExecutorPart = z.object({ executor: ComponentModel });
const TeamPart = z.object({ team: ComponentModel });

type AnyTool = Tool | NestedTool;

/**
 * The agent's own tools, then those of its tool sets in order; of two with one name the first counts. What is known only
 * once somebody has looked is left to the agent.
 */
export function buildTools(
  parts: z.infer<typeof ToolParts>,
  around: AgentSurroundings,
): Required<Omit<Toolbox, 'handoffs'>> {
  const { tools, workbench } = parts;
  const workbenches = workbench === undefined || workbench === null ? [] : [workbench].flat();
  const opened: Workbench[] = [];
  const library = new Map<string, AnyTool>();
  const all = [
    ...(tools ?? []).map((tool, index) => named(buildTool(tool, `tool${index}`, around))),
    ...workbenches.flatMap((one, index) => {
      const later = around.ports.createWorkbench?.(one);
      if (later !== undefined) opened.push(later);
      else {
        const tools = toolsOfWorkbench(one, `workbench${index}`, around);
        if (!isLibrary(one)) return tools;
        for (const [name, tool] of tools) if (!library.has(name)) library.set(name, tool);
      }
      return [];
    }),
  ];
  const byName = new Map<string, AnyTool>();
  for (const [name, tool] of all) if (!byName.has(name)) byName.set(name, tool);
  return { tools: byName, workbenches: opened, library };
}

/** `place` tells a nested team apart from the others of the agent. */
function buildTool(component: ComponentModel, place: string, { ports, nested }: AgentSurroundings): AnyTool {
  switch (findDefinition(component.provider)?.provider) {
    case agentTool.provider: {
      const { return_value_as_last_message: onlyLast } = agentTool.config.parse(component.config);
      const agent = nested(AgentPart.parse(component.config).agent, place);
      const runner = agent.kind === 'agent' ? new Solo(agent) : agent;
      return new NestedTool({ name: agent.name, description: agent.description, runner, onlyLast });
    }
    case teamTool.provider: {
      const { name, description, return_value_as_last_message: onlyLast } = teamTool.config.parse(component.config);
      const team = nested(TeamPart.parse(component.config).team, place);
      const runner = team.kind === 'agent' ? new Solo(team) : team;
      return new NestedTool({ name, description, runner, onlyLast });
    }
    case pythonCodeExecutionTool.provider: {
      const { description } = pythonCodeExecutionTool.config.parse(component.config);
      const executor = buildExecutor(ExecutorPart.parse(component.config).executor, ports);
      return identified(pythonCodeTool({ executor, description }), component);
    }
    default:
      return identified(ports.createTool(component), component);
  }
}

function toolsOfWorkbench(component: ComponentModel, place: string, around: AgentSurroundings): [string, AnyTool][] {
  const provider = findDefinition(component.provider)?.provider;
  if (!isLibrary(component) && !provider?.startsWith('autogen_core.tools.Static')) {
    throw new NotBuildableError(component, 'a set of tools');
  }
  const { tool_overrides } = staticWorkbench.config.parse(component.config);
  return (WorkbenchParts.parse(component.config).tools ?? []).map((one, index) => {
    const tool = buildTool(one, `${place}.${index}`, around);
    const override = tool_overrides[tool.schema.name];
    if (override === undefined) return named(tool);
    const name = override.name ?? tool.schema.name;
    const description = override.description ?? tool.schema.description;
    return [name, tool instanceof NestedTool ? tool.called(name, description) : renamed(tool, { name, description })];
  });
}

function isLibrary({ provider }: ComponentModel): boolean {
  return findDefinition(provider)?.provider === toolLibrary.provider;
}

function named(tool: AnyTool): [string, AnyTool] {
  return [tool.schema.name, tool];
}

/** Methods of a class instance do not survive a spread. */
function renamed(tool: Tool, words: { name: string; description: string }): Tool {
  return changed(tool, { schema: { ...tool.schema, ...words } });
}

/** Two tools are the same where their components are: the code of one that was changed is not what a person allowed. */
function identified(tool: Tool, { provider, config }: ComponentModel): Tool {
  return tool.identity === undefined ? changed(tool, { identity: digestJson({ provider, config }) }) : tool;
}

function changed(tool: Tool, change: Partial<Pick<Tool, 'schema' | 'identity'>>): Tool {
  const { schema, identity, folder } = tool;
  return {
    schema,
    identity,
    folder,
    // Of a server it is another once it was opened.
    get risk() {
      return tool.risk;
    },
    run: (args, context) => tool.run(args, context),
    ...change,
  };
}

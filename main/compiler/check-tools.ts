import { assistantAgent } from '../../shared/component/agents.ts';
import { conversableAgent } from '../../shared/component/conversable-agent.ts';
import { isJsonObject } from '../../shared/json.ts';
import type { Json } from '../../shared/json.ts';
import { handoffTarget, handoffTexts } from '../../shared/team/handoff.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { childrenIn, treeName } from './component-tree.ts';
import { REMEMBER } from '../memory/remember-tool.ts';
import type { ComponentTree } from './component-tree.ts';
import { issueAt } from './issue-at.ts';

const HAVE_TOOLS: ReadonlySet<string> = new Set([assistantAgent.provider, conversableAgent.provider]);

/** An agent's tools and handoffs: a model calls them by name, so every name may stand for one only. */
export function checkTools(agent: ComponentTree): Issue[] {
  if (!HAVE_TOOLS.has(agent.definition?.provider ?? '')) return [];
  const tools = toolsOf(agent);
  const seen = new Map<string, NamedTool['severity']>();
  const doubled = tools.flatMap(({ name, tree, severity }) => {
    const isNew = !seen.has(name);
    if (isNew) seen.set(name, severity);
    if (isNew) return [];
    const message = `"${agentName(agent)}" has two tools called "${name}", and its model could not tell them apart.`;
    return [issueAt(tree, { rule: 'duplicate-tool', severity, path: ['config'], message })];
  });
  return [
    ...doubled,
    ...checkHandoffs(agent, seen),
    ...checkAbilities(agent, tools.length + childrenIn(agent, 'workbench').filter(isServer).length),
  ];
}

/** Its tools are known only to a server. */
function isServer({ component }: ComponentTree): boolean {
  return component.config['server_params'] !== undefined;
}

interface NamedTool {
  readonly name: string;
  readonly tree: ComponentTree;
  /** How bad it is where its name is taken: of tools in sets, AutoGen calls the first. */
  readonly severity: 'error' | 'warning';
}

/** All tools of an agent as its model sees them: its own, those of its workbenches under their other names, and `remember`. */
function toolsOf(agent: ComponentTree): NamedTool[] {
  const own = named(childrenIn(agent, 'tools'), { severity: 'error' });
  const ofWorkbenches = childrenIn(agent, 'workbench').flatMap((workbench) =>
    named(childrenIn(workbench, 'tools'), {
      overrides: workbench.component.config['tool_overrides'],
      severity: 'warning',
    }),
  );
  const writable = childrenIn(agent, 'memory').find(({ component }) => component.config['can_write'] === true);
  const remember = writable === undefined ? [] : [{ name: REMEMBER, tree: writable, severity: 'warning' as const }];
  return [...own, ...ofWorkbenches, ...remember];
}

function named(
  tools: readonly ComponentTree[],
  { overrides, severity }: { overrides?: Json | undefined; severity: NamedTool['severity'] },
): NamedTool[] {
  return tools.flatMap((tree) => {
    const name = toolName(tree);
    if (name === undefined) return [];
    const override = isJsonObject(overrides) && Object.hasOwn(overrides, name) ? overrides[name] : undefined;
    const other = isJsonObject(override) ? override['name'] : undefined;
    return [{ name: typeof other === 'string' ? other : name, tree, severity }];
  });
}

/** Names of tools that have none in their config. */
const FIXED_NAMES: ReadonlyMap<string, string> = new Map([
  ['troupe.tools.Calculator', 'calculator'],
  ['troupe.tools.CurrentTime', 'current_time'],
  ['autogen_ext.tools.code_execution.PythonCodeExecutionTool', 'CodeExecutor'],
]);

function toolName(tree: ComponentTree): string | undefined {
  const fixed = FIXED_NAMES.get(tree.definition?.provider ?? '');
  if (fixed !== undefined) return fixed;
  const [agent] = childrenIn(tree, 'agent');
  const { tool } = tree.component.config;
  const name = (agent ?? tree).component.config['name'] ?? (isJsonObject(tool) ? tool['name'] : undefined);
  return typeof name === 'string' ? name : undefined;
}

function checkHandoffs(agent: ComponentTree, tools: ReadonlyMap<string, NamedTool['severity']>): Issue[] {
  const { handoffs } = agent.component.config;
  if (!Array.isArray(handoffs)) return [];
  const seen = new Set<string>();
  return handoffs.flatMap((handoff: Json, index) => {
    const name = handoffName(handoff);
    const isNew = name === undefined || !seen.has(name);
    if (name !== undefined) seen.add(name);
    const path = ['config', 'handoffs', index];
    if (!isNew) {
      const message = `"${agentName(agent)}" can hand over in two ways called "${name}". Take one away.`;
      return [issueAt(agent, { rule: 'duplicate-tool', path, message })];
    }
    const severity = name === undefined ? undefined : tools.get(name);
    if (severity === undefined) return [];
    const message = `"${name}" is a handoff and a tool of "${agentName(agent)}". Give one of them another name.`;
    return [issueAt(agent, { rule: 'duplicate-tool', severity, path, message })];
  });
}

function handoffName(handoff: Json): string | undefined {
  const own = isJsonObject(handoff) ? handoff['name'] : undefined;
  if (typeof own === 'string' && own !== '') return own;
  const target = handoffTarget(handoff);
  return target === undefined ? undefined : handoffTexts(target).name;
}

function checkAbilities(agent: ComponentTree, tools: number): Issue[] {
  const [model] = childrenIn(agent, 'model_client');
  const info = model?.component.config['model_info'];
  if (tools === 0 || model === undefined || !isJsonObject(info) || info['function_calling'] !== false) return [];
  const message = `"${agentName(agent)}" has tools, but the abilities of its model say that it calls none.`;
  return [
    issueAt(model, {
      rule: 'no-function-calling',
      severity: 'warning',
      path: ['config', 'model_info', 'function_calling'],
      message,
    }),
  ];
}

function agentName(agent: ComponentTree): string {
  return treeName(agent) || 'This agent';
}

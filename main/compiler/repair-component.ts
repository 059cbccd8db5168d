import { assistantAgent } from '../../shared/component/agents.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { Json, JsonObject } from '../../shared/json.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { childrenIn, toComponent, treeOfComponent } from './component-tree.ts';
import type { ComponentTree, SlotContent, SlotEntry } from './component-tree.ts';
import { formatPath } from './json-path.ts';
import { MODEL_REPAIRS } from './repair-models.ts';
import { type Repair, replaceBy, withConfig } from './repair.ts';
import { calculatorSource, currentTimeSource } from './python-tools.ts';

/**
 * Mends what AutoGen itself cannot load (reference: autogen.md section 8.1), each with a note that tells where. All
 * else stays as it is.
 */
export function repairComponent(component: ComponentModel): { component: ComponentModel; notes: Issue[] } {
  const notes: Issue[] = [];
  return { component: toComponent(mend(treeOfComponent(component), notes)), notes };
}

function mend(tree: ComponentTree, notes: Issue[]): ComponentTree {
  let mended = tree;
  for (const repair of [...REPAIRS_FOR_ALL, ...(REPAIRS.get(tree.definition?.provider ?? '') ?? [])]) {
    const done = repair(mended);
    if (done === undefined) continue;
    mended = done.tree;
    notes.push({ rule: 'repaired', severity: 'note', path: formatPath(tree.path), message: done.message });
  }
  const slots = [...mended.slots].map(([key, content]): [string, SlotContent] => {
    const entries = content.entries.map((entry): SlotEntry =>
      entry.type === 'component' ? { ...entry, tree: mend(entry.tree, notes) } : entry,
    );
    return [key, { ...content, entries }];
  });
  return { ...mended, slots: new Map(slots) };
}

/** Keys that AutoGen's schema asks for although they may be null, or have a plain default. */
function requireKeys(defaults: JsonObject): Repair {
  return (tree) => {
    const missing = Object.keys(defaults).filter(
      (key) => !tree.slots.has(key) && tree.component.config[key] === undefined,
    );
    if (missing.length === 0) return undefined;
    const added = Object.fromEntries(missing.map((key) => [key, defaults[key]]));
    const keys = missing.map((key) => `"${key}"`).join(', ');
    return { tree: withConfig(tree, added), message: `AutoGen wants to read ${keys}. Written with the usual value.` };
  };
}

/** What only Troupe runs. AutoGen would read past it in silence. */
function leaveOut(keys: readonly string[]): Repair {
  return (tree) => {
    const { component } = tree;
    const there = keys.filter((key) => component.config[key] !== undefined && component.config[key] !== null);
    if (there.length === 0) return undefined;
    const kept = Object.entries(component.config).filter(([key]) => !keys.includes(key));
    const names = there.map((key) => `"${key}"`).join(' and ');
    return {
      tree: { ...tree, component: { ...component, config: Object.fromEntries(kept) } },
      message: `AutoGen keeps no functions of a selector in its files: ${names} is left out. Pass it in Python, as selector_func or candidate_func.`,
    };
  };
}

const upgradeAssistant: Repair = (tree) => {
  const { component, definition } = tree;
  const version = component.component_version;
  if (definition === undefined || typeof version !== 'number' || version < 1 || version >= definition.version) {
    return undefined;
  }
  return {
    tree: { ...tree, component: { ...component, version: definition.version, component_version: definition.version } },
    message: `Written in version ${definition.version}: AutoGen 0.7 does not read version ${version}.`,
  };
};

const listWorkbenches: Repair = (tree) => {
  const content = tree.slots.get('workbench');
  if (content === undefined || content.isList) return undefined;
  const slots = new Map([...tree.slots, ['workbench', { ...content, isList: true }]]);
  return {
    tree: { ...tree, slots },
    message: 'AutoGen wants a list of workbenches. The one that was here is now in a list.',
  };
};

/** AutoGen refuses an agent that has both; its loader makes a workbench of plain tools anyway. */
const gatherTools: Repair = (tree) => {
  const tools = tree.slots.get('tools');
  const workbench = tree.slots.get('workbench');
  if (tools === undefined || workbench === undefined) return undefined;
  const gathered = treeOfComponent(
    {
      provider: 'autogen_core.tools.StaticStreamWorkbench',
      component_type: 'workbench',
      version: 1,
      component_version: 1,
      label: 'Tools',
      config: { tools: childrenIn(tree, 'tools').map((tool) => toComponent(tool) as Json), tool_overrides: {} },
    },
    [...tree.path, 'config', 'workbench', workbench.entries.length],
  );
  const entries: SlotEntry[] = [...workbench.entries, { type: 'component', tree: gathered, edge: undefined }];
  const slots = new Map([...tree.slots, ['workbench', { ...workbench, isList: true, entries }]]);
  slots.delete('tools');
  return {
    tree: { ...tree, slots },
    message: 'AutoGen refuses tools beside workbenches. The tools are now in a workbench.',
  };
};

const handoffObjects: Repair = (tree) => {
  const { handoffs } = tree.component.config;
  if (!Array.isArray(handoffs) || handoffs.every((handoff) => typeof handoff !== 'string')) return undefined;
  const objects = handoffs.map((handoff: Json): Json => (typeof handoff === 'string' ? { target: handoff } : handoff));
  return {
    tree: withConfig(tree, { handoffs: objects }),
    message: "Handoffs are written as objects: AutoGen's loader fails on bare names.",
  };
};

/** AutoGen takes a member without a component type for an agent, or refuses it. */
const memberTypes: Repair = (tree) => {
  const participants = tree.slots.get('participants');
  const isUnclear = ({ component, definition }: ComponentTree): boolean =>
    definition !== undefined && component.component_type !== definition.componentType;
  if (participants === undefined || !childrenIn(tree, 'participants').some(isUnclear)) return undefined;
  const entries = participants.entries.map((entry): SlotEntry => {
    if (entry.type !== 'component' || !isUnclear(entry.tree)) return entry;
    const component_type = entry.tree.definition?.componentType;
    return { ...entry, tree: { ...entry.tree, component: { ...entry.tree.component, component_type } } };
  });
  return {
    tree: { ...tree, slots: new Map([...tree.slots, ['participants', { ...participants, entries }]]) },
    message: 'Every member says now whether it is an agent or a team: AutoGen reads it.',
  };
};

function pythonTool(source: { name: string; description: string; source_code: string }): Repair {
  return replaceBy('autogen_core.tools.FunctionTool', `"${source.name}" is written as a Python function.`, () => ({
    ...source,
    global_imports: [],
    has_cancellation_support: false,
  }));
}

const REPAIRS_FOR_ALL: readonly Repair[] = [memberTypes];

const REPAIRS: ReadonlyMap<string, readonly Repair[]> = new Map<string, readonly Repair[]>([
  [
    assistantAgent.provider,
    [
      upgradeAssistant,
      listWorkbenches,
      gatherTools,
      handoffObjects,
      requireKeys({ description: '', reflect_on_tool_use: false, tool_call_summary_format: '{result}' }),
    ],
  ],
  ['autogen_ext.agents.magentic_one.MagenticOneCoderAgent', [upgradeAssistant]],
  [
    'autogen_agentchat.conditions.TokenUsageTermination',
    [requireKeys({ max_total_token: null, max_prompt_token: null, max_completion_token: null })],
  ],
  ['autogen_ext.tools.http.HttpTool', [requireKeys({ description: null, headers: null })]],
  ['autogen_ext.tools.mcp.StdioElicitor', [requireKeys({ timeout: null })]],
  ['autogen_ext.tools.mcp.McpSessionHost', [requireKeys({ sampler: null, elicitor: null, roots: null })]],
  ['autogen_agentchat.teams.SelectorGroupChat', [leaveOut(['selector_function', 'candidate_function'])]],
  [
    'troupe.code_executors.SandboxCodeExecutor',
    [
      replaceBy(
        'autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor',
        'AutoGen has no sandbox: written as its executor for containers.',
        ({ timeout = 60 }) => ({ image: 'python:3-slim', timeout }),
      ),
    ],
  ],
  ['troupe.tools.Calculator', [pythonTool(calculatorSource)]],
  ['troupe.tools.CurrentTime', [pythonTool(currentTimeSource)]],
  ...MODEL_REPAIRS,
]);

import { buildTeam } from '../../main/compiler/build-team.ts';
import { createMemory, type MemoryPorts } from '../../main/memory/create-memory.ts';
import type { RunningHere } from '../../main/memory/space-source.ts';
import { createModelClient } from '../../main/models/create-model-client.ts';
import type { ModelPorts } from '../../main/models/model-builder.ts';
import type { ModelClient } from '../../main/models/model-client.ts';
import type { ModelOverride } from '../../main/models/model-override.ts';
import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import { SwitchedModelClient } from '../../main/models/switched-client.ts';
import type { BuildTeam } from '../../main/runs/build-team-port.ts';
import { builtInTool, type ToolPorts } from '../../main/tools/built-in-tools.ts';
import type { Tool } from '../../main/tools/tool.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { RunId } from '../../shared/ids.ts';
import type { JsonObject } from '../../shared/json.ts';
import { type OutsidePlaces, withOutsideParts } from './outside-parts.ts';

/** Memories, and which run asks them. */
export interface MemoriesOfRuns extends MemoryPorts {
  readonly of: (run: RunId | null) => RunningHere;
}

/** Builds live teams with real model clients and tools. A run's own override replaces every model of its team. */
export function liveTeamBuilder(
  ports: ModelPorts,
  memories: MemoriesOfRuns,
  tools: ToolPorts,
  places: OutsidePlaces,
): BuildTeam {
  return (plan, { overrides, onFailure, modelFor, run }) => {
    const override = modelOverride(overrides);
    const create = (model: string): ModelClient => {
      return createModelClient({ ...ports, component: NONE, override: modelOverride({ model }) });
    };
    const ownTool = (component: ComponentModel): Tool | undefined => builtInTool(component, tools);
    return withOutsideParts(places, ownTool, (outside) =>
      buildTeam(
        plan,
        {
          createModelClient: (component) =>
            new SwitchedModelClient(createModelClient({ ...ports, component, override }), { modelFor, create }),
          ...outside,
          createMemory: (component) => createMemory(component, memories.of(run), memories),
        },
        onFailure,
      ),
    );
  };
}

/** An override replaces whatever component there was. */
const NONE = { provider: '', config: {} };

/** The override as `run-start` has kept it: the text of `--model`, which was checked before the run began. */
function modelOverride({ model }: JsonObject): ModelOverride | undefined {
  if (typeof model !== 'string') return undefined;
  const parsed = parseModelFlag(model);
  if (!parsed.ok) throw new Error(`The model override of this run cannot be read. ${parsed.message}`);
  return parsed.model;
}

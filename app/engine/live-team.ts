import { buildTeam } from '../../main/compiler/build-team.ts';
import { createModelClient } from '../../main/models/create-model-client.ts';
import type { ModelPorts } from '../../main/models/model-builder.ts';
import type { ModelOverride } from '../../main/models/model-override.ts';
import { parseModelFlag } from '../../main/models/parse-model-flag.ts';
import type { BuildTeam } from '../../main/runs/build-team-port.ts';
import { createTool } from '../../main/tools/create-tool.ts';
import type { JsonObject } from '../../shared/json.ts';

/** Builds live teams with real model clients and tools. A run's own override replaces every model of its team. */
export function liveTeamBuilder(ports: ModelPorts): BuildTeam {
  return (plan, { overrides, onFailure }) => {
    const override = modelOverride(overrides);
    return buildTeam(
      plan,
      {
        createModelClient: (component) => createModelClient({ ...ports, component, override }),
        createTool: (component) => createTool(component, Date.now),
      },
      onFailure,
    );
  };
}

/** The override as `run-start` has kept it: the text of `--model`, which was checked before the run began. */
function modelOverride({ model }: JsonObject): ModelOverride | undefined {
  if (typeof model !== 'string') return undefined;
  const parsed = parseModelFlag(model);
  if (!parsed.ok) throw new Error(`The model override of this run cannot be read. ${parsed.message}`);
  return parsed.model;
}

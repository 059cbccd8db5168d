import { buildTeam } from '../../main/compiler/build-team.ts';
import type { BuildPorts } from '../../main/compiler/build-ports.ts';
import { checkTree } from '../../main/compiler/check-tree.ts';
import { compile } from '../../main/compiler/compile.ts';
import { treeOfComponent } from '../../main/compiler/component-tree.ts';
import { planOf } from '../../main/compiler/plan-of.ts';
import { readFile } from '../../main/compiler/read-file.ts';
import { createModelClient } from '../../main/models/create-model-client.ts';
import type { KeyPorts, SecretSource } from '../../main/models/key-ring.ts';
import { keepSecretIn } from '../../main/rpc/keep-secret.ts';
import { toDrawings } from '../../main/rpc/to-drawings.ts';
import type { Tool } from '../../main/tools/tool.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { ChatAgent } from '../../main/core/participant.ts';
import { AppError } from '../../shared/failure.ts';
import type { Issue } from '../../shared/team/issue.ts';
import { mcpPorts } from '../engine/mcp-in-team.ts';
import { withOutsideParts } from '../engine/outside-parts.ts';
import { secretsOfThisProcess } from '../engine/process-secrets.ts';
import { troupeVersion } from '../version.ts';
import type { ComponentOf } from './component.ts';
import { MemoryBlobs } from './memory-blobs.ts';
import { codeHere, localModelsHere, sandboxFor } from './parts-here.ts';
import { GROUP_CHAT, type TakenOut, takeOutLiveParts } from './live-part.ts';
import { TeamHandle } from './team-handle.ts';

/** A team that cannot be run, and everything that stands in its way. */
export class InvalidTeamError extends AppError {
  readonly code = 'invalid-team';
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(issues.map(({ path, message }) => `${path}: ${message}`).join('\n'), { details: { issues } });
    this.issues = issues;
  }
}

/**
 * Makes the live team of a component. A single agent runs as a team of its own.
 * @throws InvalidTeamError
 */
export function createTeam(component: ComponentOf<'team' | 'agent'> | ChatAgent): TeamHandle {
  const taken = takeOutLiveParts(component as ComponentModel); // a live agent is taken out like any other part
  return build(checkedPlan(taken.plan), { taken, secrets: secretsOfThisProcess() });
}

/**
 * A component with every default written out.
 * @throws InvalidTeamError
 */
export function checkedPlan(component: ComponentModel): ComponentModel {
  const tree = treeOfComponent(component);
  // What the program brings itself is known to nobody else. Anything else that is unknown cannot be built.
  refuse(checkTree(tree).filter(({ rule }) => rule !== 'unknown-provider'));
  return planOf(tree);
}

/**
 * Makes the live team of a file's text: a team document, component JSON of AutoGen, or the first team of a gallery.
 * @throws InvalidTeamError
 */
export function loadTeam(text: string): TeamHandle {
  if (typeof text !== 'string') throw new TypeError('loadTeam takes the text of a file, not what was read from it.');
  const content = readFile(text);
  if (!content.ok) throw new InvalidTeamError(content.issues);
  const secrets = secretsOfThisProcess();
  const { drawings } = toDrawings(content, { fileName: 'team.json', keepSecret: keepSecretIn(secrets) });
  const compiled = compile(drawings[0]!); // a file that was read holds one
  if (!compiled.ok) throw new InvalidTeamError(compiled.issues);
  return build(compiled.plan, { taken: takeOutLiveParts(compiled.plan), secrets });
}

function refuse(issues: readonly Issue[]): void {
  const errors = issues.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new InvalidTeamError(errors);
}

interface BuildParts {
  readonly taken: TakenOut;
  readonly secrets: SecretSource;
  /** What stands in the plan that the library itself brings. */
  readonly own?: BuildPorts['own'];
}

/** A live team with its models, tools, code and MCP servers, as a program uses it. */
export function build(plan: ComponentModel, { taken, secrets, own }: BuildParts): TeamHandle {
  const ports = portsFor(taken, { env: process.env, secrets, confirmed: [] });
  // Nobody can be asked here: what a program loads runs with its rights, and reaches what it reaches.
  const mcp = mcpPorts({ version: troupeVersion(), secrets, isAllowed: () => true });
  const ownTool = (component: ComponentModel): Tool | undefined => {
    const part = taken.partOf(component);
    return part?.type === 'tool' ? part.value : undefined;
  };
  const ofPlan = (component: ComponentModel): ReturnType<NonNullable<BuildPorts['own']>> =>
    own?.(component) ?? ports.own(component);
  return new TeamHandle(
    (onFailure) =>
      withOutsideParts({ mcp, code: codeHere(), blobs: new MemoryBlobs() }, ownTool, (outside) =>
        buildTeam(plan, { ...ports, ...outside, own: ofPlan }, onFailure),
      ),
    (signal) => sandboxFor(plan, signal),
  );
}

/** What of a plan's parts is made of live parts of the program. */
export function portsFor(
  { partOf }: TakenOut,
  keys: KeyPorts,
): Pick<BuildPorts, 'createModelClient'> & Required<Pick<BuildPorts, 'own'>> {
  return {
    createModelClient: (component) => {
      const part = partOf(component);
      return part?.type === 'model'
        ? part.value
        : createModelClient({ component, keys, localModels: localModelsHere() });
    },
    own: (component) => {
      const part = partOf(component);
      if (part?.type === 'agent') return { agent: part.value };
      if (component.provider !== GROUP_CHAT) return undefined;
      const pattern = partOf(component.config['pattern'] as object as ComponentModel);
      return pattern?.type === 'pattern' ? { pattern: pattern.value } : undefined;
    },
  };
}

import type { ComponentModel } from '../../shared/component/envelope.ts';
import { AppError } from '../../shared/failure.ts';
import type { ChatAgent, Participant, Team } from '../core/participant.ts';
import type { Memory } from '../memory/memory.ts';
import type { ModelClient } from '../models/model-client.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import type { Pattern } from '../teams/pattern.ts';
import type { Tool } from '../tools/tool.ts';
import type { Workbench } from '../tools/workbench.ts';

/** What building a live team needs from outside. Each call gives a fresh instance: one for each edge. */
export interface BuildPorts {
  readonly createModelClient: (component: ComponentModel) => ModelClient;
  readonly createTool: (component: ComponentModel) => Tool;
  /** A set of tools that has to be looked at; undefined for all others, whose tools are in the plan. */
  readonly createWorkbench?: (component: ComponentModel) => Workbench | undefined;
  /** Without it code is not run: each try says so. */
  readonly createCodeExecutor?: (component: ComponentModel) => CodeExecutor;
  /** Without it only facts that stand in the plan are remembered. */
  readonly createMemory?: (component: ComponentModel) => Memory;
  /** Ports for one agent alone: what runs code for it runs code for nobody else. */
  readonly ofAgent?: () => Pick<BuildPorts, 'createTool' | 'createCodeExecutor'>;
  /** The participant, or the pattern of a team, that a program brings itself; undefined for all that a plan describes. */
  readonly own?: (component: ComponentModel) => OwnParticipant | undefined;
}

/** What stands in a team without being described by a plan. */
export type OwnParticipant =
  | { readonly agent: ChatAgent }
  | { readonly pattern: Pattern<unknown> }
  /** A team of the program's own making, around members that are described. */
  | { readonly team: (members: readonly Participant[]) => Team };

/** A plan holds something that cannot be made here. `compile` finds such plans before they are run. */
export class NotBuildableError extends AppError {
  readonly code = 'not-buildable';
  constructor({ provider }: ComponentModel, what: string) {
    super(`"${provider}" cannot be used as ${what} here.`, { details: { provider } });
  }
}

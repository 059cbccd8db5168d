import type { ComponentModel } from '../../shared/component/envelope.ts';
import { AppError } from '../../shared/failure.ts';
import type { ModelClient } from '../models/model-client.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import type { Tool } from '../tools/tool.ts';

/** What building a live team needs from outside. Each call gives a fresh instance: one for each edge. */
export interface BuildPorts {
  readonly createModelClient: (component: ComponentModel) => ModelClient;
  readonly createTool: (component: ComponentModel) => Tool;
  /** Without it code is not run: each try says so. */
  readonly createCodeExecutor?: (component: ComponentModel) => CodeExecutor;
}

/** A plan holds something that cannot be made here. `compile` finds such plans before they are run. */
export class NotBuildableError extends AppError {
  readonly code = 'not-buildable';
  constructor({ provider }: ComponentModel, what: string) {
    super(`"${provider}" cannot be used as ${what} here.`, { details: { provider } });
  }
}

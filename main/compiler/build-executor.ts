import type { ComponentModel } from '../../shared/component/envelope.ts';
import type { CodeExecutor } from '../sandbox/code-executor.ts';
import { unavailableExecutor } from '../sandbox/unavailable-executor.ts';
import type { BuildPorts } from './build-ports.ts';

/** Makes what runs code; where nothing can, one that says so. */
export function buildExecutor(component: ComponentModel, ports: BuildPorts): CodeExecutor {
  return ports.createCodeExecutor?.(component) ?? unavailableExecutor(component.provider);
}

import * as z from 'zod';
import { MemoryContent } from '../../shared/chat/agent-event.ts';
import type { ComponentModel } from '../../shared/component/envelope.ts';
import { listMemory as listMemoryDefinition } from '../../shared/component/memories.ts';
import { findDefinition } from '../../shared/component/registry.ts';
import type { Toolbox } from '../agents/call-tools.ts';
import { listMemory } from '../memory/list-memory.ts';
import type { Memory } from '../memory/memory.ts';
import { RememberTool } from '../memory/remember-tool.ts';
import { type BuildPorts, NotBuildableError } from './build-ports.ts';

/** Makes a memory: facts from the plan, all others from what the engine has. */
export function buildMemory(component: ComponentModel, { createMemory }: BuildPorts): Memory {
  if (findDefinition(component.provider)?.provider === listMemoryDefinition.provider) {
    const { memory_contents } = listMemoryDefinition.config.parse(component.config);
    return listMemory(z.array(MemoryContent).parse(memory_contents));
  }
  if (createMemory === undefined) throw new NotBuildableError(component, 'a memory');
  return createMemory(component);
}

/** The tools of an agent, and one to remember with where a memory of it may be written. Its own tool of that name stays. */
export function withRemembering(tools: Toolbox['tools'], memories: readonly Memory[], agent: string): Toolbox['tools'] {
  const writable = memories.filter(({ canWrite }) => canWrite);
  if (writable.length === 0) return tools;
  const remember = new RememberTool(writable, agent);
  return new Map([[remember.schema.name, remember], ...tools]);
}

import { expect, it } from 'vitest';
import { openTemporary } from '../../main/storage/open-temporary.ts';
import { SqliteMemoryStore } from '../../main/storage/memory-store.ts';
import { checkSharedMemory } from './shared-memory.ts';

const engineHere = () =>
  ({ memories: { store: new SqliteMemoryStore({ connection: openTemporary(), nowMs: () => 1 }) } }) as never;
const agentWith = (provider: string) => ({
  provider: 'autogen_agentchat.agents.AssistantAgent',
  component_type: 'agent',
  config: { name: 'ada', memory: [{ provider, component_type: 'memory', config: { space: 'town' } }] },
});

it.each(['troupe.memory.TextMemory', 'troupe.memory.VectorMemory', 'troupe.x.TextMemory'])(
  'asks before a file reads what all teams share, however it writes the provider: %s',
  (provider) => {
    const engine = engineHere();
    const words =
      'This file uses the memory "town" (empty), which you and all teams share. Add --approve memory to let it.';
    expect(() => checkSharedMemory(agentWith(provider), undefined, engine)).toThrow(words);
    expect(checkSharedMemory(agentWith(provider), 'memory', engine)).toBeUndefined();
  },
);

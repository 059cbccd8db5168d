import { describe, expect, it } from 'vitest';
import type { Json } from '../../shared/json.ts';
import { agentId } from './agent-id.ts';
import type { AgentFactory } from './agent-runtime.ts';
import { StateError, UndeliverableError } from './errors.ts';
import { failOnError, recorder } from './fake-agents.ts';
import { InProcessRuntime } from './in-process-runtime.ts';

/** Agents that remember all they heard. */
const memory: AgentFactory<string> = (id) => {
  let heard: Json[] = [];
  return {
    id,
    description: `Remembers for ${id.key}.`,
    handle: (message) => heard.push(message),
    saveState: () => ({ heard }),
    loadState: (state) => {
      heard = (state as { heard: Json[] }).heard.slice();
    },
  };
};

describe('the state of a runtime', () => {
  it('is keyed by type and key, and brings the agents back in another runtime', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('memory', memory);
    runtime.registerFactory('stateless', recorder([]));
    await runtime.send('one', agentId('memory', 'a'));
    await runtime.send('two', agentId('memory', 'b/c'));
    await runtime.send('three', agentId('stateless', 'a'));
    const state = await runtime.saveState();
    expect(state).toEqual({ 'memory/a': { heard: ['one'] }, 'memory/b/c': { heard: ['two'] } });

    const other = new InProcessRuntime<string>(failOnError);
    other.registerFactory('memory', memory);
    expect(await other.loadState(state)).toEqual([]);
    await other.send('four', agentId('memory', 'a'));
    expect(await other.saveState()).toEqual({
      'memory/a': { heard: ['one', 'four'] },
      'memory/b/c': { heard: ['two'] },
    });
  });

  it('is skipped and reported where nobody takes it', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('memory', memory);
    runtime.registerFactory('stateless', recorder([]));
    const skipped = await runtime.loadState({
      'gone/a': {},
      'memory/a': { heard: ['one'] },
      'stateless/a': {},
    });
    expect(skipped).toEqual(['gone/a', 'stateless/a']);
    expect(await runtime.saveState()).toEqual({ 'memory/a': { heard: ['one'] } });
  });

  it('is refused when a key is no agent id', async () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    await expect(runtime.loadState({ nonsense: {} })).rejects.toThrow(StateError);
  });
});

describe('the metadata of an agent', () => {
  it('tells its description, making it if need be', () => {
    const runtime = new InProcessRuntime<string>(failOnError);
    runtime.registerFactory('memory', memory);
    runtime.registerFactory('stateless', recorder([]));
    expect([runtime.agentMetadata(agentId('memory', 'a')), runtime.agentMetadata(agentId('stateless', 'a'))]).toEqual([
      { type: 'memory', key: 'a', description: 'Remembers for a.' },
      { type: 'stateless', key: 'a', description: '' },
    ]);
    expect(() => runtime.agentMetadata(agentId('gone', 'a'))).toThrow(UndeliverableError);
  });
});

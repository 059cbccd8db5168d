import { expect, it } from 'vitest';
import type { JsonObject } from '../../shared/json.ts';
import { repairComponent } from './repair-component.ts';

const repaired = (provider: string, config: JsonObject): unknown => {
  const { component, notes } = repairComponent({ provider, config });
  return [component.provider, component.config, notes.map(({ message }) => message)];
};

it('leaves functions out of a selector that AutoGen would read past, and says so', () => {
  const provider = 'autogen_agentchat.teams.SelectorGroupChat';
  const config = { participants: [], selector_prompt: 'Who?', selector_function: 'export default () => null' };
  expect(repaired(provider, config)).toEqual([
    provider,
    { participants: [], selector_prompt: 'Who?' },
    [
      'AutoGen keeps no functions of a selector in its files: "selector_function" is left out. Pass it in Python, as selector_func or candidate_func.',
    ],
  ]);
  expect(repaired(provider, { participants: [] })).toEqual([provider, { participants: [] }, []]);
});

it('writes the sandbox as an executor for containers, the nearest that AutoGen has', () => {
  expect(repaired('troupe.code_executors.SandboxCodeExecutor', { timeout: 20, memory_mb: 256 })).toEqual([
    'autogen_ext.code_executors.docker.DockerCommandLineCodeExecutor',
    { image: 'python:3-slim', timeout: 20 },
    ['AutoGen has no sandbox: written as its executor for containers.'],
  ]);
});

import { expect, it } from 'vitest';
import { bringsCode } from './brings-code.ts';

it.each([
  ['autogen_core.tools.FunctionTool', {}, true],
  ['troupe.tools.JavaScriptTool', {}, true],
  ['autogen_ext.code_executors.local.LocalCommandLineCodeExecutor', {}, true],
  ['autogen_agentchat.teams.SelectorGroupChat', { selector_function: 'export default () => null' }, true],
  ['autogen_agentchat.teams.SelectorGroupChat', { selector_function: '' }, false],
  ['autogen_agentchat.agents.AssistantAgent', {}, false],
  ['somebody.Else', {}, false],
])('knows of %s %j whether it needs the sandbox', (provider, config, expected) => {
  expect(bringsCode({ provider, config })).toBe(expected);
});

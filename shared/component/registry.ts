import { agentDefinitions } from './agents.ts';
import { anthropicDefinitions } from './anthropic-models.ts';
import { contextDefinitions } from './contexts.ts';
import type { ComponentDefinition } from './definition.ts';
import { executorDefinitions } from './executors.ts';
import { fallbackChatCompletionClient } from './fallback-model.ts';
import { geminiChatCompletionClient } from './gemini-models.ts';
import { localModelDefinitions } from './local-models.ts';
import { mcpDefinitions } from './mcp.ts';
import { memoryDefinitions } from './memories.ts';
import { openAIDefinitions } from './openai-models.ts';
import { openAIResponsesClient } from './openai-responses-models.ts';
import { outputRule } from './output-rule.ts';
import { ownTeamDefinitions } from './own-teams.ts';
import { serverMemoryDefinitions } from './server-memories.ts';
import { structuredMessageFactory } from './structured-message.ts';
import { surferDefinitions } from './surfer-agents.ts';
import { teamDefinitions } from './teams.ts';
import { terminationDefinitions } from './terminations.ts';
import { fileToolDefinitions } from './file-tools.ts';
import { askHumanTool } from './person-tools.ts';
import { toolDefinitions } from './tools.ts';
import { webToolDefinitions } from './web-tools.ts';
import { troupeMemoryDefinitions } from './troupe-memories.ts';
import { workbenchDefinitions } from './workbenches.ts';

/** All components that Troupe knows, in the order of the palette. */
export const componentDefinitions: readonly ComponentDefinition[] = [
  ...agentDefinitions,
  ...surferDefinitions,
  ...teamDefinitions,
  ...ownTeamDefinitions,
  ...toolDefinitions,
  ...fileToolDefinitions,
  ...webToolDefinitions,
  askHumanTool,
  ...workbenchDefinitions,
  ...mcpDefinitions,
  ...openAIDefinitions,
  openAIResponsesClient,
  ...anthropicDefinitions,
  geminiChatCompletionClient,
  ...localModelDefinitions,
  fallbackChatCompletionClient,
  ...contextDefinitions,
  ...memoryDefinitions,
  ...troupeMemoryDefinitions,
  ...serverMemoryDefinitions,
  ...terminationDefinitions,
  ...executorDefinitions,
  structuredMessageFactory,
  outputRule,
];

/** Short names that AutoGen accepts in place of a path. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['openai_chat_completion_client', 'OpenAIChatCompletionClient'],
  ['OpenAIChatCompletionClient', 'OpenAIChatCompletionClient'],
  ['azure_openai_chat_completion_client', 'AzureOpenAIChatCompletionClient'],
  ['AzureOpenAIChatCompletionClient', 'AzureOpenAIChatCompletionClient'],
  ['OllamaChatCompletionClient', 'OllamaChatCompletionClient'],
]);

const byProvider = new Map(componentDefinitions.map((definition) => [definition.provider, definition]));
const byClassName = new Map(componentDefinitions.map((definition) => [className(definition.provider), definition]));

/**
 * The definition of a provider; undefined for a component that Troupe does not know. Takes AutoGen's aliases, and any
 * path to the same class in the same package, private modules too. (AutoGen: ComponentLoader)
 */
export function findDefinition(provider: string): ComponentDefinition | undefined {
  const known = byProvider.get(provider);
  if (known !== undefined) return known;
  const alias = ALIASES.get(provider);
  if (alias !== undefined) return byClassName.get(alias);
  const sameClass = byClassName.get(className(provider));
  return sameClass !== undefined && packageName(sameClass.provider) === packageName(provider) ? sameClass : undefined;
}

/** Last part of a provider's path: `RoundRobinGroupChat`. */
export function className(provider: string): string {
  return provider.slice(provider.lastIndexOf('.') + 1);
}

function packageName(provider: string): string {
  return provider.slice(0, provider.indexOf('.'));
}

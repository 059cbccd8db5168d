import { MODEL_PROVIDER_NAMES, providerAt, providerFacts } from '../../shared/component/model-providers.ts';
import { McpServerParams, mcpServerName } from '../../shared/component/mcp-params.ts';
import { openAIChatCompletionClient } from '../../shared/component/openai-models.ts';
import { className, findDefinition } from '../../shared/component/registry.ts';
import { isJsonObject } from '../../shared/json.ts';
import { configName } from '../../shared/team/names.ts';
import type { TeamNode } from '../../shared/team/document.ts';

/** What a component is called in plain words: "Assistant"; the class name where Troupe does not know it. */
export function kindTitle({ component }: TeamNode): string {
  const server = serverTitle(component);
  if (server !== undefined) return server;
  return findDefinition(component.provider)?.title ?? className(component.provider);
}

/**
 * Of a model on a server that Troupe knows by its address: "Groq". A server of one's own may stand anywhere: there it is what it
 * was taken from the palette as.
 */
function serverTitle({ provider, label, config: { base_url } }: TeamNode['component']): string | undefined {
  if (provider !== openAIChatCompletionClient.provider || typeof base_url !== 'string') return undefined;
  const name = providerAt(base_url) ?? MODEL_PROVIDER_NAMES.find((known) => providerFacts(known).title === label);
  return name === undefined ? undefined : providerFacts(name).title;
}

/** What a card is called: its own name, else the model it stands for, else its kind. */
export function nodeTitle(node: TeamNode): string {
  const name = configName(node);
  if (name) return name;
  const { model, model_path: file, server_params: server, tool } = node.component.config;
  if (isJsonObject(tool) && typeof tool['name'] === 'string') return tool['name'];
  const params = McpServerParams.safeParse(server).data;
  if (params !== undefined) return `MCP ${mcpServerName(params)}`;
  if (typeof model === 'string' && model !== '') return model;
  return (typeof file === 'string' && file.split(/[\\/]/).at(-1)) || kindTitle(node);
}

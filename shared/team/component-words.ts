import type { ComponentType } from '../component/definition.ts';

const WORDS: { readonly [T in ComponentType]: string } = {
  agent: 'an agent',
  team: 'a team',
  model: 'a model',
  tool: 'a tool',
  workbench: 'a tool set',
  memory: 'a memory',
  chat_completion_context: 'a context',
  termination: 'a stop rule',
  code_executor: 'a code executor',
  structured_message: 'a structured answer',
  output_rule: 'an answer rule',
  token_provider: 'a sign-in',
  cache_store: 'a cache store',
  chat_completion_cache: 'an answer cache',
  replay_chat_completion_client: 'a model',
  mcp_session_host: 'an MCP host',
  mcp_sampler: 'an MCP sampler',
  mcp_elicitor: 'an MCP elicitor',
  mcp_roots_provider: 'MCP roots',
};

/** What a component of this type is called in a sentence, with its article: "a stop rule". */
export function inWords(type: string | undefined): string {
  if (type === undefined) return 'a custom component';
  return Object.hasOwn(WORDS, type) ? WORDS[type as ComponentType] : `a custom component ("${type}")`;
}

/** Several of them: "an agent or a team". Words that are equal are said once. */
export function anyInWords(types: readonly string[]): string {
  return [...new Set(types.map(inWords))].join(' or ');
}

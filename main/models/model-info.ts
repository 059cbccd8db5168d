import type { ModelInfo } from './model-client.ts';

/** `model_info`, or the older `model_capabilities`, as files give them. */
type GivenInfo = { readonly [K in keyof ModelInfo]?: ModelInfo[K] | null | undefined };

/**
 * What a model of this name can do, changed by what a file says of it. Unknown names get sensible defaults: AutoGen
 * refuses them, but a local model that nobody has listed is the common case here.
 */
export function modelInfo(model: string, given: GivenInfo | null | undefined): ModelInfo {
  const name = model.replace(/^.*\//, '');
  const known = KNOWN.find(([prefix]) => name.toLowerCase().startsWith(prefix))?.[1] ?? UNKNOWN;
  if (given === null || given === undefined) return known;
  return {
    vision: given.vision ?? known.vision,
    function_calling: given.function_calling ?? known.function_calling,
    json_output: given.json_output ?? known.json_output,
    family: given.family ?? known.family,
    structured_output: given.structured_output ?? known.structured_output,
    multiple_system_messages: given.multiple_system_messages ?? known.multiple_system_messages,
  };
}

const UNKNOWN: ModelInfo = {
  vision: false,
  function_calling: true,
  json_output: true,
  family: 'unknown',
  structured_output: false,
};

/** Sees pictures, calls tools, keeps to schemas. */
function full(family: string): ModelInfo {
  return {
    vision: true,
    function_calling: true,
    json_output: true,
    family,
    structured_output: true,
    multiple_system_messages: true,
  };
}

function textOnly(family: string, can: Partial<ModelInfo> = {}): ModelInfo {
  return { ...full(family), vision: false, structured_output: false, ...can };
}

/** Claude has one system prompt, beside the messages. */
function claude(family: string, can: Partial<ModelInfo> = {}): ModelInfo {
  return { ...full(family), structured_output: false, multiple_system_messages: false, ...can };
}

/** Beginnings of names, the more exact before the less exact. (AutoGen: _model_info of the openai and anthropic clients) */
const KNOWN: readonly (readonly [string, ModelInfo])[] = [
  ['gpt-5', full('gpt-5')],
  ['gpt-4.5', full('gpt-45')],
  ['gpt-4.1', full('gpt-41')],
  ['gpt-4o', full('gpt-4o')],
  ['chatgpt-4o', full('gpt-4o')],
  ['gpt-4-turbo', { ...full('gpt-4'), structured_output: false }],
  ['gpt-4', textOnly('gpt-4')],
  ['gpt-3.5', textOnly('gpt-35')],
  ['gpt-35', textOnly('gpt-35')],
  ['o1-mini', textOnly('o1', { function_calling: false, json_output: false, multiple_system_messages: false })],
  ['o1-preview', textOnly('o1', { function_calling: false, json_output: false, multiple_system_messages: false })],
  ['o1', full('o1')],
  ['o3-mini', textOnly('o3', { structured_output: true })],
  ['o3', full('o3')],
  ['o4', full('o4')],
  ['claude-3-haiku', claude('claude-3-haiku')],
  ['claude-3-sonnet', claude('claude-3-sonnet')],
  ['claude-3-opus', claude('claude-3-opus')],
  ['claude-3-5-haiku', claude('claude-3-5-haiku')],
  ['claude-3-5-sonnet', claude('claude-3-5-sonnet')],
  ['claude-3-7-sonnet', claude('claude-3-7-sonnet')],
  ['claude-sonnet-4-5', claude('claude-4-sonnet', { structured_output: true })],
  ['claude-opus-4-1', claude('claude-4-opus', { structured_output: true })],
  ['claude-opus-4-5', claude('claude-4-opus', { structured_output: true })],
  ['claude-sonnet-4', claude('claude-4-sonnet')],
  ['claude-opus-4', claude('claude-4-opus')],
  ['claude', claude('claude-4-sonnet', { structured_output: true })],
  ['gemini-1.5-flash', { ...full('gemini-1.5-flash'), multiple_system_messages: false }],
  ['gemini-1.5-pro', { ...full('gemini-1.5-pro'), multiple_system_messages: false }],
  ['gemini-2.0-flash', { ...full('gemini-2.0-flash'), multiple_system_messages: false }],
  ['gemini-2.5-flash', { ...full('gemini-2.5-flash'), multiple_system_messages: false }],
  ['gemini', { ...full('gemini-2.5-pro'), multiple_system_messages: false }],
  ['deepseek-r1', { ...UNKNOWN, family: 'r1', function_calling: false, json_output: false }],
  ['deepseek-reasoner', { ...UNKNOWN, family: 'r1' }],
  ['qwen-vl', { ...UNKNOWN, vision: true }],
  ['qwen2.5-vl', { ...UNKNOWN, vision: true }],
  ['qwen3-vl', { ...UNKNOWN, vision: true }],
  ['gemma3', { ...UNKNOWN, vision: true, function_calling: false }],
  ['llama-4-maverick', { ...UNKNOWN, vision: true, family: 'llama-4-maverick' }],
  ['llama-4-scout', { ...UNKNOWN, vision: true, family: 'llama-4-scout' }],
  ['llama-3.3-70b', { ...UNKNOWN, family: 'llama-3.3-70b' }],
  ['llava', { ...UNKNOWN, vision: true, function_calling: false }],
  ['codestral', textOnly('codestral', { multiple_system_messages: false })],
  ['ministral', textOnly('ministral', { multiple_system_messages: false })],
  ['mistral', textOnly('mistral', { multiple_system_messages: false })],
  ['pixtral', { ...textOnly('pixtral'), vision: true, multiple_system_messages: false }],
];

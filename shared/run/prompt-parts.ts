import { estimatedMessageTokens, estimatedSchemaTokens, estimatedTextTokens } from '../chat/estimate-tokens.ts';
import type { LLMMessage } from '../chat/llm-message.ts';
import { canonicalJson } from '../json.ts';
import type { Prompt, PromptView } from './prompt.ts';

/** One part of a request, as a person reads it. */
export interface PromptPart {
  readonly kind: 'system' | 'tools' | 'shape' | 'message';
  /** Who said it, for messages of others; the model's own are `assistant`, results of tools `tool`. */
  readonly source: string;
  readonly text: string;
  /** Estimated: providers tell only the sum. */
  readonly tokens: number;
  /** It was not so in the call before by the same agent. */
  readonly isNew: boolean;
}

/** A request in its parts, and how it differs from the one before. */
export interface PromptParts {
  readonly parts: readonly PromptPart[];
  readonly tokens: number;
  /** Parts that are new or changed; 0 for a first call, in which nothing is told apart. */
  readonly changed: number;
  /** Messages of the call before that are left out now: the context has a window. */
  readonly leftOut: number;
}

/** Splits a request into its parts. Against a call before it, what is new is marked; a first call has nothing marked. */
export function promptParts({ prompt, previous }: Pick<PromptView, 'prompt' | 'previous'>): PromptParts {
  const before = previous?.prompt;
  const known = before === undefined ? undefined : new Matcher(before.messages);
  const parts = [
    ...headParts(prompt, before),
    ...prompt.messages.map((message): PromptPart => ({
      ...describe(message),
      kind: 'message',
      tokens: estimatedMessageTokens(message),
      isNew: known !== undefined && !known.take(message),
    })),
  ];
  return {
    parts,
    tokens: parts.reduce((sum, part) => sum + part.tokens, 0),
    changed: parts.filter(({ isNew }) => isNew).length,
    leftOut: known === undefined ? 0 : known.left,
  };
}

function headParts(prompt: Prompt, before: Prompt | undefined): PromptPart[] {
  const isNew = (key: 'system' | 'tools' | 'jsonOutput'): boolean =>
    before !== undefined && canonicalJson(before[key]) !== canonicalJson(prompt[key]);
  const { system, tools, jsonOutput } = prompt;
  const parts: PromptPart[] = [];
  if (system !== null) {
    const tokens = estimatedTextTokens(system);
    parts.push({ kind: 'system', source: '', text: system, tokens, isNew: isNew('system') });
  }
  if (tools.length > 0) {
    const text = tools.map(({ name }) => name).join(', ');
    parts.push({ kind: 'tools', source: '', text, tokens: estimatedSchemaTokens(tools), isNew: isNew('tools') });
  }
  if (jsonOutput !== false) {
    const text = jsonOutput === true ? 'some JSON object' : JSON.stringify(jsonOutput);
    parts.push({ kind: 'shape', source: '', text, tokens: estimatedTextTokens(text), isNew: isNew('jsonOutput') });
  }
  return parts;
}

/** Finds messages again in the order in which they stood. */
class Matcher {
  readonly #keys: readonly string[];
  #at = 0;
  #found = 0;

  constructor(messages: readonly LLMMessage[]) {
    this.#keys = messages.map((message) => canonicalJson(message));
  }

  take(message: LLMMessage): boolean {
    const index = this.#keys.indexOf(canonicalJson(message), this.#at);
    if (index < 0) return false;
    this.#at = index + 1;
    this.#found += 1;
    return true;
  }

  get left(): number {
    return this.#keys.length - this.#found;
  }
}

function describe(message: LLMMessage): Pick<PromptPart, 'source' | 'text'> {
  switch (message.type) {
    case 'SystemMessage':
      return { source: 'system', text: message.content };
    case 'UserMessage':
      return { source: message.source, text: contentText(message.content) };
    case 'AssistantMessage':
      return {
        source: 'assistant',
        text: [message.thought ?? '', contentText(message.content)].filter(Boolean).join('\n'),
      };
    case 'FunctionExecutionResultMessage':
      return {
        source: 'tool',
        text: message.content
          .map(({ name, content, is_error }) => `${name}${is_error ? ' failed' : ''}: ${content}`)
          .join('\n'),
      };
  }
}

function contentText(content: string | readonly (string | object)[]): string {
  if (typeof content === 'string') return content;
  return content
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('data' in part) return '<image>';
      return 'name' in part && 'arguments' in part
        ? `${String(part.name)}(${String(part.arguments)})`
        : JSON.stringify(part);
    })
    .join('\n');
}

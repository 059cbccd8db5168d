import type { LLMMessage } from '../../shared/chat/llm-message.ts';
import { pythonRepr, pythonReprOf } from '../../shared/chat/python-repr.ts';
import { onOneLine, trimmedEnd } from '../../shared/chat/python-text.ts';

/** A participant as those who choose read of it. */
export interface Role {
  readonly name: string;
  readonly description: string;
}

/** One line a participant: its name and what it is good at, white space drawn together. */
export function roleLines(roles: readonly Role[]): string {
  return roles.map(({ name, description }) => onOneLine(`${name}: ${description}`)).join('\n');
}

/** The conversation as it stands in a prompt. (AutoGen: two line breaks after each message, one more between) */
export function historyText(messages: readonly LLMMessage[]): string {
  const entries = messages.flatMap((message) =>
    message.type === 'UserMessage' || message.type === 'AssistantMessage'
      ? [`${trimmedEnd(`${message.source}: ${contentText(message.content)}`)}\n\n`]
      : [],
  );
  return entries.join('\n');
}

type Content = Extract<LLMMessage, { source: string }>['content'];

function contentText(content: Content): string {
  if (typeof content === 'string') return content;
  const parts = content.map((part) => {
    if (typeof part === 'string') return pythonRepr(part);
    if ('data' in part) return '<image>';
    return pythonReprOf('FunctionCall', { id: part.id, arguments: part.arguments, name: part.name });
  });
  return `[${parts.join(', ')}]`;
}

/** What takes the place of `{roles}`, `{participants}` and `{history}`. */
export type PromptValues = Readonly<Record<'roles' | 'participants' | 'history', string>>;

const PLACEHOLDER = /\{(roles|participants|history)\}/g;
/** What stands for something in a Python format, read from left to right. */
const FORMAT = /\{\{|\}\}|\{(?:roles|participants|history)\}/g;

/**
 * Fills in the three placeholders. Doubled braces become single ones where the whole prompt follows Python's rule for
 * them; in any other prompt all that is no placeholder stays as it is written.
 */
export function fillPrompt(template: string, values: PromptValues): string {
  const isFormat = !/[{}]/.test(template.replaceAll(FORMAT, ''));
  return template.replaceAll(isFormat ? FORMAT : PLACEHOLDER, (match) => {
    if (match === '{{' || match === '}}') return match.slice(1);
    return values[match.slice(1, -1) as keyof PromptValues];
  });
}

/** Who of these is named, as a word of its own, also with spaces or escaped underscores. Reasoning in tags is not read. */
export function mentionedIn(text: string, names: readonly string[]): string[] {
  const answer = text.replaceAll(/<think>[\s\S]*?<\/think>/g, ' ');
  return names.filter((name) => {
    const forms = [name, name.replaceAll('_', ' '), name.replaceAll('_', String.raw`\_`)].map(escaped);
    return new RegExp(String.raw`(?<![\p{L}\p{N}_])(?:${forms.join('|')})(?![\p{L}\p{N}_])`, 'u').test(answer);
  });
}

function escaped(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`);
}

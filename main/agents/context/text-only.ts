import type { LLMMessage } from '../../../shared/chat/llm-message.ts';

/** The messages for a model that sees no pictures: each picture is the word `<image>`. (AutoGen: remove_images) */
export function textOnly(messages: readonly LLMMessage[]): LLMMessage[] {
  return messages.map((message) => {
    if (message.type !== 'UserMessage' || typeof message.content === 'string') return message;
    const content = message.content.map((part) => (typeof part === 'string' ? part : '<image>')).join('\n');
    return { ...message, content };
  });
}
